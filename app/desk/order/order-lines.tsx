/** The order's lines: what was ordered, what of it is delivered, what the stock cannot give. */
'use client'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Amounts } from '../../../lib/domain/catalogue/catalogue.ts'
import { missingStock } from '../../../lib/domain/catalogue/stock.ts'
import type { Order, OrderLine } from '../../../lib/domain/order/order.ts'
import { isOpen } from '../../../lib/domain/order/states.ts'
import { canDo, undeliveredLines } from '../../../lib/domain/order/view.ts'
import { ProductDeposit } from '../../_ui/container-deposit.tsx'
import { useFormat } from '../../_ui/format.ts'
import { Stepper } from '../../_ui/stepper.tsx'
import { useAct, useMe, useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import facts from './order-facts.module.css'
import classes from './order-lines.module.css'
import { Part } from './part.tsx'
import { orderWords } from './words.ts'

export function OrderLines({ order }: { order: Order }) {
  const t = useWords(orderWords)
  const me = useMe()
  const act = useAct()
  const canDeliver = me !== null && canDo(order, 'order.deliverLine', me) === true
  const left = undeliveredLines(order)

  const deliverAll = async () => {
    for (const line of left) {
      const deliveredMilli = line.quantityMilli - line.cancelledMilli
      const result = await act(
        'order.deliverLine',
        { kind: 'order', id: order.id },
        { lineId: line.id, deliveredMilli },
      )
      if (result.kind !== 'done') return
    }
  }
  return (
    <Part
      title={t('lines')}
      aside={
        canDeliver &&
        left.length > 1 && (
          <button type="button" className={facts.link} onClick={() => void deliverAll()}>
            {t('deliverAllLines')}
          </button>
        )
      }
    >
      <ul className={classes.lines}>
        {order.lines.map((line) => (
          <Line key={line.id} order={order} line={line} canDeliver={canDeliver} />
        ))}
      </ul>
    </Part>
  )
}

function Line({ order, line, canDeliver }: { order: Order; line: OrderLine; canDeliver: boolean }) {
  const t = useWords(orderWords)
  const format = useFormat()
  const price = (value: number) => (line.payWith === 'points' ? format.points(value) : format.money(value))
  const wantedMilli = line.quantityMilli - line.cancelledMilli
  return (
    <li className={classes.line}>
      <span className={classes.name}>{line.name}</span>
      <span className={classes.amount}>{price(line.amount)}</span>
      <span className={classes.detail}>
        {t('priceOf', { quantity: format.quantity(line.quantityMilli, line.unit), price: price(line.price) })}
        <ProductDeposit productId={line.productId} quantityMilli={wantedMilli} before=", " />
        {line.seenPrice !== null && (
          <span className={classes.warning}>{t('seenPrice', { price: price(line.seenPrice) })}</span>
        )}
        {line.cancelledMilli > 0 && (
          <span className={classes.warning}>
            {t('cancelled', { quantity: format.quantity(line.cancelledMilli, line.unit) })}
          </span>
        )}
        {(line.returnedMilli ?? 0) > 0 && (
          <span className={classes.warning}>
            {t('cameBack', { quantity: format.quantity(line.returnedMilli ?? 0, line.unit) })}
          </span>
        )}
        {isOpen(order) && <StockWarning order={order} line={line} />}
      </span>
      {canDeliver && wantedMilli > 0 ? (
        <Delivered order={order} line={line} wantedMilli={wantedMilli} />
      ) : (
        order.invoice &&
        order.state !== 'voided' && (
          <span className={classes.deliveredText}>
            {line.deliveredMilli >= wantedMilli && <IconCheck size={18} aria-hidden />}
            {t('delivered')}{' '}
            {t('deliveredOf', {
              delivered: format.quantity(line.deliveredMilli),
              ordered: format.quantity(wantedMilli),
            })}
          </span>
        )
      )}
    </li>
  )
}

function StockWarning({ order, line }: { order: Order; line: OrderLine }) {
  const t = useWords(orderWords)
  const format = useFormat()
  const stock = useOne<Amounts>('stock', line.stocked ? line.productId : null)
  const missing = missingStock(order, (productId) =>
    productId === line.productId && stock !== undefined ? (stock?.body.amounts ?? null) : undefined,
  )[0]
  if (!missing) return null
  const needed = format.quantity(missing.neededMilli, line.unit)
  return (
    <span className={classes.warning}>
      <IconAlertTriangle size={16} aria-hidden />
      {missing.freeMilli > 0
        ? t('stockMissing', { free: format.quantity(missing.freeMilli, line.unit), needed })
        : t('stockNone', { needed })}
    </span>
  )
}

/** B17: marked as it is handed over. Every press is an act of its own, on disk before the figure is final. */
function Delivered({ order, line, wantedMilli }: { order: Order; line: OrderLine; wantedMilli: number }) {
  const t = useWords(orderWords)
  const format = useFormat()
  const act = useAct()
  // Presses come faster than the view is renewed: each counts on from the one before.
  const asked = useRef(line.deliveredMilli)
  useEffect(() => {
    asked.current = line.deliveredMilli
  }, [line.deliveredMilli])

  const deliver = async (deliveredMilli: number) => {
    asked.current = deliveredMilli
    const target = { kind: 'order', id: order.id }
    const result = await act('order.deliverLine', target, { lineId: line.id, deliveredMilli })
    if (result.kind !== 'done') asked.current = line.deliveredMilli
  }
  const isAll = line.deliveredMilli >= wantedMilli
  return (
    <div className={classes.delivery}>
      <span className={classes.deliveredText}>
        {isAll && <IconCheck size={18} aria-hidden />}
        {t('deliveredFrom', { ordered: format.quantity(wantedMilli) })}
      </span>
      <Stepper
        milli={line.deliveredMilli}
        maxMilli={wantedMilli}
        onChange={(milli) => {
          const step = milli - line.deliveredMilli
          void deliver(Math.max(0, Math.min(wantedMilli, asked.current + step)))
        }}
        labels={{
          less: t('deliveredLess', { name: line.name }),
          more: t('deliveredMore', { name: line.name }),
          value: t('deliveredValue', { name: line.name }),
        }}
      />
      <button
        type="button"
        className={classes.all}
        data-done={isAll || undefined}
        disabled={isAll}
        aria-label={t('deliveredAllNamed', { name: line.name })}
        onClick={() => void deliver(wantedMilli)}
      >
        {t('deliveredAll')}
      </button>
    </div>
  )
}
