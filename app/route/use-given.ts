/** What the driver set to hand over at a stop, before it is closed. On the device, so that a reload does not forget it. */
'use client'
import { useCallback } from 'react'
import { useKeep } from '../_ui/use-workplace.ts'
import type { Given } from './hand-over.ts'

const none: Given = {}

export function useGiven(orderId: string) {
  const [kept, keep] = useKeep<Readonly<Record<string, Given>>>('route.given', {})
  const save = useCallback(
    (next: Readonly<Record<string, Given>>) => {
      keep(next).catch((cause: unknown) => console.error('The quantities could not be stored', cause))
    },
    [keep],
  )
  return {
    given: kept[orderId] ?? none,
    setGiven: (lineId: string, milli: number) => save({ ...kept, [orderId]: { ...kept[orderId], [lineId]: milli } }),
    /** The stop is closed: what was set for it is of no use any more. */
    forgetGiven: () => save(Object.fromEntries(Object.entries(kept).filter(([id]) => id !== orderId))),
  }
}
