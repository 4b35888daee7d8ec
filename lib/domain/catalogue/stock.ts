/** Free stock: what stands in the warehouses, less what is promised to orders and what has left with drivers. */
import type { Order } from '../order/order.ts'
import { isUnderWay } from '../order/states.ts'

/** Amounts of one product's stock accounts by name; null: the books know no stock of it; undefined: not known here. */
export type StockAmounts = Readonly<Record<string, number>> | null | undefined

export type MissingStock = { productId: string; name: string; neededMilli: number; freeMilli: number }

/** `issued` counts from the last stock report of the accounting system, which contains older issues already. */
export function freeMilli(amounts: Readonly<Record<string, number>>): number {
  let onHand = 0
  for (const [name, value] of Object.entries(amounts)) if (name.startsWith('onHand:')) onHand += value
  return onHand - (amounts.reserved ?? 0) - (amounts.issued ?? 0)
}

/**
 * What the order still needs beyond the free stock. It warns a person and keeps an order from being accepted by itself;
 * it never refuses what a person decides. Products whose stock is not known here are left out.
 */
export function missingStock(
  order: Pick<Order, 'lines' | 'state'>,
  amountsOf: (productId: string) => StockAmounts,
): MissingStock[] {
  const needs = new Map<string, MissingStock>()
  for (const line of order.lines) {
    if (!line.stocked) continue
    const neededMilli = line.quantityMilli - line.cancelledMilli - line.deliveredMilli
    const sofar = needs.get(line.productId)
    if (sofar) sofar.neededMilli += neededMilli
    else needs.set(line.productId, { productId: line.productId, name: line.name, neededMilli, freeMilli: 0 })
  }
  const missing: MissingStock[] = []
  for (const need of needs.values()) {
    const amounts = amountsOf(need.productId)
    if (amounts === undefined) continue
    const own = isUnderWay(order) ? need.neededMilli : 0
    const free = freeMilli(amounts ?? {}) + own // its own reserve does not stand in its way
    if (need.neededMilli > free) missing.push({ ...need, freeMilli: free })
  }
  return missing
}
