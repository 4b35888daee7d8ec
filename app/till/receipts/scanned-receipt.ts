/** A receipt whose code was scanned: its goods come back, here or in exchange. Pure. */
import { readScan } from '../../../lib/domain/barcode/read-scan.ts'
import { readCode } from '../../../lib/domain/till/receipt-code.ts'

/** The place of returns of receipts that this till does not hold. */
export const foreignPlace = 'foreign'

/** Without the symbology identifier that a scanner on a port may send. */
export function bareScan(raw: string): string {
  const scan = readScan(raw)
  return scan.kind === 'code' ? scan.code : raw.trim()
}

/** Where it is looked for. null: no receipt's code. */
export function placeOfScanned(raw: string): string | null {
  const code = bareScan(raw)
  return readCode(code).kind === 'other' ? null : `receipts/${foreignPlace}/${code}`
}
