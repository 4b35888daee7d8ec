/**
 * What a catalogue file may cost. Memory is bounded by `textChars` + `recordChars` + one 64 KiB piece of input, however
 * long the file is.
 */
export type ReadLimits = {
  /** Of the file as it lies on the disk. */
  fileBytes: number
  /** Depth of elements. A group costs two levels. */
  depth: number
  /** One text, comment, CDATA section, or tag with all its attributes. */
  textChars: number
  /** All texts and attributes kept of one record. */
  recordChars: number
  /** Elements kept of one record. */
  recordElements: number
}

export const defaultReadLimits: ReadLimits = {
  fileBytes: 512 * 1024 * 1024,
  depth: 100,
  textChars: 1024 * 1024,
  recordChars: 4 * 1024 * 1024,
  recordElements: 50_000,
}
