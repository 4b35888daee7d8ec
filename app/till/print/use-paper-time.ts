/** The company's wall clock, from its settings. */
'use client'
import { useMemo } from 'react'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { paperTimeIn, type PaperTime } from './paper-time.ts'

export function usePaperTime(): PaperTime {
  const settings = useOne<Settings>('settings', 'organisation')?.body
  const timezone = settings?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return useMemo(() => paperTimeIn(timezone), [timezone])
}
