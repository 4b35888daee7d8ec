/**
 * How many changes each scope may send when all of them together should not exceed `limit`: everyone in turn takes one
 * until nothing is left. A scope with changes always gets one, so that no page is empty while more follows (S25).
 */
export function sharePages(available: number[], limit: number): number[] {
  const shares = available.map((count) => Math.min(count, 1))
  let left = limit - shares.reduce((sum, share) => sum + share, 0)
  let hungry = available.flatMap((count, index) => (count > 1 ? [index] : []))
  while (left > 0 && hungry.length > 0) {
    const each = Math.max(1, Math.floor(left / hungry.length))
    for (const index of hungry) {
      const more = Math.min(each, left, (available[index] ?? 0) - (shares[index] ?? 0))
      shares[index] = (shares[index] ?? 0) + more
      left -= more
    }
    hungry = hungry.filter((index) => (shares[index] ?? 0) < (available[index] ?? 0))
  }
  return shares
}
