/** B18, B25: the amount due stands there already, the way of paying may be another than the customer named. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatMoney, parseMoney } from '../../../lib/domain/money.ts'
import type { Tender } from '../../../lib/domain/order/order.ts'
import { dueMinor } from '../../../lib/domain/order/due.ts'
import { useFormat } from '../../_ui/format.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import classes from './pay-dialog.module.css'

export function PayDialog({ order, balance, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const base = useWords(baseWords)
  const language = useLanguage()
  const format = useFormat()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const act = useAct()
  const due = dueMinor(order)
  // GC5: a second press is the same payment.
  const [paymentId] = useState(() => workplace.newId())
  const [tender, setTender] = useState<Tender>(order.intent ?? 'cash')
  const [typed, setTyped] = useState(() => formatMoney(due, language))
  const amountMinor = parseMoney(typed)
  const isPossible = amountMinor !== null && amountMinor > 0 && amountMinor <= due
  const deposit = balance === null ? null : (balance.deposit ?? 0)
  const isShort = tender === 'deposit' && deposit !== null && isPossible && deposit < amountMinor

  const submit = async () => {
    if (amountMinor === null) return false
    const payload = { paymentId, tender, amountMinor }
    return (await act('order.pay', { kind: 'order', id: order.id }, payload)).kind === 'done'
  }
  return (
    <FormDialog
      title={t('payTitle', { name: nameOf(order) })}
      act={t('payAct', { amount: isPossible ? format.money(amountMinor) : '' }).trimEnd()}
      disabled={!isPossible || isShort}
      width={480}
      onClose={onClose}
      onSubmit={submit}
    >
      <ChoiceChips<Tender>
        label={t('tender')}
        value={tender}
        onChange={setTender}
        choices={[
          { value: 'cash', label: base('tenderCash') },
          { value: 'card', label: base('tenderCard') },
          {
            value: 'deposit',
            label: base('tenderDeposit'),
            hint: deposit === null ? undefined : format.money(deposit),
            disabled: deposit !== null && deposit <= 0,
          },
        ]}
      />
      <div className={classes.amount}>
        <TextInput
          label={t('amount')}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          error={isPossible ? null : t('amountWrong', { due: format.money(due) })}
          rightSection={<span aria-hidden>{format.currencySign()}</span>}
          classNames={{ input: classes.figure }}
          data-autofocus
        />
        {amountMinor !== due && (
          <Button variant="default" onClick={() => setTyped(formatMoney(due, language))}>
            {t('wholeAmount')}
          </Button>
        )}
      </div>
      <p className={classes.rest} data-bad={isShort || undefined} role="status">
        {isShort
          ? t('depositShort', { amount: format.money(deposit) })
          : isPossible &&
            (amountMinor === due ? t('paidInFull') : t('leftToPay', { amount: format.money(due - amountMinor) }))}
      </p>
    </FormDialog>
  )
}
