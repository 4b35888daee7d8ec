/** What the driver set to hand over at a stop, before it is closed. On the device, so that a reload does not forget it. */
'use client'
import { useCallback } from 'react'
import { useKeep } from '../_ui/use-workplace.ts'
import type { Given } from './hand-over.ts'

type AllGiven = Readonly<Record<string, Given>>
const none: Given = {}

export function useGiven(orderId: string) {
  const [kept, keep] = useKeep<AllGiven>('route.given', {})
  const save = useCallback(
    (change: (before: AllGiven) => AllGiven) => {
      keep(change).catch((cause: unknown) => console.error('The quantities could not be stored', cause))
    },
    [keep],
  )
  return {
    given: kept[orderId] ?? none,
    setGiven: (lineId: string, milli: number) =>
      save((before) => ({ ...before, [orderId]: { ...before[orderId], [lineId]: milli } })),
    /** The stop is closed: what was set for it is of no use any more. */
    forgetGiven: () => save((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== orderId))),
  }
}
