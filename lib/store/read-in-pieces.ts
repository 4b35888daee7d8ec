/**
 * Many rows by their keys, some thousands at a time: 50,000 in one go keep everybody else from the database and from the
 * screen for a second. Rows that are written meanwhile are as they were or as they are; whoever shows them hears of it.
 */
import type { Range } from './table.ts'

const pieceRows = 4_000

export async function readInPieces<Row extends { key: string }>(
  read: (range: Range) => Promise<Row[]>,
  keys: Range,
  pieceOf = pieceRows,
): Promise<Row[]> {
  const all: Row[] = []
  for (let rest = keys; ;) {
    const rows = await read({ ...rest, limit: pieceOf })
    for (const row of rows) all.push(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pieceOf) return all
    rest = { ...rest, lower: last.key, openLower: true }
  }
}
