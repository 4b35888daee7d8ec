/**
 * An order on the screen of a till (decision 012): may it be taken up, what of it is to be paid, and as which lines. Asked of
 * the till's own copy of the order together with its own receipts, for those are newer until the server has answered.
 */
import type { Customer } from '../customer/customer.ts'
import { lineAmount } from '../money.ts'
import { dueMinor } from '../order/due.ts'
import type { Order, OrderLine } from '../order/order.ts'
import { isOpen } from '../order/states.ts'
import { shortened } from '../text.ts'
import type { CartLine } from './cart.ts'
import type { Receipt } from './receipt.ts'

/** Of the order as this till knows it: what it took itself and the server has not counted yet. */
export function paidHere(order: Order, receipts: Iterable<Receipt>): Receipt[] {
  const counted = new Set(order.payments.map(({ receiptId }) => receiptId))
  const own: Receipt[] = []
  for (const receipt of receipts) if (receipt.orderId === order.id && !counted.has(receipt.id)) own.push(receipt)
  // The server's word on a receipt (its fit) comes with the order it speaks of.
  return own.filter(({ order: taken }) => taken?.fit?.reason == null)
}

export type WhyNot =
  /** It is over: declined, voided, or withdrawn. */
  | 'ended'
  | 'paid'
  /** A draft whose customer waits to be matched (GA5), or that asks for a person. */
  | 'unmatched'
  /** Only points stand on it. */
  | 'nothingForMoney'

export type AtTill = {
  whyNot: WhyNot | null
  /** To be paid now, when all of it is. */
  dueMinor: number
  paidBeforeMinor: number
  /** Still to be handed over: it can go over the counter now. */
  isOpen: boolean
  /** A draft is accepted by handing it over (GB1), and by nothing else that a cashier does. */
  mustHandOver: boolean
  /** Lines that are sold for money. */
  lines: CartLine[]
}

export function orderAtTill(order: Order, receipts: Iterable<Receipt>, customer: Customer | null | undefined): AtTill {
  const own = paidHere(order, receipts)
  const lines = order.lines.filter((line) => line.payWith === 'money' && keptMilli(line) > 0).map(cartLine)
  const sumMinor = lines.reduce((sum, line) => sum + (lineAmount(line.priceMinor, line.quantityMilli) ?? 0), 0)
  const due = order.state === 'draft' ? order.totalMinor : dueMinor(order)
  const here = own.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
  const left = Math.max(0, Math.min(due, sumMinor) - here)
  const isHanded = own.some(({ order: taken }) => taken?.handedOver)
  return {
    whyNot: whyNot(order, left, lines.length, customer),
    dueMinor: left,
    paidBeforeMinor: sumMinor - left,
    isOpen: !isHanded && isOpen(order),
    mustHandOver: order.state === 'draft' && !isHanded,
    lines,
  }
}

function whyNot(order: Order, left: number, lines: number, customer: Customer | null | undefined): WhyNot | null {
  if (order.state === 'declined' || order.state === 'voided') return 'ended'
  if (lines === 0) return 'nothingForMoney'
  if (left === 0) return 'paid'
  return order.state === 'draft' && customer != null && !customer.matched ? 'unmatched' : null
}

const keptMilli = (line: OrderLine): number => line.quantityMilli - line.cancelledMilli - (line.returnedMilli ?? 0)

const cartLine = (line: OrderLine): CartLine => ({
  id: line.id,
  productId: line.productId,
  name: shortened(line.name, 200),
  unit: shortened(line.unit, 20),
  fractional: true,
  quantityMilli: keptMilli(line),
  priceMinor: line.price,
  discount: null,
  vatPercent: line.vatPercent,
  stocked: line.stocked,
  returnOf: null,
})
