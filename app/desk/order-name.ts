/** How an order is called: by its number, or by its customer while the server has not given one. */
'use client'
import { useCallback } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import { formatPhone } from '../../lib/domain/phone.ts'
import { useWords } from '../_ui/words-engine.ts'
import { deskWords } from './words.ts'

export function useOrderName(): (order: Pick<Order, 'number' | 'customerName' | 'phone'>) => string {
  const t = useWords(deskWords)
  return useCallback(
    ({ number, customerName, phone }) => {
      if (number !== null) return t('number', { number })
      return customerName || (phone ? formatPhone(phone) : t('noNumber'))
    },
    [t],
  )
}
