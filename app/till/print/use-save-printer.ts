/** Keeps the printer's settings; says when the disk did not take them. */
'use client'
import { useCallback } from 'react'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import { useNotStored } from '../use-not-stored.ts'
import { usePrinterSettings } from './use-printing.ts'

export function useSavePrinter(): (settings: PrinterSettings | null) => void {
  const notStored = useNotStored()
  const [, save] = usePrinterSettings()
  return useCallback(
    (settings) => void save(settings).catch(notStored('The printer’s settings could not be stored')),
    [save, notStored],
  )
}
