/**
 * Durable, then paper: a receipt goes to the printer from the disk, beside its way to the screen and not after it. The
 * customer waits for the paper.
 */
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { closeReceipt, type Books, type ClosingResult } from './close-receipt.ts'
import type { PrintOutcome, PrintPort } from './print/print-port.ts'

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
    printed = printing.printReceipt(receiptId, { receipt })
    // Whoever asked hears of it below; until then it is nobody's.
    printed.catch(() => undefined)
  })
  if (result.kind !== 'done') return result
  // Closed before, by another press or in another tab: the queue knows whether it has its paper.
  return { ...result, printed: printed ?? printing.printReceipt(result.receiptId) }
}
