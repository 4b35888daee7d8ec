/** GB2: goods of a completed order come back. Which lines and how much, why, and how money goes back; debt shrinks first. */
'use client'
import { useState } from 'react'
import { returnableMilli, takeBackGoods } from '../../../lib/domain/order/goods-back.ts'
import type { OrderLine, Tender } from '../../../lib/domain/order/order.ts'
import { isWhole } from '../../../lib/domain/quantity.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { ReturnList, ReturnRow } from '../../_ui/return-list.tsx'
import { Stepper } from '../../_ui/stepper.tsx'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useOrderName } from '../order-name.ts'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import { ReasonField, returnReasons } from './reason-field.tsx'
import { howItWasPaid, RefundChoice } from './refund-choice.tsx'
import classes from './return-dialog.module.css'
import { orderWords } from './words.ts'

export function ReturnDialog({ order, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const ofOrder = useWords(orderWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const workplace = useWorkplace()
  const act = useAct()
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({})
  const [reason, setReason] = useState('')
  const [refund, setRefund] = useState<Tender>(() => howItWasPaid(order.payments))
  // A second press is the same return.
  const [{ returnId, refundId }] = useState(() => ({ returnId: workplace.newId(), refundId: workplace.newId() }))
  const returnable = order.lines.filter((line) => returnableMilli(line) > 0)
  const backs = returnable.flatMap((line) => {
    // What came back meanwhile over the counter cannot come back here.
    const quantityMilli = Math.min(chosen[line.id] ?? 0, returnableMilli(line))
    return quantityMilli > 0 ? [{ lineId: line.id, quantityMilli }] : []
  })
  const taken = takeBackGoods(order, backs)
  const { creditMinor, creditPoints, debtMinor } = 'kind' in taken ? nothing : taken
  const refundMinor = creditMinor - debtMinor
  const isRefund = refundMinor > 0

  const submit = async () => {
    const money = { refund: isRefund ? refund : null, refundId: isRefund ? refundId : null }
    const payload = { returnId, lines: backs, reason, ...money }
    return (await act('order.return', { kind: 'order', id: order.id }, payload)).kind === 'done'
  }
  return (
    <FormDialog
      title={t('returnTitle', { name: nameOf(order) })}
      act={isRefund ? t('returnActRefund', { amount: format.money(refundMinor) }) : t('returnAct')}
      width={560}
      disabled={backs.length === 0 || reason.trim() === ''}
      onClose={onClose}
      onSubmit={submit}
    >
      <ReturnList
        text={t('returnText')}
        all={t('returnAll')}
        onAll={() => setChosen(Object.fromEntries(returnable.map((line) => [line.id, returnableMilli(line)])))}
        label={ofOrder('lines')}
      >
        {returnable.map((line) => (
          <Line
            key={line.id}
            line={line}
            milli={chosen[line.id] ?? 0}
            onChange={(milli) => setChosen({ ...chosen, [line.id]: milli })}
          />
        ))}
      </ReturnList>
      <dl className={classes.sums} role="status">
        {debtMinor > 0 && <Sum label={t('returnDebt')} value={format.money(debtMinor, 'RUB', 'always')} />}
        {creditPoints > 0 && <Sum label={t('returnPoints')} value={format.points(creditPoints)} />}
        <Sum label={t('returnMoney')} value={format.money(refundMinor, 'RUB', 'always')} />
      </dl>
      {isRefund && <RefundChoice refund={refund} setRefund={setRefund} />}
      <ReasonField
        reason={reason}
        setReason={setReason}
        startsHere={false}
        usual={returnReasons}
        hint={t('returnReasonHint')}
      />
    </FormDialog>
  )
}

const nothing = { creditMinor: 0, creditPoints: 0, debtMinor: 0 }

function Line({ line, milli, onChange }: { line: OrderLine; milli: number; onChange: (milli: number) => void }) {
  const t = useWords(dialogWords)
  const format = useFormat()
  const { name } = line
  const leftMilli = returnableMilli(line)
  // What was delivered by the piece comes back by the piece.
  const inParts = !isWhole(line.deliveredMilli)
  return (
    <ReturnRow
      name={name}
      about={`${t('returnLeft', { quantity: format.quantity(leftMilli, line.unit) })} · ${line.payWith === 'points' ? format.points(line.price) : format.money(line.price, 'RUB', 'always')}`}
    >
      <Stepper
        typed
        milli={milli}
        maxMilli={leftMilli}
        onChange={(next) => onChange(inParts || isWhole(next) ? next : milli)}
        labels={{
          less: t('returnLess', { name }),
          more: t('returnMore', { name }),
          value: t('returnValue', { name }),
        }}
      />
    </ReturnRow>
  )
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
