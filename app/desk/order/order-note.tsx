'use client'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isOpen } from '../../../lib/domain/order/states.ts'
import { useKeys } from '../../_ui/keys.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './order-facts.module.css'
import { Part } from './part.tsx'
import { orderWords } from './words.ts'

export function OrderNote({ order, edit }: { order: Order; edit: () => void }) {
  const t = useWords(orderWords)
  const canEdit = isOpen(order)
  useKeys(canEdit ? [{ key: 'E', label: t('editNote'), run: edit }] : [])
  if (!canEdit && order.note === null) return null
  return (
    <Part
      title={t('note')}
      aside={
        canEdit && (
          <button type="button" className={classes.link} aria-label={t('editNote')} onClick={edit}>
            {t('edit')}
          </button>
        )
      }
    >
      <p className={order.note === null ? classes.soft : classes.note}>{order.note ?? t('noNote')}</p>
    </Part>
  )
}
