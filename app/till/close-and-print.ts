/**
 * Durable, then paper, then the screen: a receipt goes to the printer from the disk, and the screen is drawn when the
 * paper is on its way. The customer waits for the paper; drawing first doubled the time until its first byte (P8).
 */
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { closeReceipt, type Books, type ClosingResult } from './close-receipt.ts'
import type { PrintOutcome, PrintPort } from './print/print-port.ts'

/** No screen waits longer than this for a disk or a printer that are slow. */
const mostAheadMs = 100
const nothing = (): void => undefined

/** `printed`: what became of the paper; a printer that fails undoes no receipt. */
export type ClosedAndPrinted =
  | (Extract<ClosingResult, { kind: 'done' }> & { printed: Promise<PrintOutcome> })
  | Exclude<ClosingResult, { kind: 'done' }>

export async function closeAndPrint(
  { books, printing }: { books: Books; printing: Pick<PrintPort, 'printReceipt'> },
  shift: { id: string },
  payload: ReceiptPayload,
): Promise<ClosedAndPrinted> {
  let printed: Promise<PrintOutcome> | null = null
  const result = await closeReceipt(books, shift, payload, (receiptId, receipt) => {
    const paper = printing.printReceipt(receiptId, { receipt })
    printed = paper
    // Whoever asked hears of a failure below; until then it is nobody's.
    const isThere = paper.then(nothing, nothing)
    return Promise.race([isThere, new Promise<void>((resolve) => setTimeout(resolve, mostAheadMs))])
  })
  if (result.kind !== 'done') return result
  // Closed before, by another press or in another tab: the queue knows whether it has its paper.
  return { ...result, printed: printed ?? printing.printReceipt(result.receiptId) }
}
