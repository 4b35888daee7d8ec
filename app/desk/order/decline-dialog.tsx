/** B23. Also opened from the panel of new orders. */
'use client'
import { useState } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import { ReasonField } from './reason-field.tsx'

export default function DeclineDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useWords(dialogWords)
  const nameOf = useOrderName()
  const act = useAct()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('declineTitle', { name: nameOf(order) })}
      act={t('declineAct')}
      stay={t('keepOrder')}
      danger
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={async () => (await act('order.decline', { kind: 'order', id: order.id }, { reason })).kind === 'done'}
    >
      <ReasonField reason={reason} setReason={setReason} startsHere />
    </FormDialog>
  )
}
