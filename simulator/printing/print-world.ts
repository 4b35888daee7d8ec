// A till's printing in one process: tabs of a browser on the fake of Web Serial, a bench of cables, simulated printers,
// and time that passes when it is told to.

// Loaded before: in virtual time nobody waits for a file.
import 'web-serial-polyfill'
import { createPrinting, type Printing, type PrintingOptions } from '../../lib/platform/printing/create-printing.ts'
import type { BrowserDevices } from '../../lib/platform/ports/browser-devices.ts'
import type { RememberedPort } from '../../lib/platform/ports/remembered-port.ts'
import type { PrinterSettings } from '../../lib/platform/printing/printer-connection.ts'
import type { PrinterProfile } from '../../lib/printing/profile.ts'
import { printerFamilies, profileOf } from '../../lib/printing/profiles.ts'
import { createMemoryJobStore, type PrintJob, type PrintJobStore } from '../../lib/printing/queue/print-job.ts'
import type { Slip } from '../../lib/printing/slip.ts'
import type { TabChannel } from '../../lib/store/tab-news.ts'
import { createLockTable } from '../../lib/sync/testing/fake-locks.ts'
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { printerModels, type PrinterModelId } from '../printer/models.ts'
import { shown } from '../printer/paper-roll.ts'
import { createSimulatedPrinter } from '../printer/simulated-printer.ts'
import { createRandom } from '../random.ts'
import { createBench, type CableOptions } from '../serial/bench.ts'
import { FakeSerial } from '../serial/fake-serial.ts'
import { FakeUsb } from '../serial/fake-usb.ts'

export type PrintWorld = ReturnType<typeof createPrintWorld>
export type Tab = Printing & { close(): void }

export type WorldOptions = {
  seed?: number
  model?: PrinterModelId
  lineMs?: number
  cable?: Partial<CableOptions>
  line?: Partial<Pick<RememberedPort, 'baudRate' | 'road' | 'vendorId' | 'productId'>>
  profile?: Partial<PrinterProfile>
  staleAfterMs?: number
  store?: PrintJobStore
}

export function createPrintWorld(options: WorldOptions = {}) {
  const { seed = 1, model = 'epson', lineMs = 0 } = options
  const random = createRandom(seed)
  const time = createVirtualTime()
  const bench = createBench({ clock: time, random: random.stream('wire') })
  const printer = createSimulatedPrinter(printerModels[model], { clock: time, lineMs })
  // A COM port: no maker, no product, no name.
  const cable = bench.addCable(printer, { kind: 'com', byPolicy: true, ...options.cable })
  const family = printerFamilies.find(({ id }) => id === model)
  if (family === undefined) throw new Error(`No family ${model}`)
  const settings: PrinterSettings = {
    port: { road: 'serial', vendorId: null, productId: null, baudRate: 115_200, flowControl: 'none', ...options.line },
    profile: { ...profileOf(family), ...options.profile },
  }
  const store = options.store ?? createMemoryJobStore()
  const locks = createLockTable()
  const hub = createHub()
  const faults: unknown[] = []
  let lastTab = 0

  const openTab = (over: Partial<PrintingOptions> = {}): Tab => {
    const host = bench.openTab()
    const mine = locks.tab()
    const channel = hub()
    const fake = { host, isActive: () => true }
    const devices: BrowserDevices = {
      serial: new FakeSerial(fake),
      usb: new FakeUsb(fake),
    }
    let isAlive = true
    const printing = createPrinting({
      devices,
      locks: mine,
      channel,
      // What a dead tab had planned never happens.
      clock: { now: () => time.now(), after: (ms, run) => time.after(ms, () => isAlive && run()) },
      store: whileAlive(store, () => isAlive),
      tabId: `tab-${(lastTab += 1)}`,
      localTime: () => '2026-11-22T14:05',
      settings: () => settings,
      onFault: (error) => faults.push(error),
      ...(options.staleAfterMs === undefined ? {} : { staleAfterMs: options.staleAfterMs }),
      ...over,
    })
    return {
      ...printing,
      close() {
        isAlive = false
        host.closeTab()
        channel.close()
        mine.die()
      },
    }
  }

  return {
    random,
    time,
    bench,
    printer,
    cable,
    settings,
    store,
    faults,
    openTab,
    /** Until nothing moves for a while, or the time is over. */
    run: (ms = 60_000) => time.pass(ms),
    lines: () => printer.paper.prints.map(shown),
    job: async (id: string): Promise<PrintJob | null> =>
      [...(await store.listOpen()), ...(await store.listEnded(1000))].find((one) => one.id === id) ?? null,
  }
}

/** A short receipt that can be told from every other one, with a code in the middle that a torn cable can cut. */
export const receipt = (name: string, rows = 3): Slip => ({
  blocks: [
    { kind: 'text', text: `ЧЕК № ${name}`, align: 'center', tall: true },
    ...Array.from({ length: rows }, (_, index) => ({
      kind: 'pair' as const,
      left: `Вода «Родник» ${index + 1}`,
      right: '250,00',
    })),
    { kind: 'qr', text: `https://till.example/r/${name}` },
    { kind: 'text', text: `КОНЕЦ ${name}` },
    { kind: 'cut' },
  ],
})

export const jobOf = (name: string, rows?: number) => ({
  id: name,
  title: `Чек № ${name}`,
  slip: receipt(name, rows),
  language: 'ru' as const,
})

/** The process of a killed tab writes nothing more. */
function whileAlive(store: PrintJobStore, isAlive: () => boolean): PrintJobStore {
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
  return {
    append: (job) => (isAlive() ? store.append(job) : never()),
    update: (id, patch) => (isAlive() ? store.update(id, patch) : never()),
    has: (id) => (isAlive() ? store.has(id) : never()),
    listOpen: () => (isAlive() ? store.listOpen() : never()),
    listTorn: () => (isAlive() ? store.listTorn() : never()),
    listEnded: (limit) => (isAlive() ? store.listEnded(limit) : never()),
  }
}

/** BroadcastChannel: everybody else hears it, a little later. */
export function createHub(): () => TabChannel & { close(): void } {
  const all = new Set<{ heard: Set<(message: unknown) => void> }>()
  return () => {
    const me = { heard: new Set<(message: unknown) => void>() }
    all.add(me)
    return {
      post(message) {
        const others = [...all].filter((one) => one !== me)
        queueMicrotask(() => others.forEach(({ heard }) => [...heard].forEach((hear) => hear(message))))
      },
      listen(hear) {
        me.heard.add(hear)
        return () => void me.heard.delete(hear)
      },
      close: () => void all.delete(me),
    }
  }
}

/** `id state` of each job. */
export const states = (jobs: readonly { id: string; state: string }[]): string[] =>
  jobs.map(({ id, state }) => `${id} ${state}`)

/** Lines of the paper with this text. */
export const count = (lines: readonly string[], text: string): number =>
  lines.filter((line) => line.includes(text)).length
