/** What the customer handed over: typed, or by a tap on a sum that people hand over for this much. */
'use client'
import { TextInput, type TextInputProps } from '@mantine/core'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { keepFocus } from '../number-keys.tsx'
import classes from './pay-dialog.module.css'
import { quickCash } from './payment.ts'
import { payWords } from './words.ts'

export function CashGiven({
  cashMinor,
  field,
  setText,
}: {
  /** What cash has to bring. */
  cashMinor: number
  /** What ties the field to its text. */
  field: TextInputProps
  setText: (text: string) => void
}) {
  const t = useWords(payWords)
  const format = useFormat()
  return (
    <>
      <TextInput
        {...field}
        label={t('cashGiven')}
        placeholder={format.amount(cashMinor, 'always')}
        className={classes.given ?? ''}
        readOnly={cashMinor === 0}
        data-autofocus
      />
      <div className={classes.quick} role="group" aria-label={t('quick')}>
        <button type="button" onPointerDown={keepFocus} onClick={() => setText('')} disabled={cashMinor === 0}>
          {t('exact')}
        </button>
        {quickCash(cashMinor).map((minor) => (
          <button key={minor} type="button" onPointerDown={keepFocus} onClick={() => setText(format.amount(minor))}>
            {format.amount(minor)}
          </button>
        ))}
      </div>
    </>
  )
}
