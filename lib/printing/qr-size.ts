/**
 * How large a QR code's squares may be so that the whole code fits the paper. A code that does not fit is printed by no
 * printer: some print nothing, some a part of it, which no scanner reads.
 *
 * Which version a printer chooses depends on whether it packs digits (three in ten bits) or writes them as bytes. It is
 * its own business and in no manual, so the larger one is reckoned with: the code always fits, and is mostly smaller.
 */

/** Bytes at level M, for versions 1, 2, 3… (ISO/IEC 18004, table 7). */
const capacities = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
  997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
/** The white around it that a scanner needs, on both sides together. */
const quiet = 8
/** Some 22 mm for a code of 29 squares, which every phone reads. */
const largest = 6
/** 0.375 mm at 203 dpi: finer lines run together on thermal paper. */
const finest = 3

/** Squares of a side. null: no QR code holds so much. */
export function qrSquares(bytes: number): number | null {
  const version = capacities.findIndex((capacity) => bytes <= capacity) + 1
  return version === 0 ? null : 17 + 4 * version
}

/** Dots of one square. null: it does not fit this paper in squares that anybody can read. */
export function qrDots(text: string, paperDots: number): number | null {
  const squares = qrSquares(new TextEncoder().encode(text).length)
  const dots = squares === null ? 0 : Math.min(largest, Math.floor(paperDots / (squares + quiet)))
  return dots < finest ? null : dots
}
