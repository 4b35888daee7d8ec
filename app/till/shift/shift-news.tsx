/** What of the shift is still on its way or stands open. None of it keeps anybody from closing (users.md 10). */
'use client'
import { IconAlertTriangle, IconClock, IconHourglass, IconInfoCircle } from '@tabler/icons-react'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './shift-screen.module.css'
import { useShiftQueue } from './use-shift-queue.ts'
import { shiftWords } from './words.ts'

export function ShiftNews({ shiftId, withParked = false }: { shiftId: string; withParked?: boolean }) {
  const t = useWords(shiftWords)
  const { waiting, held, refused } = useShiftQueue(shiftId)
  const parked = useList<Parked>('parked')?.filter(({ body }) => body.taken === null).length ?? 0
  if (waiting + held + refused + (withParked ? parked : 0) === 0) return null
  return (
    <div className={classes.news} role="status">
      {refused > 0 && (
        <p data-tone="red">
          <IconAlertTriangle size={22} aria-hidden /> {t('refused', { count: refused })}
        </p>
      )}
      {held > 0 && (
        <p data-tone="amber">
          <IconHourglass size={22} aria-hidden /> {t('held', { count: held })}
        </p>
      )}
      {waiting > 0 && (
        <p>
          <IconClock size={22} aria-hidden /> {t('unsent', { count: waiting })}
        </p>
      )}
      {withParked && parked > 0 && (
        <p>
          <IconInfoCircle size={22} aria-hidden /> {t('parked', { count: parked })}
        </p>
      )}
    </div>
  )
}
