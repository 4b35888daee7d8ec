/**
 * How the rest of the till asks for paper. What a receipt looks like and how the printer stands is the matter of this
 * folder; a sale is closed whatever comes back.
 */
import type { Receipt } from '../../../lib/domain/till/receipt.ts'

export type PrintOutcome =
  /** In the printer's queue; its state says the rest. */
  | 'queued'
  /** No printer is set up on this till. */
  | 'noPrinter'

export type PrintPort = {
  /** Of a receipt that is on disk. `isCopy`: marked as a copy. `receipt`: what it says, where no list has it yet. */
  printReceipt(receiptId: string, options?: { isCopy?: boolean; receipt?: Receipt }): Promise<PrintOutcome>
  /** Opens the drawer without a receipt. */
  openDrawer(): Promise<PrintOutcome>
}

/** What the shift prints besides. */
export type ShiftPrintPort = PrintPort & {
  /** X while the shift is open, Z afterwards. */
  printShiftReport(shiftId: string, options?: { isCopy?: boolean }): Promise<PrintOutcome>
  printCashSlip(shiftId: string, movementId: string, options?: { isCopy?: boolean }): Promise<PrintOutcome>
}

export const noPrinter: ShiftPrintPort = {
  printReceipt: async () => 'noPrinter',
  openDrawer: async () => 'noPrinter',
  printShiftReport: async () => 'noPrinter',
  printCashSlip: async () => 'noPrinter',
}
