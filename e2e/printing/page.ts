// A page that only prints: what the till's workplace puts together, on the page's own locks, channels and database.

import { browserDevices } from '../../lib/platform/ports/browser-devices.ts'
import { createPrinting, type Printing } from '../../lib/platform/printing/create-printing.ts'
import { openJobStore } from '../../lib/platform/printing/idb-job-store.ts'
import type { PrinterSettings } from '../../lib/platform/printing/printer-connection.ts'
import { createTabChannel } from '../../lib/platform/tab-channel.ts'
import { createLocks } from '../../lib/platform/web-locks.ts'
import { printerFamilies, profileOf } from '../../lib/printing/profiles.ts'
import type { Slip } from '../../lib/printing/slip.ts'

declare global {
  interface Window {
    printing: Printing
    /** The person's click on "choose the printer" keeps what was chosen. `drawn`: letters as pictures. */
    choose: (drawn?: boolean) => Promise<boolean>
    printJob: (name: string) => Promise<unknown>
    look: () => { printer: string; jobs: string[]; isOwner: boolean }
    faults: string[]
  }
}

const line = { baudRate: 115_200, flowControl: 'none' as const }
const kept = 'printer'
const settings = (): PrinterSettings | null => {
  const text = localStorage.getItem(kept)
  return text === null ? null : (JSON.parse(text) as PrinterSettings)
}

const slip = (name: string): Slip => ({
  blocks: [
    { kind: 'text', text: `ЧЕК № ${name}`, align: 'center', tall: true },
    ...Array.from({ length: 8 }, (_, index) => ({
      kind: 'pair' as const,
      left: `Вода «Родник» ${index + 1}`,
      right: '250,00',
    })),
    { kind: 'qr', text: `https://till.example/r/${name}` },
    { kind: 'text', text: `КОНЕЦ ${name}` },
    { kind: 'cut' },
  ],
})

window.faults = []
const onFault = (error: unknown): void => void window.faults.push(String(error))
const store = await openJobStore({ now: () => Date.now(), onFault })
window.printing = createPrinting({
  devices: browserDevices(),
  locks: createLocks(),
  channel: createTabChannel('rodnik-print'),
  clock: {
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  },
  store,
  tabId: crypto.randomUUID(),
  localTime: () => '2026-11-22T14:05',
  settings,
  onFault,
})
window.choose = async (drawn = false) => {
  const port = await window.printing.choosePort('serial', line)
  if (port === null) return false
  const profile = { ...profileOf(printerFamilies[0]!), drawn }
  localStorage.setItem(kept, JSON.stringify({ port, profile } satisfies PrinterSettings))
  window.printing.connection.reconnect()
  return true
}
window.printJob = (name) =>
  window.printing.queue.add({ id: name, title: `Чек № ${name}`, slip: slip(name), language: 'ru' })
window.look = () => {
  const { state } = window.printing.connection
  return {
    printer: state.kind === 'blocked' ? state.obstacle : state.kind,
    jobs: window.printing.queue.jobs().map(({ id, state: its }) => `${id} ${its}`),
    isOwner: window.printing.owner.isOwner,
  }
}
