/** Money that a till took for an order and the order did not take (decision 012): until somebody says what became of it. */
'use client'
import { Button, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { isHandedOverAgain, isUnsettled, type Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useAct, useList } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './today-screen.module.css'
import { todayWords } from './words.ts'

export function useUnsettled(): readonly Shown<Receipt>[] {
  const receipts = useList<Receipt>('receipt')
  return useMemo(() => receipts?.filter(({ body }) => isUnsettled(body)) ?? [], [receipts])
}

const whyKeys = {
  alreadyPaid: 'counterPaid',
  alreadyFinished: 'counterFinished',
  notAccepted: 'counterDraft',
  changed: 'counterChanged',
} as const

export function CounterMoney({ receipts }: { receipts: readonly Shown<Receipt>[] }) {
  const [opened, setOpened] = useState<Receipt | null>(null)
  return (
    <>
      {receipts.map(({ id, body }) => (
        <Row key={id} receipt={body} open={() => setOpened(body)} />
      ))}
      {opened && <SettleDialog receipt={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function Row({ receipt, open }: { receipt: Receipt; open: () => void }) {
  const t = useWords(todayWords)
  const { order } = receipt
  const reason = order?.fit?.reason
  if (!order || !reason) return null
  return (
    <li className={classes.counter}>
      <IconAlertTriangle size={20} aria-hidden />
      <span>
        <a href={`/desk#orders/${encodeURIComponent(receipt.orderId ?? '')}`}>{order.name}</a>
        {receipt.customerName !== null && `, ${receipt.customerName}`}. {t(whyKeys[reason])} <Sums receipt={receipt} />
        <span className={classes.hint}>
          {t('counterReceipt', { till: receipt.tillName, number: receipt.number, shift: receipt.shiftNumber })},{' '}
          {receipt.byName}, <When at={receipt.at} />
        </span>
      </span>
      <Button variant="default" onClick={open}>
        {t('counterSettle')}
      </Button>
    </li>
  )
}

function Sums({ receipt }: { receipt: Receipt }) {
  const t = useWords(todayWords)
  const format = useFormat()
  const fit = receipt.order?.fit
  const money = (minor: number) => format.money(minor, 'RUB', 'always')
  if (!fit) return null
  return [
    fit.appliedMinor > 0 && t('counterApplied', { amount: money(fit.appliedMinor) }),
    fit.depositMinor > 0 && t('counterDeposit', { amount: money(fit.depositMinor) }),
    fit.goodsMinor > 0 && t('counterGoods', { amount: money(fit.goodsMinor) }),
    fit.shortMinor > 0 && t('counterShort', { amount: money(fit.shortMinor) }),
    isHandedOverAgain(receipt) && t('counterTwice'),
  ]
    .filter((part) => part !== false)
    .join(' ')
}

const usual = ['settledBack', 'settledKept', 'settledChecked'] as const

function SettleDialog({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const t = useWords(todayWords)
  const act = useAct()
  const [note, setNote] = useState('')
  const choices = usual.map((key) => t(key))
  const submit = async () =>
    (await act('receipt.settle', { kind: 'receipt', id: receipt.id }, { note: note.trim() })).kind === 'done'
  return (
    <FormDialog
      title={t('settleTitle', { name: receipt.order?.name ?? '' })}
      act={t('counterSettle')}
      disabled={note.trim() === ''}
      width={520}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>
        <Sums receipt={receipt} />
      </p>
      <p className={classes.hint}>{t('settleText')}</p>
      <ChoiceChips
        label={t('settleNote')}
        value={choices.find((one) => one === note) ?? null}
        onChange={setNote}
        choices={choices.map((one) => ({ value: one, label: one }))}
      />
      <Textarea
        aria-label={t('settleNote')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
        rows={2}
        data-autofocus
      />
    </FormDialog>
  )
}
