// A till with two devices on ports: a printer made of the manuals and a scanner, tabs that want both, virtual time.

import { createPrinting, type Printing } from '../../lib/platform/printing/create-printing.ts'
import type { PrinterSettings } from '../../lib/platform/printing/printer-connection.ts'
import { createPortRoles } from '../../lib/platform/ports/port-roles.ts'
import type { RememberedPort } from '../../lib/platform/ports/remembered-port.ts'
import { createScanning, type Scanning } from '../../lib/platform/scanning/create-scanning.ts'
import { printerFamilies, profileOf } from '../../lib/printing/profiles.ts'
import { createMemoryJobStore } from '../../lib/printing/queue/print-job.ts'
import { createLockTable } from '../../lib/sync/testing/fake-locks.ts'
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { printerModels } from '../printer/models.ts'
import { shown } from '../printer/paper-roll.ts'
import { createSimulatedPrinter } from '../printer/simulated-printer.ts'
import { createHub } from '../printing/print-world.ts'
import { createRandom } from '../random.ts'
import { createBench, type CableOptions } from '../serial/bench.ts'
import { FakeSerial } from '../serial/fake-serial.ts'
import { createSimulatedScanner } from './simulated-scanner.ts'

const usb = (vendorId: number, productId: number) => ({ kind: 'usbSerial' as const, vendorId, productId })
/** What hangs on what. COM ports tell nothing of themselves. */
export const cablings = {
  com: { printer: { kind: 'com' as const }, scanner: { kind: 'com' as const } },
  sameChip: { printer: usb(0x1a86, 0x7523), scanner: usb(0x1a86, 0x7523) },
  otherChips: { printer: usb(0x1a86, 0x7523), scanner: usb(0x0c2e, 0x0b6a) },
}

export type ScanWorldOptions = {
  cabling?: keyof typeof cablings
  model?: 'epson' | 'pos-58'
  scannerFirst?: boolean
  /** Not set up on this till. */
  without?: 'printer' | 'scanner'
}

export function createScanWorld(options: ScanWorldOptions = {}) {
  const { cabling = 'com', model = 'epson', scannerFirst = false, without } = options
  const time = createVirtualTime()
  const bench = createBench({ clock: time, random: createRandom(5).stream('wire') })
  const printer = createSimulatedPrinter(printerModels[model], { clock: time })
  const scanner = createSimulatedScanner()
  const looks: Record<'printer' | 'scanner', Pick<CableOptions, 'kind' | 'vendorId' | 'productId'>> = cablings[cabling]
  const add = {
    printer: () => bench.addCable(printer, { ...looks.printer, byPolicy: true }),
    scanner: () => bench.addCable(scanner, { ...looks.scanner, byPolicy: true }),
  }
  const early = scannerFirst ? add.scanner() : null
  const cables = { printer: add.printer(), scanner: early ?? add.scanner() }
  const family = printerFamilies.find(({ id }) => id === model)
  if (!family) throw new Error(`No family ${model}`)
  const portOf = (device: 'printer' | 'scanner', baudRate: number): RememberedPort => ({
    road: 'serial',
    vendorId: looks[device].vendorId ?? null,
    productId: looks[device].productId ?? null,
    baudRate,
    flowControl: 'none',
  })
  const printerSettings: PrinterSettings | null =
    without === 'printer' ? null : { port: portOf('printer', 115_200), profile: profileOf(family) }
  const scannerSettings = without === 'scanner' ? null : { port: portOf('scanner', 9_600) }
  const store = createMemoryJobStore()
  const locks = createLockTable()
  const [printHub, scanHub] = [createHub(), createHub()]
  const faults: unknown[] = []
  let lastTab = 0
  let lateMs = 0

  const openTab = () => {
    const host = bench.openTab()
    const mine = locks.tab()
    const channels = [printHub(), scanHub()] as const
    const devices = { serial: new FakeSerial({ host, isActive: () => true }) }
    const roles = createPortRoles()
    const tabId = `tab-${(lastTab += 1)}`
    let isAlive = true
    let toFront: () => void = () => undefined
    const shared = {
      devices,
      roles,
      locks: mine,
      clock: {
        now: () => time.now(),
        after: (ms: number, run: () => void) => time.after(ms + lateMs, () => isAlive && run()),
      },
      tabId,
      onFault: (error: unknown) => void faults.push(error),
    }
    const printing = createPrinting({
      ...shared,
      channel: channels[0],
      store,
      localTime: () => '2026-11-22T14:05',
      settings: () => printerSettings,
      scannerPort: () => scannerSettings?.port ?? null,
    })
    const scanning = createScanning({
      ...shared,
      channel: channels[1],
      settings: () => scannerSettings,
      printer: () => printerSettings && { port: printerSettings.port, answers: printerSettings.profile.answers },
      onSlept: () => () => undefined,
      onFront(front) {
        toFront = front
        return () => undefined
      },
    })
    const codes: string[] = []
    scanning.connection.onScan((code) => codes.push(code))
    return {
      printing,
      scanning,
      /** What was scanned into this tab. */
      codes,
      toFront: () => toFront(),
      close() {
        isAlive = false
        host.closeTab()
        for (const channel of channels) channel.close()
        mine.die()
      },
    }
  }

  return {
    time,
    bench,
    printer,
    scanner,
    cables,
    faults,
    openTab,
    run: (ms = 60_000) => time.pass(ms),
    /** From now on the page stands still when a timer should fire, and for so long. */
    setLate: (ms: number) => void (lateMs = ms),
    lines: () => printer.paper.prints.map(shown),
    states: ({ printing, scanning }: { printing: Printing; scanning: Scanning }) => ({
      printer: printing.connection.state.kind,
      scanner: scanning.connection.state.kind,
    }),
  }
}
