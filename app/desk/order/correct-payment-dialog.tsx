/** The wrong way of paying was pressed: which one was it? The sums of whoever took the money follow. */
'use client'
import { useState } from 'react'
import { tenders, type Tender } from '../../../lib/domain/order/order.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'

export function CorrectPaymentDialog({
  order,
  balance,
  paymentId,
  onClose,
}: OrderDialogProps & { paymentId: string | null }) {
  const t = useWords(dialogWords)
  const format = useFormat()
  const language = useLanguage()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const act = useAct()
  // A second press is the same correction.
  const [correctionId] = useState(() => workplace.newId())
  const [tender, setTender] = useState<Tender | null>(null)
  const payment = order.payments.find(({ id }) => id === paymentId)
  if (!payment) return null
  const deposit = balance === null ? null : (balance.deposit ?? 0)
  const submit = async () => {
    if (tender === null) return false
    const payload = { paymentId: payment.id, correctionId, tender }
    return (await act('order.correctPayment', { kind: 'order', id: order.id }, payload)).kind === 'done'
  }
  return (
    <FormDialog
      title={t('correctTitle', { name: nameOf(order) })}
      act={t('correctAct')}
      disabled={tender === null}
      width={480}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>
        {t('correctText', {
          amount: format.money(payment.amountMinor, 'RUB', 'always'),
          tender: tenderWord(payment.tender, language).toLowerCase(),
          by: payment.byName,
        })}
      </p>
      <ChoiceChips<Tender>
        label={t('correctHow')}
        value={tender}
        onChange={setTender}
        startsHere
        choices={tenders
          .filter((one) => one !== payment.tender)
          .map((value) => ({
            value,
            label: tenderWord(value, language),
            ...(value === 'deposit' && deposit !== null
              ? { hint: format.money(deposit), disabled: deposit < payment.amountMinor }
              : {}),
          }))}
      />
    </FormDialog>
  )
}
