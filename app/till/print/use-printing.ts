/** The printing of this till: what screens ask for, and the queue and printer behind it. */
'use client'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Printing } from '../../../lib/platform/printing/create-printing.ts'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import type { ScannerSettings } from '../../../lib/platform/scanning/scanner-connection.ts'
import type { Workplace } from '../../../lib/workplace-types.ts'
import { useKeep, useLive, useWorkplace } from '../../_ui/use-workplace.ts'
import { bestNow, clockOffset } from '../best-now.ts'
import { scannerKey } from '../scan/scanner-settings.ts'
import { printerKey, sinceKey } from './printer-settings.ts'
import { codeOnPaper } from './receipt-code.ts'
import { createTillPrinter, timeOf, type TillPrinter } from './till-printer.ts'
import { createPrinterView, type PrinterLook } from './printer-view.ts'
import { watchLost } from './watch-lost.ts'

type Parts = { printer: TillPrinter; look: ReturnType<typeof createPrinterView>; open: () => Promise<Printing> }

const partsOf = new WeakMap<Workplace, Parts>()

/** One per tab, whatever asks for it. */
function printingOf(workplace: Workplace): Parts {
  const known = partsOf.get(workplace)
  if (known) return known
  const settings = workplace.keep<PrinterSettings | null>(printerKey, null)
  const scanner = workplace.keep<ScannerSettings | null>(scannerKey, null)
  const organisation = workplace.one<Settings>({ kind: 'settings', id: 'organisation' })
  // Heard from now on, so that its time zone is known when a copy is marked.
  organisation.subscribe(() => undefined)
  const look = createPrinterView()
  const open = async (): Promise<Printing> => {
    const printing = await workplace.printing({
      settings: () => settings.get(),
      localTime: (epochMs) => timeOf(organisation.get()?.body ?? null)(epochMs),
      scannerPort: () => scanner.get()?.port ?? null,
      onFault: (error) => console.error('Printing', error),
    })
    look.follow(printing)
    return printing
  }
  const since = workplace.keep<number>(sinceKey, 0)
  let before = settings.get()
  settings.subscribe(() => {
    const now = settings.get()
    if (JSON.stringify(now) === JSON.stringify(before)) return
    // What was sold before there was a printer is not printed afterwards.
    if (before === null) since.set(bestNow(workplace)).catch(look.fail)
    before = now
    // Also of one that was forgotten: its name must not stand for the next one.
    start((printing) => printing.connection.reconnect())
  })
  const cashier = (): string => {
    const session = workplace.session.state.get()
    return session.kind === 'signedIn' ? session.person.name : ''
  }
  const code = (receipt: Receipt) => codeOnPaper(receipt, workplace.signing)
  const queue = async () => {
    const { queue: jobs } = await open()
    return {
      knows: (id: string) => jobs.knows(id),
      // The queue counts how old a job is by the device's own clock.
      add: ({ createdAt, ...job }: Parameters<typeof jobs.add>[0]) =>
        jobs.add(createdAt === undefined ? job : { ...job, createdAt: createdAt - clockOffset(workplace) }),
    }
  }
  const books = { ...workplace, now: () => bestNow(workplace) }
  const printer = createTillPrinter(books, { queue, cashier, code })
  const parts = { printer, look, open }
  partsOf.set(workplace, parts)
  const printLost = async (): Promise<void> => {
    const session = workplace.session.state.get()
    if (session.kind === 'signedIn') await printer.printLost(session.deviceId, since.get())
  }
  let isWatching = false
  function start(opened: (printing: Printing) => void): void {
    open().then((printing) => {
      opened(printing)
      if (isWatching) return
      isWatching = true
      watchLost(workplace.list<Receipt>({ kind: 'receipt' }), {
        printLost,
        after: (ms, run) => void setTimeout(run, ms),
        onFault: (error) => console.error('Receipts without paper could not be looked for', error),
      })
    }, look.fail)
  }
  // A till with a printer looks for it at once: what was not printed before the crash waits there.
  if (before !== null) start(() => undefined)
  return parts
}

export function usePrinting(): TillPrinter {
  return printingOf(useWorkplace()).printer
}

/** How the printer stands and what is not printed yet. */
export const usePrinterLook = (): PrinterLook => useLive(printingOf(useWorkplace()).look)

/** Loads what prints; for the settings page, before a printer is set up. */
export function useOpenPrinting(): () => Promise<Printing> {
  return printingOf(useWorkplace()).open
}

export const usePrinterSettings = () => useKeep<PrinterSettings | null>(printerKey, null)
