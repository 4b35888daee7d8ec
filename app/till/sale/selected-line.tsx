/** What can be done with the chosen line. It keeps its place while lines come and go, so nothing jumps under a finger. */
'use client'
import { IconDiscount, IconTrash } from '@tabler/icons-react'
import { Stepper } from '../../_ui/stepper.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { FavouriteButton } from './goods-panel.tsx'
import classes from './receipt-panel.module.css'
import { removeLine } from './sale.ts'
import type { OpenDialog } from './sale-screen.tsx'
import { changeQuantity, useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function SelectedLine({ open }: { open: OpenDialog }) {
  const t = useWords(saleWords)
  const state = useSale()
  const line = state.sale.lines.find(({ id }) => id === state.selectedId)
  if (!line) return <div className={classes.selected} />
  const { name } = line
  return (
    <div className={classes.selected} role="group" aria-label={name}>
      <Stepper
        large
        typed
        milli={line.quantityMilli}
        minMilli={1000}
        {...(line.returnOf && { maxMilli: line.quantityMilli })}
        onChange={(milli) => void changeQuantity(state, line.id, milli)}
        labels={{ less: t('less', { name }), more: t('more', { name }), value: t('quantityOf', { name }) }}
      />
      <button
        type="button"
        className={classes.act}
        aria-label={t('discountOf', { name })}
        title={`${t('discountOf', { name })} (F7)`}
        disabled={line.returnOf !== null}
        onClick={() => open('lineDiscount')}
      >
        <IconDiscount size={24} aria-hidden />
      </button>
      {line.productId !== null && <FavouriteButton productId={line.productId} name={name} />}
      <button
        type="button"
        className={classes.act}
        aria-label={t('removeLine', { name })}
        title={`${t('removeLine', { name })} (Alt + Delete)`}
        onClick={() => void state.change((before) => removeLine(before, line.id))}
      >
        <IconTrash size={24} aria-hidden />
      </button>
    </div>
  )
}
