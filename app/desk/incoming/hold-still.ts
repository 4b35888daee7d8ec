/**
 * Cards must not move under a finger. While somebody points at the panel, what is shown keeps its place: new orders
 * come last, and one that another operator took stays and says what became of it. Pure.
 */
export function holdStill(shown: readonly string[], now: readonly string[], isHeld: boolean): readonly string[] {
  if (!isHeld) return isSame(shown, now) ? shown : now
  const known = new Set(shown)
  const added = now.filter((id) => !known.has(id))
  return added.length === 0 ? shown : [...shown, ...added]
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i])
