/** B24, GB2: voids the order and says how paid money goes back. Asked once, the safe answer focused. */
'use client'
import { useState } from 'react'
import type { Tender } from '../../../lib/domain/order/order.ts'
import { useFormat } from '../../_ui/format.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import { ReasonField } from './reason-field.tsx'
import { howItWasPaid, RefundChoice } from './refund-choice.tsx'

const titleKeys = { cash: 'voidTitleCash', card: 'voidTitleCard', deposit: 'voidTitleDeposit' } as const

export function VoidDialog({ order, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const act = useAct()
  const paidMinor = order.invoice?.paidMinor ?? 0
  const [reason, setReason] = useState('')
  const [refund, setRefund] = useState<Tender>(() => howItWasPaid(order.payments))
  // A second press is the same refund.
  const [refundId] = useState(() => workplace.newId())
  const amount = format.money(paidMinor)
  const name = nameOf(order)
  const isDelivered = order.lines.some((line) => line.deliveredMilli > 0)

  const submit = async () => {
    const isPaid = paidMinor > 0
    const payload = { reason, refund: isPaid ? refund : null, refundId: isPaid ? refundId : null }
    return (await act('order.void', { kind: 'order', id: order.id }, payload)).kind === 'done'
  }
  return (
    <FormDialog
      title={paidMinor > 0 ? t(titleKeys[refund], { name, amount }) : t('voidTitle', { name })}
      act={paidMinor > 0 ? t('voidActRefund', { amount }) : t('voidAct')}
      stay={t('keepOrder')}
      danger
      safe
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t(isDelivered ? 'voidTextDelivered' : 'voidText')}</p>
      {paidMinor > 0 && <RefundChoice refund={refund} setRefund={setRefund} />}
      <ReasonField reason={reason} setReason={setReason} startsHere={false} />
    </FormDialog>
  )
}
