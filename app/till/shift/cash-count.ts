/**
 * Counting the drawer by notes and coins. How many of each are typed; the sum is worked out in kopecks, never in parts of
 * a rouble.
 */

/** Minor units, largest first. */
export const notes = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000] as const
export const coins = [1_000, 500, 200, 100, 50, 10, 5, 1] as const

export type Piece = { kind: 'note' | 'coin'; minor: number }

/** Ten roubles are both: a note and a coin. */
export const pieces: readonly Piece[] = [
  ...notes.map((minor) => ({ kind: 'note' as const, minor })),
  ...coins.map((minor) => ({ kind: 'coin' as const, minor })),
]

export const pieceKey = ({ kind, minor }: Piece): string => `${kind}${minor}`

/** By `pieceKey`, as typed. */
export type CashCount = Readonly<Record<string, string>>

/** No drawer holds more of one kind. */
const mostPieces = 99_999

/** null: not a count. Nothing typed is none. */
export function piecesTyped(typed: string | undefined): number | null {
  const plain = (typed ?? '').trim()
  if (plain === '') return 0
  if (!/^\d{1,5}$/.test(plain)) return null
  const count = Number(plain)
  return count > mostPieces ? null : count
}

/** null while one of them is no count. */
export function countedMinor(count: CashCount): number | null {
  let sum = 0
  for (const piece of pieces) {
    const number = piecesTyped(count[pieceKey(piece)])
    if (number === null) return null
    sum += number * piece.minor
  }
  return sum
}

export const isAnythingCounted = (count: CashCount): boolean =>
  pieces.some((piece) => (count[pieceKey(piece)] ?? '').trim() !== '')
