/**
 * Closes a stop: marks lines, takes the money, completes. Each act is on disk before the next; if one is refused the
 * rest is left, and the refusal has been said. A part handed over leaves the order open for the office.
 */
'use client'
import { useState } from 'react'
import type { OrderPayload } from '../../lib/domain/order/operations.ts'
import { useFormat } from '../_ui/format.ts'
import { useNotice } from '../_ui/notice.tsx'
import { usePlace } from '../_ui/place.ts'
import { useAct } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Stop } from './day.ts'
import { handOver } from './hand-over.ts'
import { useGiven } from './use-given.ts'
import { routeWords } from './words.ts'

export type FailReason = OrderPayload<'order.failDelivery'>['reason']
/** `id` is made when the sheet opens: a second press with it is the same payment (GC5). */
export type Taken = { id: string; tender: 'cash' | 'card'; amountMinor: number }

export function useCloseStop(stop: Stop) {
  const t = useWords(routeWords)
  const format = useFormat()
  const notice = useNotice()
  const act = useAct()
  const { go } = usePlace()
  const { given, forgetGiven } = useGiven(stop.id)
  const [busy, setBusy] = useState(false)
  const target = { kind: 'order', id: stop.id }
  const named = stop.body.number === null ? t('thisOrder') : t('orderNamed', { number: stop.body.number })

  const said = (payment: Taken | null, isPart: boolean): string => {
    if (isPart) return t('leftOpen', { order: named })
    if (!payment) return t('closedPlain', { order: named })
    const params = { order: named, amount: format.money(payment.amountMinor) }
    return payment.tender === 'cash' ? t('closedCash', params) : t('closedCard', params)
  }

  const run = async (acts: (() => Promise<{ kind: string }>)[], sentence: string): Promise<boolean> => {
    setBusy(true)
    try {
      for (const one of acts) if ((await one()).kind !== 'done') return false
      forgetGiven()
      notice({ tone: 'good', text: sentence })
      go('', { replace: true })
      return true
    } finally {
      setBusy(false)
    }
  }

  /** `whyPart`: needed when not all is handed over. */
  const close = async ({ payment, whyPart }: { payment: Taken | null; whyPart?: FailReason }): Promise<boolean> => {
    const { kind, unmarked } = handOver(stop.body, given)
    const isPart = kind === 'part'
    const pay = payment === null ? [] : [() => act('order.pay', target, asPayload(payment))]
    if (!isPart) return run([...pay, () => act('order.complete', target, {})], said(payment, false))
    return run(
      [
        ...unmarked.map((line) => () => act('order.deliverLine', target, line)),
        ...pay,
        () => act('order.failDelivery', target, { reason: whyPart ?? 'other', note: null }),
      ],
      said(payment, true),
    )
  }

  const fail = (reason: FailReason, note: string): Promise<boolean> =>
    run(
      [() => act('order.failDelivery', target, { reason, note: note.trim() === '' ? null : note.trim() })],
      t('failedSaid', { order: named }),
    )

  return { close, fail, busy }
}

const asPayload = ({ id, tender, amountMinor }: Taken) => ({ paymentId: id, tender, amountMinor })
