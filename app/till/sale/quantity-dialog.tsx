/** How many, or how much it weighs: typed, or tapped. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { isWhole, parseQuantity } from '../../../lib/domain/quantity.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { NumberKeys } from '../number-keys.tsx'
import classes from './dialogs.module.css'
import { changeQuantity, useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function QuantityDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const state = useSale()
  // What was chosen when the window opened, whatever happens to the sale meanwhile.
  const [line] = useState(() => state.sale.lines.find(({ id }) => id === state.selectedId))
  const [text, setText] = useState('')
  if (!line) return null
  const milli = text.trim() === '' ? line.quantityMilli : parseQuantity(text)
  const problem =
    milli === null || milli === 0 ? t('quantityWrong') : line.fractional || isWhole(milli) ? null : t('quantityWhole')

  const submit = async () => {
    if (milli === null || problem !== null) return false
    await changeQuantity(state, line.id, milli)
    return true
  }
  return (
    <FormDialog
      title={line.name}
      act={t('set')}
      width={560}
      disabled={problem !== null}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <TextInput
            className={classes.typed ?? ''}
            label={line.fractional ? t('weight', { unit: line.unit }) : t('quantity')}
            inputMode="decimal"
            autoComplete="off"
            placeholder={format.quantity(line.quantityMilli)}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <p className={classes.problem} role="alert">
            {text === '' ? null : problem}
          </p>
        </div>
        <NumberKeys text={text} setText={setText} />
      </div>
    </FormDialog>
  )
}
