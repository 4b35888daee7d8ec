/** The numbers given out in the open shift are noted as the till starts, locked or not (users.md 7). */
'use client'
import { useEffect } from 'react'
import { useWorkplace } from '../_ui/use-workplace.ts'
import { noteGiven } from './close-receipt.ts'

/** null: no shift is open. */
export function useNoteGiven(shiftId: string | null): void {
  const workplace = useWorkplace()
  useEffect(() => {
    if (shiftId === null) return
    noteGiven(workplace, { id: shiftId }).catch((cause: unknown) =>
      console.warn('The last number given out was not noted', cause),
    )
  }, [workplace, shiftId])
}
