/** The buttons of an order and their keys. What cannot be done now says why. */
'use client'
import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBan,
  IconCash,
  IconCheck,
  IconCircleCheck,
  IconScissors,
  IconTruckDelivery,
  IconX,
} from '@tabler/icons-react'
import { useId } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { dueMinor } from '../../../lib/domain/order/due.ts'
import { useFormat } from '../../_ui/format.ts'
import { useKeys } from '../../_ui/keys.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './act-bar.module.css'
import type { OfferedAct, OrderAct } from './order-acts.ts'
import { orderWords } from './words.ts'

const looks = {
  accept: { Icon: IconCheck, key: 'A', label: 'accept' },
  decline: { Icon: IconX, key: 'D', label: 'decline' },
  pay: { Icon: IconCash, key: 'P', label: 'pay' },
  assign: { Icon: IconTruckDelivery, key: 'R', label: 'assign' },
  complete: { Icon: IconCircleCheck, key: 'C', label: 'complete' },
  return: { Icon: IconArrowBackUp, key: 'B', label: 'returnGoods' },
  cancelRest: { Icon: IconScissors, key: 'L', label: 'cancelRest' },
  void: { Icon: IconBan, key: 'V', label: 'voidOrder' },
} as const satisfies Record<OrderAct, unknown>

export function ActBar({
  order,
  acts,
  start,
}: {
  order: Order
  acts: readonly OfferedAct[]
  start: (act: OrderAct) => void
}) {
  const t = useWords(orderWords)
  const format = useFormat()
  const notice = useNotice()
  const whyId = useId()
  const due = dueMinor(order)
  const label = (act: OrderAct) =>
    act === 'pay' && due > 0 ? t('payDue', { due: format.money(due) }) : t(looks[act].label)

  useKeys(
    acts.map(({ act, why }) => ({
      key: looks[act].key,
      label: t(looks[act].label),
      run: () => (why === null ? start(act) : notice({ tone: 'info', text: why })),
    })),
  )
  if (acts.length === 0) return null

  const reasons = [...new Set(acts.flatMap(({ why }) => why ?? []))]
  return (
    <div className={classes.bar} role="group" aria-label={t('acts')}>
      {acts.map(({ act, why, isNext }) => {
        const { Icon, key } = looks[act]
        return (
          <Button
            key={act}
            variant={isNext ? 'filled' : 'default'}
            leftSection={<Icon size={20} aria-hidden />}
            disabled={why !== null}
            aria-describedby={why === null ? undefined : whyId}
            aria-keyshortcuts={key}
            title={why ?? key}
            onClick={() => start(act)}
            className={classes.act}
          >
            {label(act)}
          </Button>
        )
      })}
      {reasons.length > 0 && (
        <p id={whyId} className={classes.why}>
          {reasons.join(' ')}
        </p>
      )}
    </div>
  )
}
