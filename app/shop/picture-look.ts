/** Which of the quiet colours and where the shapes lie: always the same for the same seed. */
const hues = 8

export function pictureLook(seed: string): { hue: number; x: number; y: number } {
  let hash = 2166136261
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619)
  const positive = hash >>> 0
  return { hue: positive % hues, x: 20 + ((positive >>> 4) % 40), y: 16 + ((positive >>> 10) % 30) }
}
