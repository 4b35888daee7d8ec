/** Where to, when, by whom. The address as the customer wrote it stays beside the one that was verified (A15, A16). */
'use client'
import { IconAlertTriangle, IconCircleCheck, IconMapPinQuestion } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isOpen } from '../../../lib/domain/order/states.ts'
import { useFormat } from '../../_ui/format.ts'
import { Chip } from '../../_ui/state-chip.tsx'
import { useNow } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { failureKeys } from './failure-keys.ts'
import classes from './order-facts.module.css'
import { Part } from './part.tsx'
import { stopsOfDay } from './stops-of-day.ts'
import { useWindowText } from './window-text.ts'
import { orderWords } from './words.ts'

export function OrderDelivery({ order, verify }: { order: Order; verify: () => void }) {
  const t = useWords(orderWords)
  const windowText = useWindowText(order.window)
  return (
    <>
      <Address order={order} verify={verify} />
      <Part title={t('delivery')}>
        <p>{windowText}</p>
        <Stop order={order} />
        {order.failure && <Failure failure={order.failure} />}
      </Part>
    </>
  )
}

function Address({ order, verify }: { order: Order; verify: () => void }) {
  const t = useWords(orderWords)
  const { address } = order
  const canVerify = isOpen(order)
  const isVerified = address?.verified != null
  return (
    <Part
      title={t('address')}
      aside={
        canVerify && (
          <button type="button" className={classes.link} onClick={verify}>
            {t(isVerified ? 'changeVerified' : 'verify')}
          </button>
        )
      }
    >
      {address ? (
        <>
          <p className={classes.strong}>{address.verified ?? address.raw}</p>
          <Chip
            tone={isVerified ? 'green' : 'amber'}
            icon={isVerified ? <IconCircleCheck size={16} aria-hidden /> : <IconMapPinQuestion size={16} aria-hidden />}
          >
            {t(isVerified ? 'verified' : 'notVerified')}
          </Chip>
          {isVerified && address.raw !== '' && address.raw !== address.verified && (
            <p className={classes.soft}>{t('asTyped', { raw: address.raw })}</p>
          )}
          {address.note && <p className={classes.soft}>{t('addressNote', { note: address.note })}</p>}
        </>
      ) : (
        <p className={classes.soft}>{t('noAddress')}</p>
      )}
    </Part>
  )
}

function Stop({ order }: { order: Order }) {
  const t = useWords(orderWords)
  const format = useFormat()
  const now = useNow()
  const { all } = useDeskOrders()
  const { driverId, driverName, stop, id } = order
  const place = useMemo(
    () => (driverId && stop ? stopsOfDay(all ?? [], driverId, stop.date).findIndex((other) => other.id === id) + 1 : 0),
    [all, driverId, stop, id],
  )
  if (!driverId || !stop) return <p className={classes.soft}>{t('noDriver')}</p>
  const told = { driver: driverName ?? '', date: format.date(stop.date, now) }
  return <p>{place > 0 ? t('driverStopPlace', { ...told, place }) : t('driverStop', told)}</p>
}

function Failure({ failure }: { failure: NonNullable<Order['failure']> }) {
  const t = useWords(orderWords)
  const key = failureKeys[failure.reason]
  return (
    <p className={classes.warning}>
      <IconAlertTriangle size={20} aria-hidden />
      <span>
        {t('failedTitle', { reason: key ? t(key) : failure.reason })}
        {failure.note && `. ${failure.note}`}
        <span className={classes.soft}>
          {' '}
          {failure.byName}, <When at={failure.at} />
        </span>
      </span>
    </p>
  )
}
