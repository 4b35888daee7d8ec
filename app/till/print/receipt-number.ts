/**
 * A receipt's number as people read, say and type it: `3-0012` is the twelfth receipt of the till's third shift. The
 * till is not in it: it stands on the paper beside.
 */
import { parseNumbered } from '../../../lib/domain/till/shift.ts'

export type ReceiptNumber = { shift: number; number: number }

export const writeReceiptNumber = ({ shift, number }: ReceiptNumber): string =>
  `${shift}-${String(number).padStart(4, '0')}`

/** Of a receipt's document name. A name of another shape stands as it is: nothing is hidden. */
export function receiptNumberOf(receiptId: string): string {
  const receipt = parseNumbered(receiptId)
  const shift = receipt && parseNumbered(receipt.of)
  return receipt && shift ? writeReceiptNumber({ shift: shift.number, number: receipt.number }) : receiptId
}

/** `3-12`, `3-0012`, `№ 3-0012`. null: no receipt's number. */
export function parseReceiptNumber(text: string): ReceiptNumber | null {
  const match = /^(?:№|#|no\.?)?\s*(\d{1,9})\s*[-–—/]\s*(\d{1,9})$/iu.exec(text.trim())
  const shift = Number(match?.[1])
  const number = Number(match?.[2])
  return shift > 0 && number > 0 ? { shift, number } : null
}
