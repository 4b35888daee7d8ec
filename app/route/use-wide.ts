/** Whether there is room for the list of stops beside the stop. */
'use client'
import { useSyncExternalStore } from 'react'

const wide = '(min-width: 900px)'

export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(wide)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => window.matchMedia(wide).matches,
    () => false,
  )
}
