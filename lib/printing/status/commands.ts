/** What is asked of a printer beside printing. */

/** Real time: answered at once, also by a printer that is offline. 1 printer, 2 cause, 3 error, 4 paper. */
export type StatusQuestion = 1 | 2 | 3 | 4

/** `DLE EOT n` */
export const askStatus = (...questions: StatusQuestion[]): Uint8Array =>
  Uint8Array.from(questions.flatMap((n) => [0x10, 0x04, n]))

/** `GS r 1`: waits in the printer's buffer behind the job, so its answer says that all before it is on paper. */
export const jobProof: Uint8Array = Uint8Array.of(0x1d, 0x72, 1)

/** `GS a n`: from now on every change of status is told by itself. `ESC @` ends it. */
export const tellChanges: Uint8Array = Uint8Array.of(0x1d, 0x61, 0xff)

/** `GS I 67`: the model's name. Few clones answer. */
export const askModel: Uint8Array = Uint8Array.of(0x1d, 0x49, 67)

/**
 * No command of a job is longer than this (images go in strips), so as many NULs finish whatever a broken job left
 * half-said: a printer that waits for the rest of an image or a QR code takes them instead of the next receipt.
 */
export const longestCommandBytes = 8192

/** How many proofs a resync asks for; a broken job asked for one at most, so the two cannot be confused. */
export const resyncProofs = 3

/** Ends the broken command, clears the print buffer, and asks for `resyncProofs` signs that the printer listens again. */
export function resync(): Uint8Array {
  const end = [
    0x1b,
    0x40,
    ...askModel,
    ...tellChanges,
    ...Array.from({ length: resyncProofs }, () => [...jobProof]).flat(),
  ]
  const bytes = new Uint8Array(longestCommandBytes + end.length)
  bytes.set(end, longestCommandBytes)
  return bytes
}
