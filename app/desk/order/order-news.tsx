/** What the operator should know first: an own act that did not take effect, why the order waits, or how it ended. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isOpen, isWithdrawn } from '../../../lib/domain/order/states.ts'
import { operationWord } from '../../_ui/operation-words.ts'
import { orderStateKeys } from '../../_ui/order-words.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useTray, useWorkplace } from '../../_ui/use-workplace.ts'
import { Since, When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { acceptanceKeys } from './acceptance-keys.ts'
import classes from './order-news.module.css'
import { orderWords } from './words.ts'

export function OrderNews({ order }: { order: Order }) {
  return (
    <>
      <Refusals order={order} />
      <HowItEnded order={order} />
      <WhyItWaits order={order} />
    </>
  )
}

function WhyItWaits({ order }: { order: Order }) {
  const t = useWords(orderWords)
  const { acceptance, state, createdAt } = order
  if (state !== 'draft') return null
  // An unmatched customer is told beside the button that cannot be pressed.
  const reason = acceptance?.reason === 'customerUnmatched' ? undefined : acceptance?.reason
  const key = reason && acceptanceKeys[reason].waiting
  return (
    <p className={classes.news} data-tone="amber">
      <IconInfoCircle size={20} aria-hidden />
      <span>
        {t('waits')} <Since at={createdAt} />
        {key && `. ${t(key)}`}
      </span>
    </p>
  )
}

function HowItEnded({ order }: { order: Order }) {
  const t = useWords(orderWords)
  const base = useWords(baseWords)
  const { state, changed, history } = order
  if (isOpen(order)) return null
  const last = history.findLast(
    (entry) => entry.what === 'decline' || entry.what === 'void' || entry.what === 'withdraw',
  )
  const reason = typeof last?.params.reason === 'string' ? last.params.reason : null
  const bad = state === 'declined' || state === 'voided'
  return (
    <p className={classes.news} data-tone={bad ? 'red' : 'grey'}>
      {bad ? <IconBan size={20} aria-hidden /> : <IconInfoCircle size={20} aria-hidden />}
      <span>
        {base(isWithdrawn(order) ? 'stateWithdrawn' : orderStateKeys[state])}
        {changed.byName !== '' && `: ${changed.byName}`}, <When at={changed.at} />
        {bad && reason && `. ${t('reason')}: ${reason}`}
      </span>
    </p>
  )
}

function Refusals({ order }: { order: Order }) {
  const t = useWords(orderWords)
  const language = useLanguage()
  const reasons = useReasons()
  const workplace = useWorkplace()
  const tray = useTray()
  const refused = useMemo(
    () => tray.filter((one) => one.state === 'refused' && !one.seen && one.target.id === order.id),
    [tray, order.id],
  )
  return refused.map(({ seq, kind, verdict }) => (
    <div key={seq} role="alert" className={classes.news} data-tone="red">
      <IconAlertTriangle size={20} aria-hidden />
      <span>
        <strong>{t('refusedTitle', { act: operationWord(kind, language) })}.</strong>{' '}
        {verdict?.kind === 'refused' && reasons.refusal(verdict.reason, verdict.params)}
      </span>
      <Button
        variant="default"
        onClick={() => {
          workplace
            .markSeen([seq])
            .catch((cause: unknown) => console.error('The refusal could not be marked as read', cause))
        }}
      >
        {t('understood')}
      </Button>
    </div>
  ))
}
