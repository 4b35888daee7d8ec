/**
 * GB5: two operators press at once, the server takes the first. The second hears at once who was first and what became
 * of the order; the order itself and the tray go on saying so until somebody has read it.
 */
'use client'
import { useEffect, useRef } from 'react'
import type { LocalOperation } from '../../lib/sync/ports.ts'
import { useNotice } from '../_ui/notice.tsx'
import { operationWord } from '../_ui/operation-words.ts'
import { usePlace } from '../_ui/place.ts'
import { useReasons } from '../_ui/reasons.ts'
import { useTray, useWorkplace } from '../_ui/use-workplace.ts'
import { useLanguage, useWords } from '../_ui/words-engine.ts'
import type { DeskOrders } from './desk-orders.ts'
import { useOrderName } from './order-name.ts'
import { deskWords } from './words.ts'

export function useRefusals(orders: DeskOrders): void {
  const t = useWords(deskWords)
  const language = useLanguage()
  const reasons = useReasons()
  const notice = useNotice()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const { go } = usePlace()
  const tray = useTray()
  const told = useRef<Set<number> | null>(null)

  useEffect(() => {
    const refused = tray.filter((one) => one.state === 'refused' && !one.seen && one.target.kind === 'order')
    const before = told.current
    told.current = new Set(refused.map((one) => one.seq))
    for (const operation of refused) {
      const { verdict, target, seq } = operation
      if (before?.has(seq) || verdict?.kind !== 'refused') continue
      const order = orders.byId.get(target.id)?.body
      const name = order ? nameOf(order) : ''
      if (isAcceptedAnyway(operation)) {
        if (before) notice({ tone: 'info', text: t('acceptedBefore', { name }) })
        workplace
          .markSeen([seq])
          .catch((cause: unknown) => console.error('The refusal could not be marked as read', cause))
        continue
      }
      // What was refused before this screen opened stands in the tray; it needs no shout now.
      if (before === null) continue
      notice({
        tone: 'bad',
        text: t('refusedAct', {
          act: operationWord(operation.kind, language),
          name,
          reason: reasons.refusal(verdict.reason, verdict.params),
        }),
        action: { label: t('open'), run: () => go(`orders/${target.id}`) },
      })
    }
  }, [tray, orders, t, language, reasons, notice, nameOf, workplace, go])
}

/** Accepted by itself on the server while the operator pressed "accept" here: what was wanted has happened. */
function isAcceptedAnyway({ kind, verdict }: LocalOperation): boolean {
  return (
    kind === 'order.accept' &&
    verdict?.kind === 'refused' &&
    verdict.reason === 'notDraft' &&
    verdict.params.by === '' &&
    verdict.params.state === 'accepted'
  )
}
