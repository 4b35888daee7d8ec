/** An order as the till and its paper call it: its number, or whose it is while the server has not given one. */
'use client'
import { useCallback } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { counterWords } from './words.ts'

export function useOrderAtTillName(): (order: Pick<Order, 'number' | 'customerName'>) => string {
  const t = useWords(counterWords)
  return useCallback(({ number, customerName }) => (number === null ? customerName : t('number', { number })), [t])
}
