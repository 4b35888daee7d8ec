/** The printing of this till. */
'use client'
import { noPrinter, type PrintPort } from './print-port.ts'

export function usePrinting(): PrintPort {
  return noPrinter
}
