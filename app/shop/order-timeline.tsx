/** The steps of an order, drawn one under the other. */
import { IconCheck, IconCircleDashed, IconClock, IconX } from '@tabler/icons-react'
import type { Order } from '../../lib/domain/order/order.ts'
import { useWords, type Say } from '../_ui/words-engine.ts'
import { When } from '../_ui/when.tsx'
import classes from './order-timeline.module.css'
import { timelineSteps, type Step } from './timeline-steps.ts'
import { shopWords } from './words.ts'

const icons = { done: IconCheck, now: IconClock, next: IconCircleDashed, bad: IconX }

export function OrderTimeline({ order, pending }: { order: Order; pending: number }) {
  const isWaiting = order.number === null && pending > 0
  return (
    <ol className={classes.steps} aria-live="polite">
      {timelineSteps(order, isWaiting).map((step) => (
        <StepRow key={step.word} step={step} />
      ))}
    </ol>
  )
}

function StepRow({ step }: { step: Step }) {
  const t = useWords(shopWords)
  const Icon = icons[step.mark]
  return (
    <li className={classes.step} data-mark={step.mark} aria-current={step.mark === 'now' ? 'step' : undefined}>
      <span className={classes.mark}>
        <Icon size={18} aria-hidden />
      </span>
      <span>
        <span className={classes.word}>{t(step.word)}</span>
        {step.reason !== null && <span className={classes.note}>{t('reasonSaid', { reason: spoken(step, t) })}</span>}
        {step.at !== null && (
          <span className={classes.note}>
            <When at={step.at} />
          </span>
        )}
      </span>
    </li>
  )
}

const failureKeys = {
  nobodyHome: 'failNobodyHome',
  refused: 'failRefused',
  wrongAddress: 'failWrongAddress',
  noTime: 'failNoTime',
  noGoods: 'failNoGoods',
  other: 'failOther',
} as const

/** A failed delivery's reason is a code; what the shop wrote when it declined is shown as it is. */
function spoken({ word, reason }: Step, t: Say<(typeof shopWords)['ru']>): string {
  if (word !== 'stepFailed' || reason === null) return reason ?? ''
  return t(reason in failureKeys ? failureKeys[reason as keyof typeof failureKeys] : 'failOther')
}
