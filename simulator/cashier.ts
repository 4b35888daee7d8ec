/** A cashier's day at a till, in all its tabs at once: numbers are given out here, by what this tab can see. */
import { lineAmount } from '../lib/domain/money.ts'
import {
  priceCart,
  receiptPayloadOf,
  roundingOf,
  type CartLine,
  type Discount,
  type Payment,
  type PricedCart,
} from '../lib/domain/till/cart.ts'
import { exceeds } from '../lib/domain/till/limits.ts'
import type { Order } from '../lib/domain/order/order.ts'
import type { ReceiptPayload } from '../lib/domain/till/operations.ts'
import { orderAtTill, type AtTill } from '../lib/domain/till/order-at-till.ts'
import { paidLines, type Receipt, type ReceiptLine } from '../lib/domain/till/receipt.ts'
import { receiptId, shiftId, type Shift } from '../lib/domain/till/shift.ts'
import { expectedCash, shiftTotals } from '../lib/domain/till/totals.ts'
import type { Row } from '../lib/sync/ports.ts'
import { customerIds, prices, tillRules } from './company.ts'
import type { Act, NewId } from './people.ts'
import type { Random } from './random.ts'

/** What is printed of a sale: all that another till knows of it. */
export type Paper = { receiptId: string; line: ReceiptLine }

/** null: it is no sale. The paper may be of a sale that a crash took with it. */
export function paperOf({ kind, target, payload }: Act): Paper | null {
  if (kind !== 'receipt.close') return null
  const { lines, orderId, roundingMinor } = payload as ReceiptPayload // safe: made below
  const sold = lines.flatMap(({ returnOf, ...line }): ReceiptLine[] => {
    const amountMinor = (lineAmount(line.priceMinor, line.quantityMilli) ?? 0) - line.discountMinor
    return returnOf === null ? [{ ...line, amountMinor, returnOf }] : []
  })
  const [line] = paidLines({ lines: sold, roundingMinor })
  return line && orderId === null ? { receiptId: target.id, line } : null
}

export function cashierAct(tillId: string, rows: Row[], random: Random, newId: NewId, papers: readonly Paper[]): Act {
  const of = <Body>(kind: string): Body[] =>
    rows.filter((row) => row.ref.kind === kind && row.body !== null).map((row) => row.body as Body)
  const shifts = of<Shift>('shift').filter((shift) => shift.tillId === tillId)
  const shift = shifts.find(({ state }) => state === 'open')
  if (!shift) {
    const number = Math.max(0, ...shifts.map((known) => known.number)) + 1
    return on('shift.open', shiftId(tillId, number), { tillName: 'Касса', openingMinor: 10_000 })
  }
  const receipts = of<Receipt>('receipt').filter((receipt) => receipt.shiftId === shift.id)
  const sold = receipts.filter(({ kind }) => kind === 'sale')
  const orders = of<Order>('order')
    .map((order) => ({ order, at: orderAtTill(order, receipts, null) }))
    .filter(({ at }) => at.whyNot === null)
  const foreign = papers.filter(({ receiptId: id }) => !id.startsWith(`${tillId}:`))
  return random.weighted<() => Act>([
    [10, () => close(shift, receipts, sales(random, newId), random, newId)],
    [orders.length > 0 ? 8 : 0, () => counterSale(shift, receipts, random.pick(orders), random, newId)],
    [sold.length > 0 ? 3 : 0, () => close(shift, receipts, [takenBack(random.pick(sold), random)], random, newId)],
    [
      sold.length > 0 ? 1 : 0,
      () => close(shift, receipts, [takenBack(random.pick(sold), random), ...sales(random, newId)], random, newId),
    ],
    [
      foreign.length > 0 ? 2 : 0,
      () => close(shift, receipts, [takenByPaper(random.pick(foreign), random)], random, newId),
    ],
    [
      1,
      () => on('shift.cash', shift.id, { movementId: newId(), direction: 'in', amountMinor: 5_000, reason: 'размен' }),
    ],
    [0.7, () => closeShift(shift, receipts)],
  ])()
}

const on = (kind: string, id: string, payload: unknown): Act => ({
  kind,
  target: { kind: kind.slice(0, kind.indexOf('.')), id },
  payload,
})

function close(shift: Shift, receipts: Receipt[], lines: CartLine[], random: Random, newId: NewId): Act {
  const saleId = newId()
  const draws = random.stream(saleId)
  const cart = { saleId, lines, discount: draws.chance(0.2) ? someDiscount(draws) : null }
  const priced = priceCart(cart)
  if (!priced) throw new Error('A cart of the simulator is too large')
  const tender = priced.totalMinor < 0 ? 'cash' : random.pick(['cash', 'card', 'deposit'] as const)
  const paid = pay(priced.totalMinor, tender, draws)
  const payload = receiptPayloadOf(cart, priced, {
    ...paid,
    givenMinor: null,
    customerId: paid.tenders.some((one) => one.tender === 'deposit') ? random.pick(customerIds) : null,
    orderId: null,
    approvals: [
      ...(lines.some(({ returnOf }) => returnOf?.seen) ? [{ what: 'return' as const, by: 'oleg' }] : []),
      ...(isBeyondCashier(priced) ? [{ what: 'discount' as const, by: 'oleg' }] : []),
    ],
    reason: null,
  })
  const number = Math.max(0, ...receipts.map((known) => known.number)) + 1
  return on('receipt.close', receiptId(shift.id, number), payload)
}

