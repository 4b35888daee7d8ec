/**
 * What is scanned here, by whichever road it comes: a scanner that types, or one on a port. The code is as the scanner
 * sent it, without its suffix; `lib/domain/barcode/read-scan.ts` takes it apart.
 */
'use client'
import { useLayoutEffect, useRef } from 'react'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { serialScanner } from './serial-scanner.ts'
import { useKeyScanner } from './use-key-scanner.ts'

export type ScanRoad = 'keyboard' | 'port'

type Hearer = (code: string, road: ScanRoad) => void

/** The screen in front came last, and a code is meant for one. */
const hearers: Hearer[] = []
const deliver: Hearer = (code, road) => hearers.at(-1)?.(code, road)

export function useScanner(onScan: Hearer): void {
  const workplace = useWorkplace()
  const heard = useRef(onScan)
  // Before the screen is painted: a code read at a screen that has just come is for that screen, not for the one before.
  useLayoutEffect(() => {
    heard.current = onScan
  })
  useLayoutEffect(() => {
    const hearer: Hearer = (code, road) => heard.current(code, road)
    hearers.push(hearer)
    return () => void hearers.splice(hearers.indexOf(hearer), 1)
  }, [])
  useKeyScanner((code) => deliver(code, 'keyboard'))
  useLayoutEffect(() => serialScanner(workplace).onScan((code) => deliver(code, 'port')), [workplace])
}
