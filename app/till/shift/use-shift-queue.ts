/** How the acts of a shift stand on their way to the server: what waits, what the office holds, what was refused. */
'use client'
import { useMemo } from 'react'
import { useTray } from '../../_ui/use-workplace.ts'
import { shiftQueue, type ShiftQueue } from './shift-queue.ts'

export function useShiftQueue(shiftId: string): ShiftQueue {
  const tray = useTray()
  return useMemo(() => shiftQueue(tray, shiftId), [tray, shiftId])
}
