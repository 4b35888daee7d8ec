/** What stands on a customer's accounts: deposit and debt in minor units, points. */
'use client'
import type { Amounts } from '../../lib/domain/catalogue/catalogue.ts'
import { useOne } from './use-workplace.ts'

/** null while it is being read, and where nobody is named. */
export function useBalance(customerId: string | null): Record<string, number> | null {
  const shown = useOne<Amounts>('balance', customerId)
  if (customerId === null || shown === undefined) return null
  // Whose accounts were never moved has no document: nothing stands on them.
  return shown?.body.amounts ?? {}
}
