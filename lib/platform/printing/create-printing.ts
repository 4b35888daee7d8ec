/**
 * Everything that prints, put together for one tab. Loaded when a till first needs it (`import()`), so that no other
 * workplace carries the encoder and the ports.
 */
import { createExchangeLog, type ExchangeLog } from '../../printing/queue/exchange-log.ts'
import type { PrintJobStore } from '../../printing/queue/print-job.ts'
import { createPrintQueue, type PrintQueue } from '../../printing/queue/print-queue.ts'
import type { LocalTime } from '../../printing/receipt-print.ts'
import { listenForWakeUps } from '../wake-ups.ts'
import type { BrowserDevices } from '../ports/browser-devices.ts'
import { createDeviceOwner, type DeviceOwner, type OwningTab } from '../ports/device-owner.ts'
import { createDevicePorts } from '../ports/device-ports.ts'
import { createPortChoice, type PortChoice } from '../ports/port-choice.ts'
import { createPortRoles, type PortRoles } from '../ports/port-roles.ts'
import type { RememberedPort } from '../ports/remembered-port.ts'
import { createCanvasLineDrawer } from './canvas-line-drawer.ts'
import { createPrinterConnection, type PrinterConnection, type PrinterSettings } from './printer-connection.ts'

export type Printing = PortChoice & {
  queue: PrintQueue
  connection: Pick<PrinterConnection, 'state' | 'model' | 'onChange' | 'nudge' | 'reconnect'>
  owner: Pick<DeviceOwner, 'isOwner' | 'onChange' | 'takeOver'>
  log: ExchangeLog
  dispose(): void
}

export type PrintingOptions = OwningTab & {
  devices: BrowserDevices
  store: PrintJobStore
  localTime: (epochMs: number) => LocalTime
  /** null: no printer was set up on this device. Read whenever the printer is looked for. */
  settings: () => PrinterSettings | null
  /** What is known of ports that look alike; one for all devices of a tab. */
  roles?: PortRoles
  /** The port of this till's scanner. By default it has none. */
  scannerPort?: () => RememberedPort | null
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
  const ports = createDevicePorts(devices)
  const queue = createPrintQueue({
    store,
    clock,
    drawLine: createCanvasLineDrawer(),
    localTime,
    staleAfterMs: options.staleAfterMs ?? usuallyStaleAfterMs,
    onStored: () => channel.post({ kind: 'jobs' }),
    onFault,
  })
  const roles = options.roles ?? createPortRoles()
  const scannerPort = options.scannerPort ?? (() => null)
  const connection = createPrinterConnection({ ports, queue, clock, log, settings, roles, scannerPort, onFault })
  const owner = createDeviceOwner({
    lockName: 'rodnik-printer',
    locks,
    channel,
    clock,
    tabId,
    work: (signal) => connection.run(signal),
    onFault,
  })
  const stops = [
    ports.onPlugged(() => connection.nudge()),
    roles.onLearned(() => connection.nudge()),
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
    ...createPortChoice('printer', { ports, roles }),
    dispose() {
      for (const stop of stops) stop()
      owner.dispose()
    },
  }
}
