/** A reason in the operator's words, with the usual ones at hand. */
'use client'
import { Textarea } from '@mantine/core'
import { useWords } from '../../_ui/words-engine.ts'
import { dialogWords } from './dialog-words.ts'
import classes from './reason-field.module.css'
import { orderWords } from './words.ts'

const cancelReasons = [
  'reasonNoGoods',
  'reasonNoDelivery',
  'reasonCustomerAsked',
  'reasonNoAnswer',
  'reasonDouble',
] as const
export const returnReasons = ['reasonFaulty', 'reasonNotSuited', 'reasonWrongGoods', 'reasonTooMuch'] as const
type ReasonKey = (typeof cancelReasons)[number] | (typeof returnReasons)[number]

export function ReasonField({
  reason,
  setReason,
  startsHere,
  usual = cancelReasons,
  hint,
}: {
  reason: string
  setReason: (reason: string) => void
  startsHere: boolean
  usual?: readonly ReasonKey[]
  hint?: string
}) {
  const t = useWords(dialogWords)
  const ofOrder = useWords(orderWords)
  return (
    <div className={classes.field}>
      <Textarea
        label={ofOrder('reason')}
        description={hint ?? t('reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        maxLength={500}
        rows={2}
        data-autofocus={startsHere || undefined}
      />
      <div className={classes.usual}>
        {usual.map((key) => (
          <button key={key} type="button" onClick={() => setReason(t(key))} aria-pressed={reason === t(key)}>
            {t(key)}
          </button>
        ))}
      </div>
    </div>
  )
}
