/** The till closes itself on a PIN when nobody has touched it for a while, and stays closed over a reload. */
'use client'
import { useCallback, useEffect } from 'react'
import { useKeep, useWorkplace } from '../../_ui/use-workplace.ts'

/** 0: never. Of this device. */
export const lockChoices = [1, 5, 15, 0] as const
export type LockAfter = (typeof lockChoices)[number]
const lockKey = 'till.lockAfterMinutes'
const lookEveryMs = 5_000

export type Lock = { isLocked: boolean; lock: () => void; unlock: () => void }

export const useLockAfter = () => useKeep<number>(lockKey, 5)

export function useLock(): Lock {
  const workplace = useWorkplace()
  const [isLocked, setLocked] = useKeep('till.locked', false)
  const [minutes] = useLockAfter()
  const set = useCallback(
    (locked: boolean) =>
      void setLocked(locked).catch((cause: unknown) =>
        console.error('The lock of the till could not be stored', cause),
      ),
    [setLocked],
  )
  useEffect(() => {
    if (isLocked || minutes <= 0) return
    let touchedAt = workplace.now()
    const touch = () => {
      touchedAt = workplace.now()
    }
    const look = () => {
      // Somebody may work in another tab of this till.
      if (document.visibilityState === 'visible' && workplace.now() - touchedAt >= minutes * 60_000) set(true)
    }
    const events = ['keydown', 'pointerdown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, touch, { capture: true, passive: true })
    const timer = setInterval(look, lookEveryMs)
    return () => {
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
