/** Receipts of the shift that the server did not take by itself: what is wrong with each, and what the office may do. */
'use client'
import { useEffect } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { JournalEntry } from '../../../lib/workplace-types.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart } from '../asked.tsx'
import { useAsk } from '../use-ask.ts'
import { HeldCard } from './held-card.tsx'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

const everyMs = 60_000
const mostShown = 100

/** `count`: as the numbers of the shift tell; another one means that something was decided or has arrived. */
export function HeldReceipts({ shift, count, again }: { shift: Shift; count: number; again: () => void }) {
  const t = useWords(shiftsWords)
  const workplace = useWorkplace()
  const asked = useAsk(
    'shift.held',
    async () => {
      const { entries } = await workplace.office.journal({
        before: null,
        limit: mostShown,
        verdict: 'held',
        deviceId: shift.tillId,
      })
      return entries.filter((entry) => isOfShift(entry, shift.id))
    },
    { everyMs },
  )
  const askAgain = asked.again
  useEffect(() => askAgain(), [askAgain, count])
  const entries = asked.value ?? []
  if (entries.length === 0 && (count === 0 || asked.value !== null)) return null
  return (
    <section className={classes.part} data-tone="amber" aria-label={t('waitForOffice')}>
      <h3>{t('waitForOffice')}</h3>
      <p className={classes.soft}>{t('waitForOfficeText')}</p>
      <AskedPart asked={asked} isSmall rows={2}>
        {(held) => (
          <ul className={classes.held}>
            {held.map((entry) => (
              <HeldCard
                key={entry.position}
                entry={entry}
                again={() => {
                  askAgain()
                  again()
                }}
              />
            ))}
          </ul>
        )}
      </AskedPart>
    </section>
  )
}

const isOfShift = ({ target: { kind, id } }: JournalEntry, shiftId: string): boolean =>
  (kind === 'receipt' && id.startsWith(`${shiftId}:`)) || (kind === 'shift' && id === shiftId)
