/** An order taken up at the till: the sale that it becomes on the screen, and whether it is still what was taken up. Pure. */
import type { Order } from '../../../lib/domain/order/order.ts'
import type { ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import { shortened } from '../../../lib/domain/text.ts'
import type { AtTill, WhyNot } from '../../../lib/domain/till/order-at-till.ts'
import { emptySale, type Sale, type TakenOrder } from '../sale/sale.ts'

/** Goods that a driver carries are usually not here. */
export function takenUpOrder(order: Order, at: AtTill, name: string, newId: () => string): Sale {
  return {
    ...emptySale,
    saleId: newId(),
    lines: at.lines,
    customerId: order.customerId,
    orderId: order.id,
    order: {
      name: shortened(name, 40),
      paidBeforeMinor: at.paidBeforeMinor,
      dueMinor: at.dueMinor,
      canHandOver: at.isOpen,
      mustHandOver: at.mustHandOver,
      handedOver: at.isOpen && (at.mustHandOver || order.driverId === null),
    },
  }
}

/** What others did to it while it stood on the screen; null: nothing. `gone`: it has left this till. */
export type Staleness = WhyNot | 'changed' | 'gone'

export function staleness(taken: TakenOrder, lines: Sale['lines'], at: AtTill | null): Staleness | null {
  if (at === null) return 'gone'
  if (at.whyNot !== null) return at.whyNot
  const isSame =
    at.dueMinor === taken.dueMinor &&
    at.paidBeforeMinor === taken.paidBeforeMinor &&
    at.isOpen === taken.canHandOver &&
    at.mustHandOver === taken.mustHandOver &&
    at.lines.length === lines.length &&
    at.lines.every((line, i) => line.id === lines[i]?.id && line.quantityMilli === lines[i].quantityMilli)
  return isSame ? null : 'changed'
}

/** What `receipt.close` says of the order. */
export const orderPayload = (taken: TakenOrder, leftMinor: number): NonNullable<ReceiptPayload['order']> => ({
  name: taken.name,
  paidBeforeMinor: taken.paidBeforeMinor,
  leftMinor,
  handedOver: taken.handedOver,
})
