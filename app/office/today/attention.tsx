/** What waits for the office itself. What the server tells is asked anew every minute. */
'use client'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { mayAdminister } from '../../../lib/domain/access.ts'
import type { DeviceInfo } from '../../../lib/workplace-types.ts'
import { useMe, useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { placeHref } from '../../_ui/place.ts'
import { hasLateQueue } from '../devices/device-health.ts'
import { CounterMoney, useUnsettled } from './counter-money.tsx'
import screen from '../screen.module.css'
import { useAsk } from '../use-ask.ts'
import { officeWords } from '../words.ts'
import classes from './today-screen.module.css'
import { todayWords } from './words.ts'

const everyMs = 60_000
const mostHeld = 100

export function Attention({ unmatched }: { unmatched: number }) {
  const t = useWords(todayWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const me = useMe()
  const now = useNow()
  const unsettled = useUnsettled()
  const maySee = me !== null && mayAdminister(me.roles, 'devices')
  const asked = useAsk(
    'attention',
    async () => {
      const [held, devices] = await Promise.all([
        workplace.office.journal({ before: null, limit: mostHeld, verdict: 'held' }),
        workplace.office.devices(),
      ])
      const receipts = held.entries.filter(({ target }) => target.kind === 'receipt').length
      return { held: held.entries.length - receipts, receipts, devices }
    },
    { everyMs, remembers: true },
  )
  if (!maySee) return null
  const items = asked.value ? serverItems(asked.value, now) : []
  const isCalm = items.length === 0 && unsettled.length === 0 && unmatched === 0 && asked.value !== null
  return (
    <section className={classes.part}>
      <h3>{t('attention')}</h3>
      <ul className={classes.attention}>
        {items.map(({ key, count, href }) => (
          <li key={key}>
            <a href={href}>
              <IconAlertTriangle size={20} aria-hidden /> {t(key, { count })}
            </a>
          </li>
        ))}
        {unmatched > 0 && (
          <li>
            <a href="/desk#customers">
              <IconAlertTriangle size={20} aria-hidden /> {t('unmatched', { count: unmatched })}
            </a>
          </li>
        )}
        <CounterMoney receipts={unsettled} />
      </ul>
      {isCalm && (
        <p className={classes.calm}>
          <IconCircleCheck size={20} aria-hidden /> {t('allCalm')}
        </p>
      )}
      {asked.failure !== null && (
        <p className={screen.small} role="status">
          {asked.failure}{' '}
          {asked.at !== null && (
            <>
              {office('lastKnown')} <When at={asked.at} />.
            </>
          )}
        </p>
      )}
    </section>
  )
}

/** `receipts`: absent in an answer that was remembered by an older app. */
type Told = { held: number; receipts?: number; devices: readonly DeviceInfo[] }

function serverItems({ held, receipts = 0, devices }: Told, now: number) {
  const inUse = devices.filter((device) => device.revokedAt === null)
  const items = [
    { key: 'held', count: held, href: placeHref('journal', 'held') },
    { key: 'receipts', count: receipts, href: placeHref('shifts') },
    { key: 'queues', count: inUse.filter((device) => hasLateQueue(device, now)).length, href: placeHref('devices') },
    { key: 'lost', count: devices.filter((device) => device.lostSeqs.length > 0).length, href: placeHref('devices') },
  ] as const
  return items.filter((item) => item.count > 0)
}
