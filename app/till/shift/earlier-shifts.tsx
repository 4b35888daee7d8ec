/** The closed shifts of this till, the last first, each opening its Z. */
'use client'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import classes from './shift-screen.module.css'
import { shiftWords } from './words.ts'

/** A month and more; the office has them all. */
const mostShown = 40

export function EarlierShifts({ till }: { till: Till }) {
  const t = useWords(shiftWords)
  const shifts = useList<Shift>('shift')
  const closed = (shifts ?? [])
    .map(({ body }) => body)
    .filter(({ tillId, state }) => tillId === till.id && state === 'closed')
    .sort((a, b) => b.number - a.number)
    .slice(0, mostShown)
  if (closed.length === 0) return null
  return (
    <section className={classes.part}>
      <h3>{t('earlier')}</h3>
      <ul className={classes.list}>
        {closed.map((shift) => (
          <li key={shift.id}>
            <ShiftRow shift={shift} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ShiftRow({ shift: { number, closing } }: { shift: Shift }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const differenceMinor = closing ? closing.countedMinor - closing.expectedMinor : 0
  return (
    <a href={placeHref('shift', 'z', String(number))} className={classes.row}>
      <span>
        {t('shiftNumber', { number })}
        {closing && (
          <span className={classes.soft}>
            <When at={closing.at} /> · {closing.byName}
          </span>
        )}
      </span>
      {differenceMinor !== 0 && (
        <strong data-tone={differenceMinor > 0 ? 'amber' : 'red'} className="r-figures">
          {t(differenceMinor > 0 ? 'surplus' : 'shortage')} {format.money(Math.abs(differenceMinor))}
        </strong>
      )}
    </a>
  )
}
