/** Cash put into the drawer or taken out of it, with its reason and a slip. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { parseMoney } from '../../../lib/domain/money.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinting } from '../print/use-printing.ts'
import { MoneyField } from './money-field.tsx'
import { shiftWords } from './words.ts'

const usual = { in: ['reasonChange'], out: ['reasonCollection', 'reasonSupplier', 'reasonExpenses'] } as const

export function CashDialog({
  shift,
  direction,
  expectedMinor,
  onClose,
}: {
  shift: Shift
  direction: 'in' | 'out'
  expectedMinor: number
  onClose: () => void
}) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const act = useAct()
  const notice = useNotice()
  const printing = usePrinting()
  // A second press is the same movement.
  const [movementId] = useState(() => workplace.newId())
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const amountMinor = parseMoney(typed)
  const isPossible = amountMinor !== null && amountMinor > 0 && reason.trim() !== ''
  const isIn = direction === 'in'
  const amount = amountMinor === null || amountMinor === 0 ? '' : format.money(amountMinor)
  const usualReasons = usual[direction].map((key) => t(key))

  const submit = async () => {
    if (!isPossible) return false
    const payload = { movementId, direction, amountMinor, reason: reason.trim() }
    const result = await act('shift.cash', { kind: 'shift', id: shift.id }, payload)
    if (result.kind !== 'done') return false
    notice({ tone: 'good', text: t(isIn ? 'putInDone' : 'takeOutDone', { amount }) })
    // The movement is on disk: paper comes by itself or is listed as not printed yet.
    printing
      .printCashSlip(shift.id, movementId)
      .catch((cause: unknown) => console.error('The slip could not be given to the printer', cause))
    return true
  }
  return (
    <FormDialog
      title={t(isIn ? 'putInTitle' : 'takeOutTitle')}
      act={t(isIn ? 'putInAct' : 'takeOutAct', { amount }).trimEnd()}
      disabled={!isPossible}
      width={480}
      onClose={onClose}
      onSubmit={submit}
    >
      <MoneyField label={t('amount')} typed={typed} setTyped={setTyped} startsHere positive />
      {!isIn && amountMinor !== null && amountMinor > expectedMinor && (
        <p role="status">{t('moreThanThere', { amount: format.money(expectedMinor) })}</p>
      )}
      <ChoiceChips
        label={t('reason')}
        isLabelHidden
        value={usualReasons.find((one) => one === reason) ?? null}
        onChange={setReason}
        choices={usualReasons.map((one) => ({ value: one, label: one }))}
      />
      <TextInput
        label={t('reason')}
        description={t('reasonHint')}
        value={reason}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
