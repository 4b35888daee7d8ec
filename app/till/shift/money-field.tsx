/** An amount typed in a person's way; what cannot be read is said beneath. */
'use client'
import { TextInput } from '@mantine/core'
import { parseMoney } from '../../../lib/domain/money.ts'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './money-field.module.css'
import { shiftWords } from './words.ts'

export function MoneyField({
  label,
  typed,
  setTyped,
  hint,
  startsHere = false,
  positive = false,
}: {
  label: string
  typed: string
  setTyped: (typed: string) => void
  hint?: string
  startsHere?: boolean
  /** Nothing is no amount here. */
  positive?: boolean
}) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const minor = parseMoney(typed)
  const isFine = typed.trim() === '' || (minor !== null && (!positive || minor > 0))
  return (
    <TextInput
      label={label}
      description={hint}
      inputMode="decimal"
      autoComplete="off"
      size="lg"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      error={isFine ? null : t('amountWrong')}
      rightSection={<span aria-hidden>{format.currencySign()}</span>}
      classNames={{ input: classes.figure ?? '' }}
      data-autofocus={startsHere || undefined}
    />
  )
}
