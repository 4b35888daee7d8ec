/**
 * What is scanned here, by whichever road it comes: a scanner that types, or one on a port. The code is as the scanner
 * sent it, without its suffix; `lib/domain/barcode/read-scan.ts` takes it apart.
 */
'use client'
import { useLayoutEffect } from 'react'
import { deliverScan, useHearScans, type ScanRoad } from '../../_ui/scan/hear-scans.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { serialScanner } from './serial-scanner.ts'

export function useScanner(onScan: (code: string, road: ScanRoad) => void): void {
  useHearScans(onScan)
  usePortScanner()
}

/** Where a part of the screen hears scans itself, as the pad for a PIN does: the scanner on a port goes there too. */
export function usePortScanner(): void {
  const workplace = useWorkplace()
  useLayoutEffect(() => serialScanner(workplace).onScan((code) => deliverScan(code, 'port')), [workplace])
}
