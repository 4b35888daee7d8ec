/** The scanner on a port, as the screens of one tab see it: opened where one is set up, one for all of them. */
'use client'
import { createListeners } from '../../../lib/platform/ports/listeners.ts'
import type { RememberedPort } from '../../../lib/platform/ports/remembered-port.ts'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import type { Scanning } from '../../../lib/platform/scanning/create-scanning.ts'
import type { ScannerSettings, ScannerState } from '../../../lib/platform/scanning/scanner-connection.ts'
import { createSource } from '../../../lib/store/live.ts'
import type { Live, Workplace } from '../../../lib/workplace-types.ts'
import { useLive, useWorkplace } from '../../_ui/use-workplace.ts'
import { printerKey } from '../print/printer-settings.ts'
import { scannerKey } from './scanner-settings.ts'

/** null: nothing is loaded yet. `failed`: it could not be. */
export type ScannerLook = ScannerState | { kind: 'failed' } | null

export type SerialScanner = {
  look: Live<ScannerLook>
  onScan: (listener: (code: string) => void) => () => void
  /** Somebody has pulled the trigger, whichever screen the code is for. */
  onTrigger: (listener: () => void) => () => void
  open: () => Promise<Scanning>
}

const scannerOf = new WeakMap<Workplace, SerialScanner>()

export function serialScanner(workplace: Workplace): SerialScanner {
  const known = scannerOf.get(workplace)
  if (known) return known
  const settings = workplace.keep<ScannerSettings | null>(scannerKey, null)
  const printer = workplace.keep<PrinterSettings | null>(printerKey, null)
  const listeners = new Set<(code: string) => void>()
  const triggered = createListeners()
  const look = createSource<ScannerLook>(null)
  let followed: Scanning | null = null

  const follow = (scanning: Scanning): void => {
    if (followed === scanning) return
    followed = scanning
    const read = () => look.set(scanning.connection.state)
    scanning.connection.onChange(read)
    scanning.connection.onScan((code) => {
      // Every listener leads to the same screen.
      const heard = [...listeners].at(-1)
      heard?.(code)
      triggered.tell()
    })
    read()
  }
  const open = async (): Promise<Scanning> => {
    const scanning = await workplace.scanning({
      settings: () => settings.get(),
      printer: () => besideOf(printer.get()),
      onFault: (error) => console.error('Scanning', error),
    })
    follow(scanning)
    return scanning
  }
  const fail = (cause: unknown): void => {
    console.error('The scanner could not be opened', cause)
    look.set({ kind: 'failed' })
  }
  let before = JSON.stringify([settings.get(), printer.get()?.port])
  const onSettings = () => {
    const now = JSON.stringify([settings.get(), printer.get()?.port])
    if (now === before) return
    before = now
    // Also without a scanner: what was open is closed.
    if (settings.get() !== null || followed !== null) open().then((one) => one.connection.reconnect(), fail)
  }
  settings.subscribe(onSettings)
  printer.subscribe(onSettings)
  const scanner: SerialScanner = {
    look,
    onScan(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onTrigger: triggered.add,
    open,
  }
  scannerOf.set(workplace, scanner)
  if (settings.get() !== null) open().catch(fail)
  return scanner
}

const besideOf = (settings: PrinterSettings | null): { port: RememberedPort; answers: boolean } | null =>
  settings && { port: settings.port, answers: settings.profile.answers }

export const useScannerLook = (): ScannerLook => useLive(serialScanner(useWorkplace()).look)
