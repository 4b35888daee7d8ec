/** The stop at hand: where, whom to call, what to hand over, what to take. */
'use client'
import { Button } from '@mantine/core'
import { IconCircleCheck, IconNote, IconPhone, IconRoute } from '@tabler/icons-react'
import type { Order } from '../../lib/domain/order/order.ts'
import { useFormat } from '../_ui/format.ts'
import { tenderKeys } from '../_ui/order-words.ts'
import { Chip, NotSent, StateChip } from '../_ui/state-chip.tsx'
import { useNow } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import type { Stop } from './day.ts'
import { handOver } from './hand-over.ts'
import { navigationAddress } from './navigation.ts'
import classes from './stop-card.module.css'
import { StopLines } from './stop-lines.tsx'
import { useGiven } from './use-given.ts'
import { routeWords } from './words.ts'

export function StopCard({ stop, isNext, today }: { stop: Stop; isNext: boolean; today: string }) {
  const t = useWords(routeWords)
  const order = stop.body
  const { given, setGiven } = useGiven(stop.id)
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <span className={classes.place}>{t(isNext ? 'next' : 'chosen')}</span>
        <span className={classes.soft}>{order.number !== null && t('stopNumber', { number: order.number })}</span>
        {stop.pending > 0 && <NotSent />}
        {order.state !== 'accepted' && <StateChip order={order} />}
        {!isNext && (
          <a href="#" className={classes.toNext}>
            {t('toNext')}
          </a>
        )}
      </header>
      <Where order={order} today={today} />
      <Contact order={order} />
      {order.note && (
        <p className={classes.note}>
          <IconNote size={22} aria-hidden /> {order.note}
        </p>
      )}
      <StopLines order={order} given={given} setGiven={setGiven} />
      <Due
        order={order}
        amountMinor={handOver(order, given).amountMinor}
        isPart={handOver(order, given).kind !== 'all'}
      />
    </article>
  )
}

function Where({ order, today }: { order: Order; today: string }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const now = useNow()
  const { address, window, stop } = order
  const hours = window?.from && window.to ? t('hours', { from: window.from, to: window.to }) : null
  const day = window && window.date !== today ? format.date(window.date, now) : null
  const wish = [day, hours].filter(Boolean).join(', ')
  return (
    <div>
      <h2 className={classes.address}>{address ? (address.verified ?? address.raw) : t('noAddress')}</h2>
      {address?.note && <p className={classes.addressNote}>{address.note}</p>}
      <p className={classes.who}>
        {order.customerName}
        {wish !== '' && <strong> · {t('window', { window: wish })}</strong>}
      </p>
      {stop && stop.date < today && (
        <p className={classes.late}>{t('stopOfDay', { day: format.date(stop.date, now) })}</p>
      )}
    </div>
  )
}

function Contact({ order }: { order: Order }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const address = order.address ? (order.address.verified ?? order.address.raw) : null
  return (
    <div className={classes.contact}>
      {order.phone === null ? (
        <Button size="lg" variant="default" disabled leftSection={<IconPhone size={24} aria-hidden />}>
          {t('noPhone')}
        </Button>
      ) : (
        <Button
          component="a"
          size="lg"
          variant="default"
          href={`tel:${order.phone}`}
          leftSection={<IconPhone size={24} aria-hidden />}
          aria-label={`${t('callNamed', { name: order.customerName })}, ${format.phone(order.phone)}`}
          title={format.phone(order.phone)}
        >
          {t('call')}
        </Button>
      )}
      {address !== null && (
        <Button
          component="a"
          size="lg"
          variant="default"
          href={navigationAddress(address)}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconRoute size={24} aria-hidden />}
        >
          {t('navigate')}
        </Button>
      )}
    </div>
  )
}

function Due({ order, amountMinor, isPart }: { order: Order; amountMinor: number; isPart: boolean }) {
  const t = useWords(routeWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const isPaid = order.invoice?.state === 'paid' || (amountMinor === 0 && !isPart)
  return (
    <div className={classes.due} data-paid={isPaid || undefined}>
      {isPaid ? (
        <Chip tone="green" icon={<IconCircleCheck size={16} aria-hidden />}>
          {t('paidAlready')}
        </Chip>
      ) : (
        <>
          <span>{t(isPart ? 'duePart' : 'due')}</span>
          <strong className="r-figures">{format.money(amountMinor)}</strong>
          {order.intent !== null && (
            <span className={order.intent === 'deposit' ? classes.warn : classes.soft}>
              {order.intent === 'deposit'
                ? t('fromDeposit')
                : t('wantsToPay', { tender: base(tenderKeys[order.intent]).toLowerCase() })}
            </span>
          )}
        </>
      )}
    </div>
  )
}
