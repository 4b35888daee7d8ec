/** What is scanned is meant for one screen: the one in front, which came last. */
'use client'
import { useLayoutEffect, useRef } from 'react'
import { useKeyScanner } from './use-key-scanner.ts'

export type ScanRoad = 'keyboard' | 'port'

type Hearer = (code: string, road: ScanRoad) => void

const hearers: Hearer[] = []

/** To the screen in front, by whichever road it came. The code is as the scanner sent it, without its suffix. */
export const deliverScan: Hearer = (code, road) => hearers.at(-1)?.(code, road)

/** Hears a scanner that types, and what other roads deliver, while this screen is the one in front. */
export function useHearScans(onScan: Hearer): void {
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
  useKeyScanner((code) => deliverScan(code, 'keyboard'))
}
