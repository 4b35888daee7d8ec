/** A till that has just begun: its goods and their prices are on the way, and what is not here yet is not missing. */
'use client'
import { useSyncExternalStore } from 'react'
import { useWorkplace } from '../../_ui/use-workplace.ts'

export function useGoodsComing(): boolean {
  const { status } = useWorkplace()
  const look = () => {
    const { connection, filling } = status.get()
    // Without a connection nothing comes: what is here is all there is.
    return connection === 'unknown' || (connection === 'online' && filling !== null)
  }
  return useSyncExternalStore(status.subscribe, look, look)
}
