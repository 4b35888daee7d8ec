/**
 * Everything that prints, put together for one tab. Loaded when a till first needs it (`import()`), so that no other
 * workplace carries the encoder and the ports.
 */
import { createExchangeLog, type ExchangeLog } from '../../printing/queue/exchange-log.ts'
import type { PrintJobStore } from '../../printing/queue/print-job.ts'
import { createPrintQueue, type PrintQueue } from '../../printing/queue/print-queue.ts'
import type { PrintClock } from '../../printing/queue/printer-port.ts'
import type { LocalTime } from '../../printing/receipt-print.ts'
import type { TabChannel } from '../../store/tab-news.ts'
import type { Locks } from '../../sync/ports.ts'
import type { BrowserDevices, SerialLine } from './browser-devices.ts'
import type { RememberedPort } from './find-printer.ts'
import { listenForWakeUps } from '../wake-ups.ts'
import { createCanvasLineDrawer } from './canvas-line-drawer.ts'
import { createPrinterConnection, type PrinterConnection, type PrinterSettings } from './printer-connection.ts'
import { createPrinterOwner, type PrinterOwner } from './printer-owner.ts'
import { createPrinterPorts, type Road } from './printer-ports.ts'

export type Printing = {
  queue: PrintQueue
  connection: Pick<PrinterConnection, 'state' | 'model' | 'onChange' | 'nudge' | 'reconnect'>
  owner: Pick<PrinterOwner, 'isOwner' | 'onChange' | 'takeOver'>
  log: ExchangeLog
  /** Ways to a printer that this browser can show a list for, the likeliest first. */
  roads(): Road[]
  /** The browser's list of devices; from a click. null: nothing was picked. The answer is to be kept in the settings. */
  choosePort(road: Road, line: SerialLine): Promise<RememberedPort | null>
  dispose(): void
}

export type PrintingOptions = {
  devices: BrowserDevices
  locks: Pick<Locks, 'lead'>
  channel: TabChannel
  clock: PrintClock
  store: PrintJobStore
  tabId: string
  localTime: (epochMs: number) => LocalTime
  /** null: no printer was set up on this device. Read whenever the printer is looked for. */
  settings: () => PrinterSettings | null
  onFault: (error: unknown) => void
  /** Calls back when the page may have slept. By default the browser's own events. */
  onWakeUp?: (woke: () => void) => () => void
  /** Jobs that waited longer ask before they are printed. */
  staleAfterMs?: number
}

/** Nothing to do with the network: a cable or a printer may be gone without an event while the machine slept. */
const pageWakesUp = (woke: () => void): (() => void) =>
  typeof document === 'undefined'
    ? () => undefined
    : listenForWakeUps({ online: () => undefined, visible: woke, slept: woke })

const usuallyStaleAfterMs = 10 * 60_000

export function createPrinting(options: PrintingOptions): Printing {
  const { devices, locks, channel, clock, store, tabId, localTime, settings, onFault } = options
  const log = createExchangeLog(clock)
  const ports = createPrinterPorts(devices)
  const queue = createPrintQueue({
    store,
    clock,
    drawLine: createCanvasLineDrawer(),
    localTime,
    staleAfterMs: options.staleAfterMs ?? usuallyStaleAfterMs,
    onStored: () => channel.post({ kind: 'jobs' }),
    onFault,
  })
  const connection = createPrinterConnection({ ports, queue, clock, log, settings, onFault })
  const owner = createPrinterOwner({
    locks,
    channel,
    clock,
    tabId,
    work: (signal) => connection.run(signal),
    onFault,
  })
  const stops = [
    ports.onPlugged(() => connection.nudge()),
    (options.onWakeUp ?? pageWakesUp)(() => connection.nudge()),
    channel.listen((message) => {
      if ((message as { kind?: unknown }).kind === 'jobs') queue.reread().catch(onFault)
    }),
  ]
  queue.reread().catch(onFault)

  return {
    queue,
    connection,
    owner,
    log,
    roads: () => ports.roads(),
    async choosePort(road, line) {
      const found = await ports.request(road)
      return found && { ...line, road, vendorId: found.vendorId, productId: found.productId }
    },
    dispose() {
      for (const stop of stops) stop()
      owner.dispose()
    },
  }
}
