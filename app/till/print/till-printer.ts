/**
 * Printing as the till's screens ask for it: reads what is stored, makes the slip, and gives it to the queue under a
 * name that says what it is. The same receipt again under its name is the job that is there already: only a copy, marked
 * as one, comes out a second time (users.md 9, 19).
 */
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import type { Ref } from '../../../lib/domain/operation.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import type { PrintQueue } from '../../../lib/printing/queue/print-queue.ts'
import type { Workplace } from '../../../lib/workplace-types.ts'
import { bodies } from '../../_ui/bodies.ts'
import { readReceipts } from '../close-receipt.ts'
import { readOne } from '../read-once.ts'
import type { Desk, TitledSlip } from './compose-slips.ts'
import { paperTimeIn, type PaperTime } from './paper-time.ts'
import type { PrintOutcome, ShiftPrintPort } from './print-port.ts'
import { formKey, printerKey } from './printer-settings.ts'
import { formChoiceAtStart, receiptFormOf, type FormChoice } from './receipt-form.ts'

type Books = Pick<Workplace, 'one' | 'list' | 'keep' | 'newId' | 'now'>
type Queue = Pick<PrintQueue, 'add' | 'knows'>

/** A crash can come between a receipt and its print job for no more than the last ones. */
const mostLost = 20
/** A till that died in the evening is switched on after the weekend. Far less than ended jobs are kept. */
const lostWithinMs = 7 * 24 * 60 * 60_000

export type TillPrinter = ShiftPrintPort & {
  /**
   * Receipts of the last week that never became a print job, because the browser died between the two writes, become one
   * now, as old as the receipt: what should have been on paper long ago asks before it is printed.
   * `sinceMs`: when the printer was set up.
   */
  printLost(tillId: string, sinceMs: number): Promise<void>
  /** A slip that belongs to nothing stored: the wizard's. */
  printSlip(title: string, slip: TitledSlip['slip']): Promise<PrintOutcome>
}

/** `queue`: called when something is to be printed and a printer is set up. `code`: what stands on a receipt's paper for scanners. */
export function createTillPrinter(
  books: Books,
  {
    queue,
    cashier,
    code,
  }: { queue: () => Promise<Queue>; cashier: () => string; code: (receipt: Receipt) => Promise<string> },
): TillPrinter {
  const isSetUp = (): boolean => books.keep<PrinterSettings | null>(printerKey, null).get() !== null

  const desk = async (): Promise<Desk> => {
    const settings = await readOne<Settings>(books, { kind: 'settings', id: 'organisation' })
    const choice = books.keep<FormChoice>(formKey, formChoiceAtStart).get()
    return { form: receiptFormOf(settings, choice), time: timeOf(settings), now: books.now() }
  }

  const give = async (
    id: string,
    { title, slip }: TitledSlip,
    { form }: Pick<Desk, 'form'>,
    since: { createdAt?: number } = {},
  ): Promise<PrintOutcome> => {
    try {
      await (await queue()).add({ id, title, slip, language: form.language, ...since })
    } catch (error) {
      // It has been asked for before: whatever became of that job, it does not come out twice.
      if (!isTaken(error)) throw error
    }
    return 'queued'
  }

  const read = async <Body>(ref: Ref): Promise<Body> => {
    const body = await readOne<Body>(books, ref)
    if (body === null) throw new Error(`There is no ${ref.kind} ${ref.id} on this till`)
    return body
  }

  const receipts = async (): Promise<Receipt[]> => bodies(await readReceipts(books))

  const paperOf = async (
    receiptId: string,
    here: Desk,
    { isCopy, closed }: { isCopy: boolean; closed?: Receipt | undefined },
  ): Promise<TitledSlip> => {
    const { receiptPaper } = await import('./compose-slips.ts')
    const known = new Map((await receipts()).map((one) => [one.id, one]))
    const receipt = closed ?? known.get(receiptId) ?? (await read<Receipt>({ kind: 'receipt', id: receiptId }))
    const soldAt = (id: string): number | null => known.get(id)?.at ?? null
    return receiptPaper(receipt, { desk: here, isCopy, soldAt, code: await code(receipt) })
  }

  /** Receipts that are known to have their job, so that each is asked about once. */
  const jobsKnown = new Set<string>()

  const copyId = (): string => `copy:${books.newId()}`

  return {
    async printReceipt(receiptId, { isCopy = false, receipt } = {}) {
      if (!isSetUp()) return 'noPrinter'
      const here = await desk()
      return give(
        isCopy ? copyId() : jobOf(receiptId),
        await paperOf(receiptId, here, { isCopy, closed: receipt }),
        here,
      )
    },
    async printShiftReport(shiftId, { isCopy = false } = {}) {
      if (!isSetUp()) return 'noPrinter'
      const { shiftPaper } = await import('./compose-slips.ts')
      const here = await desk()
      const shift = await read<Shift>({ kind: 'shift', id: shiftId })
      const paper = shiftPaper(shift, { desk: here, isCopy, receipts: await receipts(), cashier: cashier() })
      const name = shift.closing === null ? `x:${books.newId()}` : `z:${shiftId}`
      return give(isCopy ? copyId() : name, paper, here)
    },
    async printCashSlip(shiftId, movementId, { isCopy = false } = {}) {
      if (!isSetUp()) return 'noPrinter'
      const { cashPaper } = await import('./compose-slips.ts')
      const here = await desk()
      const paper = cashPaper(await read<Shift>({ kind: 'shift', id: shiftId }), movementId, here, isCopy)
      if (!paper) throw new Error(`The shift ${shiftId} has no movement ${movementId}`)
      return give(isCopy ? copyId() : `cash:${movementId}`, paper, here)
    },
    async printLost(tillId, sinceMs) {
      if (!isSetUp()) return
      const from = Math.max(sinceMs, books.now() - lostWithinMs)
      const lost = (await receipts())
        .filter((receipt) => receipt.tillId === tillId && receipt.at >= from)
        .sort((a, b) => b.shiftNumber - a.shiftNumber || b.number - a.number)
        .slice(0, mostLost)
      const printed = await queue()
      for (const { id, at } of lost.reverse()) {
        if (jobsKnown.has(id) || (await printed.knows(jobOf(id)))) {
          jobsKnown.add(id)
          continue
        }
        const here = await desk()
        await give(jobOf(id), await paperOf(id, here, { isCopy: false }), here, { createdAt: at })
      }
    },
    async openDrawer() {
      if (!isSetUp()) return 'noPrinter'
      const { drawerPaper } = await import('./compose-slips.ts')
      const here = await desk()
      return give(`drawer:${books.newId()}`, drawerPaper(here), here)
    },
    async printSlip(title, slip) {
      if (!isSetUp()) return 'noPrinter'
      return give(`slip:${books.newId()}`, { title, slip }, await desk())
    },
  }
}

export const timeOf = (settings: Pick<Settings, 'timezone'> | null): PaperTime =>
  paperTimeIn(settings?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)

const jobOf = (receiptId: string): string => `receipt:${receiptId}`

/** What a database says of a name that is there already. */
const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'ConstraintError'
