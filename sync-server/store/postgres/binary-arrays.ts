/**
 * Columns of rows as PostgreSQL's binary arrays. As text every value would be escaped here, copied, and unescaped and read
 * again there; a batch carries tens of thousands of them. The driver sends a Buffer as it is, in the binary format.
 *
 *     dimensions 1 · nulls 0 or 1 · type of the elements · length · lower bound 1 · (bytes, value)…    (array_recv)
 */

const headerBytes = 20
const nullLength = -1

/** Object ids of PostgreSQL's own types: pg_type.dat. */
const type = { boolean: 16, bigint: 20, text: 25 }

/** For `text[]`. */
export function texts(values: readonly (string | null)[]): Buffer {
  let bytes = headerBytes
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value))
  const array = begin(bytes, type.text, values.length)
  let at = headerBytes
  for (const value of values) {
    if (value === null) {
      array.writeInt32BE(nullLength, at)
      at += 4
    } else {
      const length = array.write(value, at + 4)
      array.writeInt32BE(length, at)
      at += 4 + length
    }
  }
  return array
}

/** For `bigint[]`. Throws where the database would refuse the text: at what is no whole number. */
export function bigints(values: readonly (number | null)[]): Buffer {
  const array = begin(headerBytes + values.length * 12, type.bigint, values.length)
  let at = headerBytes
  for (const value of values) {
    if (value === null) {
      at = array.writeInt32BE(nullLength, at)
    } else {
      if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number that can be stored`)
      at = array.writeInt32BE(8, at)
      at = array.writeInt32BE(Math.floor(value / 2 ** 32), at)
      at = array.writeUInt32BE(value >>> 0, at)
    }
  }
  return array.subarray(0, at)
}

/** For `boolean[]`. */
export function booleans(values: readonly boolean[]): Buffer {
  const array = begin(headerBytes + values.length * 5, type.boolean, values.length)
  let at = headerBytes
  for (const value of values) {
    at = array.writeInt32BE(1, at)
    at = array.writeUInt8(value ? 1 : 0, at)
  }
  return array
}

/** One array of each column, in the order of a statement's values. */
export type Columns<Row> = ((rows: readonly Row[]) => Buffer)[]

export const columnsOf = <Row>(rows: readonly Row[], columns: Columns<Row>): Buffer[] =>
  columns.map((column) => column(rows))

export const textOf =
  <Row>(value: (row: Row) => string | null) =>
  (rows: readonly Row[]): Buffer =>
    texts(rows.map(value))

export const bigintOf =
  <Row>(value: (row: Row) => number | null) =>
  (rows: readonly Row[]): Buffer =>
    bigints(rows.map(value))

export const booleanOf =
  <Row>(value: (row: Row) => boolean) =>
  (rows: readonly Row[]): Buffer =>
    booleans(rows.map(value))

function begin(bytes: number, elements: number, length: number): Buffer {
  const array = Buffer.allocUnsafe(bytes)
  array.writeInt32BE(1, 0)
  array.writeInt32BE(1, 4)
  array.writeInt32BE(elements, 8)
  array.writeInt32BE(length, 12)
  array.writeInt32BE(1, 16)
  return array
}
