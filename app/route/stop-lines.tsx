/** What to hand over: tick a line off while carrying, or set less with − and +. */
'use client'
import { IconCheck } from '@tabler/icons-react'
import type { Order, OrderLine } from '../../lib/domain/order/order.ts'
import { ProductDeposit } from '../_ui/container-deposit.tsx'
import { useFormat } from '../_ui/format.ts'
import { Stepper } from '../_ui/stepper.tsx'
import { useAct } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { givenMilli, orderedMilli, type Given } from './hand-over.ts'
import classes from './stop-lines.module.css'
import { routeWords } from './words.ts'

export function StopLines({
  order,
  given,
  setGiven,
}: {
  order: Order
  given: Given
  setGiven: (lineId: string, milli: number) => void
}) {
  const t = useWords(routeWords)
  const act = useAct()
  const deliver = (line: OrderLine, deliveredMilli: number) =>
    void act('order.deliverLine', { kind: 'order', id: order.id }, { lineId: line.id, deliveredMilli })
  return (
    <ul className={classes.lines} aria-label={t('lines')}>
      {order.lines
        .filter((line) => orderedMilli(line) > 0)
        .map((line) => (
          <LineRow
            key={line.id}
            line={line}
            milli={givenMilli(line, given)}
            set={(milli) => {
              setGiven(line.id, milli)
              // A line that was ticked off is mended where it stands; others are only set until they are.
              if (line.deliveredMilli > 0) deliver(line, milli)
            }}
            tick={() => deliver(line, line.deliveredMilli > 0 ? 0 : givenMilli(line, given))}
          />
        ))}
    </ul>
  )
}

function LineRow({
  line,
  milli,
  set,
  tick,
}: {
  line: OrderLine
  milli: number
  set: (milli: number) => void
  tick: () => void
}) {
  const t = useWords(routeWords)
  const format = useFormat()
  const { name } = line
  const isTicked = line.deliveredMilli > 0
  const isLess = milli < orderedMilli(line)
  return (
    <li className={classes.line} data-ticked={isTicked || undefined}>
      <button
        type="button"
        className={classes.tick}
        aria-pressed={isTicked}
        aria-label={isTicked ? t('unmarkLine', { name }) : t('markLine', { name })}
        onClick={tick}
        disabled={milli === 0}
      >
        <IconCheck size={28} aria-hidden />
      </button>
      <p className={classes.name}>
        {name}
        <span className={isLess ? classes.less : classes.ordered}>
          {isLess
            ? t('ofOrdered', {
                given: format.quantity(milli),
                ordered: format.quantity(orderedMilli(line), line.unit),
              })
            : format.quantity(orderedMilli(line), line.unit)}
          <ProductDeposit productId={line.productId} quantityMilli={milli} before=" · " />
        </span>
      </p>
      <Stepper
        large
        milli={milli}
        maxMilli={orderedMilli(line)}
        onChange={set}
        labels={{
          less: t('less', { name }),
          more: t('more', { name }),
          value: t('giving', { quantity: format.quantity(milli, line.unit), name }),
        }}
      />
    </li>
  )
}
