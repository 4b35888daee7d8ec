/** An empty list before the first filling is over does not say that there is nothing: its rows are on their way. */
'use client'
import { useStatus } from './use-workplace.ts'

export function useIsComing(): boolean {
  const { filling, connection } = useStatus()
  // Somebody has just signed in: the connection hears of it with its next answer.
  return filling !== null || connection === 'unknown' || connection === 'signInNeeded'
}