/** Cash goes down to the step, unless another way pays a part of it. */
function pay(
  totalMinor: number,
  tender: 'cash' | 'card' | 'deposit',
  draws: Random,
): { tenders: Payment[]; roundingMinor: number } {
  if (totalMinor > 1 && draws.chance(0.25)) {
    const other = draws.pick((['cash', 'card', 'deposit'] as const).filter((one) => one !== tender))
    const amountMinor = draws.between(1, totalMinor - 1)
    const rest = { tender: other, amountMinor: totalMinor - amountMinor }
    return { tenders: [{ tender, amountMinor }, rest], roundingMinor: 0 }
  }
  const roundingMinor = roundingOf(totalMinor, [tender], tillRules.cashStepMinor)
  return { tenders: [{ tender, amountMinor: totalMinor + roundingMinor }], roundingMinor }
}

const someDiscount = (draws: Random): Discount =>
  draws.chance(0.5)
    ? { kind: 'percent', percent: draws.pick([3, 5, 15, 99]) }
    : { kind: 'amount', minor: draws.between(1, 30_000) }

const isBeyondCashier = ({ lines }: PricedCart): boolean =>
  lines.some(
    ({ returnOf, discountMinor, grossMinor }) =>
      returnOf === null && discountMinor > 0 && exceeds(discountMinor, grossMinor, tillRules.cashierDiscountPercent),
  )

/** Decision 012: with what this till's own copy of the order says, however old it is. */
function counterSale(
  shift: Shift,
  receipts: Receipt[],
  { order, at }: { order: Order; at: AtTill },
  random: Random,
  newId: NewId,
): Act {
  const cart = { saleId: newId(), lines: at.lines, discount: null }
  const priced = priceCart(cart)
  if (!priced) throw new Error('An order of the simulator is too large')
  const amountMinor = random.chance(0.8) ? at.dueMinor : Math.max(1, Math.round(at.dueMinor * random.next()))
  const payload = receiptPayloadOf(cart, priced, {
    tenders: [{ tender: random.pick(['cash', 'card', 'deposit'] as const), amountMinor }],
    roundingMinor: 0,
    givenMinor: null,
    customerId: order.customerId,
    orderId: order.id,
    order: {
      name: order.number ?? '',
      paidBeforeMinor: at.paidBeforeMinor,
      leftMinor: at.dueMinor - amountMinor,
      handedOver: at.isOpen && random.chance(0.6),
    },
    approvals: [],
    reason: null,
  })
  const number = Math.max(0, ...receipts.map((known) => known.number)) + 1
  return on('receipt.close', receiptId(shift.id, number), payload)
}

/** Mostly one line, at the price of the list. */
function sales(random: Random, newId: NewId): CartLine[] {
  const first = sale(random, newId())
  const draws = random.stream(first.id)
  if (draws.chance(0.3)) first.discount = someDiscount(draws)
  return draws.chance(0.3) ? [first, sale(draws, `${first.id}-2`)] : [first]
}

function sale(random: Random, id: string): CartLine {
  const productId = random.pick(['water', 'pump'] as const)
  return {
    id,
    productId,
    name: productId,
    unit: 'шт',
    fractional: false,
    quantityMilli: 1000 * random.between(1, 3),
    priceMinor: prices['retail']?.[productId] ?? 0,
    discount: null,
    vatPercent: 22,
    stocked: true,
    returnOf: null,
  }
}

/** As if nothing had come back yet: often too much, which the rules must say. */
function takenBack(receipt: Receipt, random: Random): CartLine {
  const [line] = paidLines(receipt)
  if (!line) throw new Error('A receipt without lines')
  const { id: lineId, quantityMilli: soldMilli, amountMinor: soldMinor } = line
  return {
    ...line,
    id: `${lineId}-back`,
    fractional: false,
    discount: null,
    quantityMilli: 1000 * random.between(1, soldMilli / 1000),
    returnOf: { receiptId: receipt.id, lineId, soldMilli, soldMinor, returnedMilli: 0 },
  }
}

/** Decision 013: of another till, without asking the server, so perhaps what came back elsewhere already. */
function takenByPaper({ receiptId: id, line }: Paper, random: Random): CartLine {
  const { quantityMilli: soldMilli, amountMinor: soldMinor } = line
  return {
    ...line,
    id: 'by-paper',
    fractional: false,
    discount: null,
    quantityMilli: 1000 * random.between(1, soldMilli / 1000),
    returnOf: { receiptId: id, lineId: '#1', position: 1, seen: 'paper', soldMilli, soldMinor, returnedMilli: 0 },
  }
}

function closeShift(shift: Shift, receipts: Receipt[]): Act {
  const totals = shiftTotals(receipts, shift.movements)
  return on('shift.close', shift.id, {
    countedMinor: expectedCash(shift, totals),
    reason: 'конец дня',
    totals,
    lastReceipt: Math.max(0, ...receipts.map(({ number }) => number)),
  })
}
