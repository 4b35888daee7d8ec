/** The customer took less: the order shrinks to what was handed over, and says how money paid beyond it goes back. */
'use client'
import { useState } from 'react'
import { afterCancelRest } from '../../../lib/domain/order/cancel-rest.ts'
import type { Tender } from '../../../lib/domain/order/order.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import { ReasonField } from './reason-field.tsx'
import { howItWasPaid, RefundChoice } from './refund-choice.tsx'

export function CancelRestDialog({ order, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const act = useAct()
  const [reason, setReason] = useState('')
  const [refund, setRefund] = useState<Tender>(() => howItWasPaid(order.payments))
  // A second press is the same refund.
  const [refundId] = useState(() => workplace.newId())
  const { totalMinor, excessMinor } = afterCancelRest(order)
  const isRefund = excessMinor > 0

  const submit = async () => {
    const payload = { reason, refund: isRefund ? refund : null, refundId: isRefund ? refundId : null }
    return (await act('order.cancelRest', { kind: 'order', id: order.id }, payload)).kind === 'done'
  }
  return (
    <FormDialog
      title={t('restTitle', { name: nameOf(order) })}
      act={isRefund ? t('restActRefund', { amount: format.money(excessMinor) }) : t('restAct')}
      stay={t('keepOrder')}
      danger
      safe
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('restText', { total: format.money(totalMinor) })}</p>
      {isRefund && <RefundChoice refund={refund} setRefund={setRefund} />}
      <ReasonField reason={reason} setReason={setReason} startsHere={false} />
    </FormDialog>
  )
}
