/** Acts of the shift that the server did not take by itself: what is wrong with each, and what the office may do. */
'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart } from '../asked.tsx'
import { useJournal } from '../journal/use-journal.ts'
import screen from '../screen.module.css'
import { HeldCard } from './held-card.tsx'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

/** Each of them asks the server why it waits. */
const pageSize = 20

export function HeldReceipts({
  shiftId,
  shift,
  count,
  again,
}: {
  shiftId: string
  shift: Shift | null
  /** As the numbers of the shift tell; another one means that something was decided or has arrived. */
  count: number
  again?: () => void
}) {
  const t = useWords(shiftsWords)
  const asked = useJournal({ verdict: 'held', shiftId }, pageSize)
  const askAgain = asked.again
  const seen = useRef(count)
  useEffect(() => {
    if (seen.current !== count) askAgain()
    seen.current = count
  }, [askAgain, count])
  const entries = asked.value?.entries ?? []
  if (entries.length === 0 && (count === 0 || asked.value !== null)) return null
  return (
    <section className={classes.part} data-tone="amber" aria-label={t('waitForOffice')}>
      <h3>{t('waitForOffice')}</h3>
      <p className={classes.soft}>{t('waitForOfficeText')}</p>
      <AskedPart asked={asked} isSmall rows={2}>
        {(held) => (
          <>
            <ul className={classes.held}>
              {held.entries.map((entry) => (
                <HeldCard
                  key={entry.position}
                  entry={entry}
                  shift={shift}
                  again={() => {
                    askAgain()
                    again?.()
                  }}
                />
              ))}
            </ul>
            {held.before !== null && (
              <p className={screen.more}>
                <Button variant="default" loading={asked.isLoadingEarlier} onClick={asked.earlier}>
                  {t('earlier')}
                </Button>
              </p>
            )}
          </>
        )}
      </AskedPart>
    </section>
  )
}
