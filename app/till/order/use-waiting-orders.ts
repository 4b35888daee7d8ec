/** The orders that this till can take money for, by its own copies of orders and receipts. */
'use client'
import { useMemo } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { orderAtTill, type AtTill } from '../../../lib/domain/till/order-at-till.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useList, useOne } from '../../_ui/use-workplace.ts'
import { useReceipts } from '../use-receipts.ts'
import type { SaleState } from '../sale/use-sale.ts'
import { staleness, type Staleness } from './taken-order.ts'

export type WaitingOrder = { order: Order; at: AtTill }

/** Newest first; those of `first` before all others. null while they are read. */
export function useWaitingOrders(tillId: string, first: string | null): readonly WaitingOrder[] | null {
  const orders = useList<Order>('order')
  const receipts = useReceipts(tillId)
  return useMemo(() => {
    if (orders === null || receipts === null) return null
    const own = byOrder(receipts)
    const waiting = orders
      .map(({ body }) => ({ order: body, at: orderAtTill(body, own.get(body.id) ?? [], undefined) }))
      .filter(({ at }) => at.whyNot === null)
    const isFirst = ({ order }: WaitingOrder) => Number(order.customerId === first)
    return waiting.sort((a, b) => isFirst(b) - isFirst(a) || b.order.createdAt - a.order.createdAt)
  }, [orders, receipts, first])
}

function byOrder(receipts: readonly Shown<Receipt>[]): Map<string, Receipt[]> {
  const found = new Map<string, Receipt[]>()
  for (const { body } of receipts) {
    if (body.orderId === null) continue
    const list = found.get(body.orderId)
    if (list) list.push(body)
    else found.set(body.orderId, [body])
  }
  return found
}

/** What became of the order on the screen. null: it is as it was taken up, or it is still being read. */
export function useStaleness({
  sale,
  till,
  customer,
}: Pick<SaleState, 'sale' | 'till' | 'customer'>): Staleness | null {
  const shown = useOne<Order>('order', sale.orderId)
  const receipts = useReceipts(till.id)
  return useMemo(() => {
    if (sale.order === null || shown === undefined || receipts === null) return null
    // Its receipt is on disk already: the screen is about to say so.
    if (receipts.some(({ body }) => body.saleId === sale.saleId)) return null
    if (shown === null) return 'gone'
    const own = receipts.filter(({ body }) => body.orderId === shown.body.id).map(({ body }) => body)
    return staleness(sale.order, sale.lines, orderAtTill(shown.body, own, customer))
  }, [sale, shown, receipts, customer])
}
