/** The screen does not go dark while somebody sells; a till that has closed itself lets it. */
'use client'
import { useEffect } from 'react'

/** `isAwake` false: the system does as it likes. Where the browser cannot or does not want to, nothing happens. */
export function useAwake(isAwake: boolean): void {
  useEffect(() => {
    if (!isAwake || !('wakeLock' in navigator)) return
    let isCurrent = true
    let held: WakeLockSentinel | null = null
    const hold = async (): Promise<void> => {
      // The browser lets go whenever the page is hidden.
      if (document.visibilityState !== 'visible' || (held !== null && !held.released)) return
      const lock = await navigator.wakeLock.request('screen')
      if (isCurrent) held = lock
      else await lock.release()
    }
    // Refused while power is saved: the check of the till says so.
    const tryToHold = () => void hold().catch((cause: unknown) => console.info('The screen is not kept on', cause))
    tryToHold()
    document.addEventListener('visibilitychange', tryToHold)
    return () => {
      isCurrent = false
      document.removeEventListener('visibilitychange', tryToHold)
      held?.release().catch((cause: unknown) => console.info('The screen was let go already', cause))
    }
  }, [isAwake])
}
