/** The till that this device is, and its shift. */
'use client'
import { useMemo } from 'react'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { useList, useSession } from '../_ui/use-workplace.ts'

export type Till = {
  /** The device. */
  id: string
  name: string
  /** The open one; null: none is open; undefined while it is being read. */
  shift: Shift | null | undefined
  /** The last one that was closed, for its Z; null: none here yet. */
  lastClosed: Shift | null
  /** 0: there was none yet. The next shift's number is one higher. */
  lastShiftNumber: number
}

/** Stands inside the frame's door: somebody is signed in. */
export function useTill(): Till {
  const session = useSession()
  const id = session.kind === 'signedIn' ? session.deviceId : ''
  const name = session.kind === 'signedIn' ? session.deviceName : ''
  const shifts = useList<Shift>('shift', { order: 'asc' })
  return useMemo(() => {
    const own = (shifts ?? []).map(({ body }) => body).filter(({ tillId }) => tillId === id)
    const byNumber = own.sort((a, b) => b.number - a.number)
    const open = byNumber.find(({ state }) => state === 'open') ?? null
    return {
      id,
      name,
      shift: shifts === null ? undefined : open,
      lastClosed: byNumber.find(({ state }) => state === 'closed') ?? null,
      lastShiftNumber: byNumber[0]?.number ?? 0,
    }
  }, [shifts, id, name])
}
