/** The other stops: what comes after, what did not work out, what is closed, the coming days. */
'use client'
import type { ReactNode } from 'react'
import { dueMinor } from '../../lib/domain/order/due.ts'
import { useFormat } from '../_ui/format.ts'
import { Money } from '../_ui/money.tsx'
import { placeHref } from '../_ui/place.ts'
import { NotSent, PaidChip, StateChip } from '../_ui/state-chip.tsx'
import { useNow } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Day, Stop } from './day.ts'
import { failKeys } from './fail-reasons.ts'
import classes from './stop-list.module.css'
import type { FailReason } from './use-close-stop.ts'
import { routeWords } from './words.ts'

export function StopList({ day, stopId }: { day: Day; stopId: string | null }) {
  const t = useWords(routeWords)
  return (
    <div className={classes.lists}>
      <Group title={t('after')} stops={day.ahead} opened>
        {day.ahead.map((stop, place) => (
          <StopRow key={stop.id} stop={stop} place={place + 1} isCurrent={stop.id === stopId} />
        ))}
      </Group>
      <Group title={t('tried')} stops={day.tried} opened>
        {day.tried.map((stop) => (
          <StopRow key={stop.id} stop={stop} isCurrent={stop.id === stopId} />
        ))}
      </Group>
      <Group title={t('done')} stops={day.done}>
        {day.done.map((stop) => (
          <DoneRow key={stop.id} stop={stop} />
        ))}
      </Group>
      <Group title={t('laterDays')} stops={day.later}>
        {day.later.map((stop) => (
          <StopRow key={stop.id} stop={stop} isCurrent={stop.id === stopId} withDay />
        ))}
      </Group>
    </div>
  )
}

function Group({
  title,
  stops,
  opened = false,
  children,
}: {
  title: string
  stops: Stop[]
  opened?: boolean
  children: ReactNode
}) {
  if (stops.length === 0) return null
  return (
    <details className={classes.group} open={opened}>
      <summary>
        {title} <span className="r-figures">{stops.length}</span>
      </summary>
      <ol>{children}</ol>
    </details>
  )
}

function StopRow({
  stop,
  place,
  isCurrent,
  withDay = false,
}: {
  stop: Stop
  place?: number
  isCurrent: boolean
  withDay?: boolean
}) {
  const t = useWords(routeWords)
  const format = useFormat()
  const now = useNow()
  const { address, window, customerName, failure } = stop.body
  const hours = window?.from && window.to ? t('hours', { from: window.from, to: window.to }) : null
  return (
    <li>
      <a href={placeHref('stop', stop.id)} className={classes.row} aria-current={isCurrent ? 'step' : undefined}>
        {place !== undefined && <span className={classes.place}>{place}</span>}
        <span className={classes.what}>
          <span className={classes.address}>{address ? (address.verified ?? address.raw) : t('noAddress')}</span>
          <span className={classes.soft}>
            {[withDay && stop.body.stop && format.date(stop.body.stop.date, now), hours, customerName]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {failure && (
            <span className={classes.failed}>
              {t(failure.reason in failKeys ? failKeys[failure.reason as FailReason] : 'failOther')}
              {failure.note && `: ${failure.note}`}
            </span>
          )}
        </span>
        <span className={classes.end}>
          <strong>
            <Money minor={dueMinor(stop.body)} />
          </strong>
          {stop.pending > 0 && <NotSent />}
        </span>
      </a>
    </li>
  )
}

function DoneRow({ stop: { body, pending } }: { stop: Stop }) {
  const t = useWords(routeWords)
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <span>{body.address ? (body.address.verified ?? body.address.raw) : t('noAddress')}</span>
        <span className={classes.chips}>
          <StateChip order={body} pending={pending} />
          <PaidChip order={body} />
        </span>
      </span>
      <span className={classes.end}>
        <Money minor={body.totalMinor} />
      </span>
    </li>
  )
}
