/** The printing of this till. */
'use client'
import { noPrinter, type ShiftPrintPort } from './print-port.ts'

export function usePrinting(): ShiftPrintPort {
  return noPrinter
}
