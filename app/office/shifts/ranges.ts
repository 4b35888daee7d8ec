/** Numbers as people write them: 2, 5–7, 12. Ascending, each once. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && last.to + 1 === number) last.to = number
    else ranges.push({ from: number, to: number })
  }
  return ranges
    .map(({ from, to }) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ')
}
