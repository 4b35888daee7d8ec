/** B06: how the customer wants to pay. It only tells; the way may be another when money is taken. */
'use client'
import type { Tender } from '../../../lib/domain/order/order.ts'
import { useFormat } from '../../_ui/format.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import screen from './new-order-screen.module.css'
import type { DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

export function DraftPayment({ state: { draft, changeCart, balance } }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const base = useWords(baseWords)
  const format = useFormat()
  return (
    <section className={screen.part}>
      <h3>{t('how')}</h3>
      <ChoiceChips<Tender | 'none'>
        label={t('how')}
        isLabelHidden
        value={draft.cart.intent ?? 'none'}
        onChange={(value) => changeCart({ intent: value === 'none' ? null : value })}
        choices={[
          { value: 'none', label: t('notNamed') },
          { value: 'cash', label: base('tenderCash') },
          { value: 'card', label: base('tenderCard') },
          {
            value: 'deposit',
            label: base('tenderDeposit'),
            hint: balance ? format.money(balance.deposit ?? 0) : undefined,
          },
        ]}
      />
    </section>
  )
}
