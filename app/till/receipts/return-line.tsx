'use client'
import type { ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import { isWhole } from '../../../lib/domain/quantity.ts'
import { useFormat } from '../../_ui/format.ts'
import { ReturnRow } from '../../_ui/return-list.tsx'
import { Stepper } from '../../_ui/stepper.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { isSoldInParts } from './return-cart.ts'
import { receiptsWords } from './words.ts'

/** A line that was sold, and how much of it comes back. */
export function ReturnLine({
  line,
  leftMilli,
  milli,
  onChange,
}: {
  line: ReceiptLine
  leftMilli: number
  milli: number
  onChange: (milli: number) => void
}) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const { name } = line
  return (
    <ReturnRow
      name={name}
      about={
        leftMilli === 0
          ? t('cameBackAll')
          : `${t('ofLeft', { quantity: format.quantity(leftMilli, line.unit) })} ${t('ofSold', { quantity: format.quantity(line.quantityMilli) })} · ${format.money(line.priceMinor, 'RUB', 'always')}`
      }
    >
      {leftMilli > 0 && (
        <Stepper
          large
          typed
          milli={milli}
          maxMilli={leftMilli}
          // What was sold by the piece comes back by the piece.
          onChange={(next) => onChange(isSoldInParts(line) || isWhole(next) ? next : milli)}
          labels={{
            less: t('less', { name }),
            more: t('more', { name }),
            value: t('returning', { quantity: format.quantity(milli, line.unit), name }),
          }}
        />
      )}
    </ReturnRow>
  )
}
