/** The till closes itself on a PIN when nobody has touched it for a while, and stays closed over a reload. */
'use client'
import { useCallback, useEffect } from 'react'
import { useKeep, useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { serialScanner } from '../scan/serial-scanner.ts'
import { Untouched } from './untouched.ts'

/** 0: never. Of this device. */
export const lockChoices = [1, 5, 15, 0] as const

const lockKey = 'till.lockAfterMinutes'
const lookEveryMs = 5_000

export type Lock = { isLocked: boolean; lock: () => void; unlock: () => void }

export const useLockAfter = () => useKeep<number>(lockKey, 5)

/** Shared by the tabs of this till. Locked for one person: who signs in as another has just given a PIN. */
export function useLocked(): [boolean, (locked: boolean) => void] {
  const me = useMe()?.id ?? null
  const [lockedFor, setLockedFor] = useKeep<string | null>('till.lockedFor', null)
  const set = useCallback(
    (locked: boolean) =>
      void setLockedFor(locked ? me : null).catch((cause: unknown) =>
        console.error('The lock of the till could not be stored', cause),
      ),
    [setLockedFor, me],
  )
  return [me !== null && lockedFor === me, set]
}

export function useLock(): Lock {
  const workplace = useWorkplace()
  const [isLocked, set] = useLocked()
  const [minutes] = useLockAfter()
  useEffect(() => {
    if (isLocked || minutes <= 0) return
    const untouched = new Untouched(workplace.now())
    const touch = () => untouched.touch(workplace.now())
    const look = () => {
      // Somebody may work in another tab of this till.
      if (document.visibilityState === 'visible' && untouched.isOver(minutes * 60_000, workplace.now())) set(true)
    }
    const events = ['keydown', 'pointerdown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, touch, { capture: true, passive: true })
    // A scanner on a port presses no key, and somebody pulls its trigger all the same.
    const stopScans = serialScanner(workplace).onTrigger(touch)
    const timer = setInterval(look, lookEveryMs)
    return () => {
      stopScans()
      for (const name of events) window.removeEventListener(name, touch, { capture: true })
      clearInterval(timer)
    }
  }, [isLocked, minutes, workplace, set])
  return {
    isLocked,
    lock: useCallback(() => set(true), [set]),
    unlock: useCallback(() => set(false), [set]),
  }
}
