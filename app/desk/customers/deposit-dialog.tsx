/** B14: prepaid money. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { parseMoney } from '../../../lib/domain/money.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import classes from './dialogs.module.css'
import { customerWords } from './words.ts'

export function DepositDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useWords(customerWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const notice = useNotice()
  const act = useAct()
  // A second press is the same payment.
  const [paymentId] = useState(() => workplace.newId())
  const [tender, setTender] = useState<'cash' | 'card'>('cash')
  const [typed, setTyped] = useState('')
  const amountMinor = parseMoney(typed)
  const isPossible = amountMinor !== null && amountMinor > 0

  const submit = async () => {
    if (!isPossible) return false
    const target = { kind: 'customer', id: customer.id }
    const result = await act('customer.deposit', target, { paymentId, tender, amountMinor })
    if (result.kind === 'done') notice({ tone: 'good', text: t('depositTaken', { amount: format.money(amountMinor) }) })
    return result.kind === 'done'
  }
  return (
    <FormDialog
      title={t('depositTitle', { name: customer.name })}
      act={t('depositAct', { amount: isPossible ? format.money(amountMinor) : '' }).trimEnd()}
      disabled={!isPossible}
      width={440}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('depositText')}</p>
      <ChoiceChips<'cash' | 'card'>
        label={t('tender')}
        value={tender}
        onChange={setTender}
        choices={[
          { value: 'cash', label: base('tenderCash') },
          { value: 'card', label: base('tenderCard') },
        ]}
      />
      <TextInput
        label={t('amount')}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={typed.trim() === '' || isPossible ? null : t('amountWrong')}
        rightSection={<span aria-hidden>{format.currencySign()}</span>}
        classNames={{ input: classes.figure }}
        data-autofocus
      />
    </FormDialog>
  )
}
