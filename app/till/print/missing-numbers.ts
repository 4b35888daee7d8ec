/**
 * Which numbers of a shift are on no receipt (users.md 7). Numbers are given out in the same write as the receipt, so
 * there are none unless an act was lost or refused; then paper and books must say which.
 */
export function missingNumbers(known: Iterable<number>, last: number): number[] {
  const have = new Set(known)
  const missing: number[] = []
  for (let number = 1; number <= last; number += 1) if (!have.has(number)) missing.push(number)
  return missing
}
