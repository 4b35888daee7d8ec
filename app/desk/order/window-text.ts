/** The wanted delivery time as people say it: "tomorrow, 10:00 to 12:00". */
'use client'
import type { Order } from '../../../lib/domain/order/order.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { orderWords } from './words.ts'

export function useWindowText(window: Order['window']): string {
  const t = useWords(orderWords)
  const format = useFormat()
  const now = useNow()
  if (!window) return t('noWindow')
  const date = format.date(window.date, now)
  const { from, to } = window
  if (from && to) return t('windowFromTo', { date, from, to })
  if (from) return t('windowFrom', { date, from })
  return to ? t('windowTo', { date, to }) : date
}
