/** A discount on one line or on the whole receipt, in percent or as an amount. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Discount } from '../../../lib/domain/till/cart.ts'
import { discountLimit, mayApprove } from '../../../lib/domain/till/limits.ts'
import { parseMoney } from '../../../lib/domain/money.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useMe } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { NumberKeys } from '../number-keys.tsx'
import classes from './dialogs.module.css'
import { useTillRules } from '../use-till-rules.ts'
import { setLineDiscount, setSaleDiscount } from './sale.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function LineDiscountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const { sale, selectedId, change } = useSale()
  const [line] = useState(() => sale.lines.find(({ id }) => id === selectedId))
  if (!line) return null
  return (
    <DiscountDialog
      title={t('discountOf', { name: line.name })}
      before={line.discount}
      set={(discount) => change((now) => setLineDiscount(now, line.id, discount))}
      onClose={onClose}
    />
  )
}

export function SaleDiscountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const { sale, change } = useSale()
  return (
    <DiscountDialog
      title={t('discountSale')}
      before={sale.discount}
      set={(discount) => change((now) => setSaleDiscount(now, discount))}
      onClose={onClose}
    />
  )
}

function DiscountDialog({
  title,
  before,
  set,
  onClose,
}: {
  title: string
  before: Discount | null
  set: (discount: Discount | null) => Promise<void>
  onClose: () => void
}) {
  const t = useWords(saleWords)
  const format = useFormat()
  const me = useMe()
  const roles = me?.roles ?? []
  const rules = useTillRules()
  const [kind, setKind] = useState<Discount['kind']>(before?.kind ?? 'percent')
  const [text, setText] = useState(
    before === null ? '' : before.kind === 'percent' ? String(before.percent) : format.amount(before.minor),
  )
  const discount = parseDiscount(kind, text)

  const submit = async () => {
    if (discount === undefined) return false
    await set(discount)
    return true
  }
  return (
    <FormDialog
      title={title}
      act={t('set')}
      width={560}
      disabled={discount === undefined}
      onSubmit={submit}
      onClose={onClose}
      aside={
        before && (
          <Button
            variant="default"
            onClick={() => {
              void set(null)
              onClose()
            }}
          >
            {t('discountNone')}
          </Button>
        )
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <ChoiceChips
            label={t('discount')}
            isLabelHidden
            value={kind}
            onChange={setKind}
            choices={[
              { value: 'percent', label: t('discountPercent') },
              { value: 'amount', label: t('discountAmount') },
            ]}
          />
          <TextInput
            className={classes.typed ?? ''}
            label={kind === 'percent' ? t('discountPercent') : t('discountAmount')}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <p className={classes.problem} role="alert">
            {discount === undefined ? t('discountWrong') : null}
          </p>
          {!mayApprove(roles) && (
            <p className={classes.soft}>{t('discountLimit', { percent: discountLimit(roles, rules) })}</p>
          )}
        </div>
        <NumberKeys text={text} setText={setText} />
      </div>
    </FormDialog>
  )
}

/** undefined: not a discount. Nothing typed, or nothing off: null. */
function parseDiscount(kind: Discount['kind'], text: string): Discount | null | undefined {
  if (text.trim() === '') return null
  if (kind === 'amount') {
    const minor = parseMoney(text)
    return minor === null ? undefined : minor === 0 ? null : { kind, minor }
  }
  const plain = text.trim().replace(/\s*%$/, '')
  if (!/^\d{1,3}$/.test(plain)) return undefined
  const percent = Number(plain)
  return percent > 100 ? undefined : percent === 0 ? null : { kind, percent }
}
