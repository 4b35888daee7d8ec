/**
 * What can be done with an order now. The rules themselves answer: what its state does not allow is not offered at
 * all, what something else stands in the way of is offered switched off, with the reason.
 */
'use client'
import { useMemo } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { openMilli } from '../../../lib/domain/order/ledger.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { dueMinor } from '../../../lib/domain/order/due.ts'
import { canDo } from '../../../lib/domain/order/view.ts'
import type { RefusalReason } from '../../../lib/domain/refusal.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useMe } from '../../_ui/use-workplace.ts'

export const orderActs = ['accept', 'decline', 'pay', 'assign', 'complete', 'return', 'cancelRest', 'void'] as const
export type OrderAct = (typeof orderActs)[number]

export type OfferedAct = {
  act: OrderAct
  /** A sentence; null when it can be done. */
  why: string | null
  /** The next thing to do with this order. */
  isNext: boolean
}

const notOffered: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'notDraft',
  'notAccepted',
  'alreadyFinished',
  'alreadyPaid',
  'nothingToPay',
  'completedIsReturned',
  'notAllowed',
  'notYours',
  'nothingDelivered',
  'notCompleted',
  // Everything has come back.
  'moreThanSold',
])

export function useOfferedActs(order: Order, customer: Customer | null | undefined): OfferedAct[] {
  const me = useMe()
  const reasons = useReasons()
  return useMemo(() => {
    if (!me) return []
    const next = nextAct(order)
    const offered: OfferedAct[] = []
    for (const act of orderActs) {
      if (act === 'cancelRest' && order.lines.every((line) => openMilli(line) === 0)) continue
      const may = canDo(order, `order.${act}`, me, (ref) => (ref.kind === 'customer' ? customer : undefined))
      if (may !== true && notOffered.has(may.reason)) continue
      const why = may === true ? null : reasons.refusal(may.reason, may.params)
      offered.push({ act, why, isNext: act === next })
    }
    // What comes next stands first.
    return offered.sort((a, b) => Number(b.isNext) - Number(a.isNext))
  }, [order, customer, me, reasons])
}

function nextAct(order: Order): OrderAct {
  if (order.state === 'draft') return 'accept'
  if (order.state === 'accepted' && order.driverId === null) return 'assign'
  return dueMinor(order) > 0 ? 'pay' : 'complete'
}
