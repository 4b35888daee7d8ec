/** GB2: how money goes back. */
'use client'
import type { Tender } from '../../../lib/domain/order/order.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { dialogWords } from './dialog-words.ts'

export function RefundChoice({ refund, setRefund }: { refund: Tender; setRefund: (tender: Tender) => void }) {
  const t = useWords(dialogWords)
  return (
    <ChoiceChips<Tender>
      label={t('voidRefund')}
      value={refund}
      onChange={setRefund}
      choices={[
        { value: 'cash', label: t('refundCash') },
        { value: 'card', label: t('refundCard') },
        { value: 'deposit', label: t('refundDeposit') },
      ]}
    />
  )
}

/** Money goes back the way it came unless the operator says otherwise. */
export const howItWasPaid = (payments: readonly { kind: string; tender: Tender }[]): Tender =>
  payments.findLast((payment) => payment.kind === 'payment')?.tender ?? 'cash'
