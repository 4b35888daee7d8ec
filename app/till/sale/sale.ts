/**
 * The sale on the screen, as it lies on the device after every change: the cart and whom it is for. Its id is given when
 * it begins, and it is cleared only when a receipt with that id is on disk. Pure.
 */
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Cart, CartLine, Discount, PricedCart } from '../../../lib/domain/till/cart.ts'
import { discountLimit, exceeds, mayApprove } from '../../../lib/domain/till/limits.ts'
import type { TillRules } from '../../../lib/domain/till/rules.ts'
import { maxReceiptLines } from '../../../lib/domain/till/operations.ts'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import type { TillPayload } from '../../../lib/domain/till/operations.ts'
import type { Role } from '../../../lib/domain/staff/person.ts'
import { maxQuantityMilli } from '../../../lib/domain/quantity.ts'
import { shortened } from '../../../lib/domain/text.ts'

export type Approval = { what: 'discount' | 'return'; by: string; byName: string }

/** An order on the screen (decision 012): its lines and prices stand, its money is taken. */
export type TakenOrder = {
  name: string
  paidBeforeMinor: number
  /** To be paid, when all of it is. */
  dueMinor: number
  /** The goods can go over the counter: they are not delivered yet. */
  canHandOver: boolean
  /** A draft is accepted by handing it over, and cannot be paid otherwise (GB1). */
  mustHandOver: boolean
  handedOver: boolean
}

export type Sale = Cart & {
  customerId: string | null
  orderId: string | null
  /** With `orderId`. */
  order: TakenOrder | null
  approvals: readonly Approval[]
  reason: string | null
  /** Taken up from there; `isTaken`: the act that says so is on disk. */
  parked: { id: string; isTaken: boolean } | null
  /** With `parked`: another till has it, and nobody has decided yet what becomes of this one. It is not paid until then. */
  takenBefore: TakenBefore | null
}

/** Who took the parked sale up first, and when; null: the office did not say. */
export type TakenBefore = { by: string | null; at: number | null }

export const emptySale: Sale = {
  saleId: '',
  lines: [],
  discount: null,
  customerId: null,
  orderId: null,
  order: null,
  approvals: [],
  reason: null,
  parked: null,
  takenBefore: null,
}

/** What is to be paid, or given back when it is below zero: of an order, what was not paid before. */
export const dueOf = ({ order }: Sale, priced: PricedCart | null): number => order?.dueMinor ?? priced?.totalMinor ?? 0

export const isEmpty = (sale: Sale): boolean => sale.lines.length === 0 && sale.customerId === null

/** `priceMinor` null: this price list has no price for it. */
export type SaleOffer = { product: Product; priceMinor: number | null }

/** Begins the sale if nothing stands there yet. */
export const begun = (sale: Sale, newId: () => string): Sale =>
  sale.saleId === '' ? { ...sale, saleId: newId() } : sale

export type Portion = { quantityMilli?: number; discountMinor?: number }

export type Added = { sale: Sale; lineId: string } | { problem: 'noPrice' | 'tooManyLines' | 'tooMuch' | 'ofOrder' }

/**
 * One more of it: on the line that has it already, at the same price and without a discount of its own amount. What is
 * added with such a discount (`discountMinor`) is a line of its own.
 */
export function addProduct(
  sale: Sale,
  offer: SaleOffer,
  newId: () => string,
  { quantityMilli = 1000, discountMinor = 0 }: Portion = {},
): Added {
  const { product, priceMinor } = offer
  if (sale.orderId !== null) return { problem: 'ofOrder' }
  if (priceMinor === null) return { problem: 'noPrice' }
  const same = sale.lines.find(
    (line) =>
      line.productId === product.id &&
      line.returnOf === null &&
      line.priceMinor === priceMinor &&
      line.discount?.kind !== 'amount' &&
      discountMinor === 0,
  )
  if (same) {
    const sum = same.quantityMilli + quantityMilli
    if (sum > maxQuantityMilli) return { problem: 'tooMuch' }
    const changed = changeLine(begun(sale, newId), same.id, { quantityMilli: sum })
    return { sale: withoutDiscountApproval(changed), lineId: same.id }
  }
  if (sale.lines.length >= maxReceiptLines) return { problem: 'tooManyLines' }
  const discount = discountMinor === 0 ? null : ({ kind: 'amount', minor: discountMinor } as const)
  const line: CartLine = { id: newId(), ...lineOf(product, priceMinor), quantityMilli, discount, returnOf: null }
  const started = begun(sale, newId)
  return { sale: withoutDiscountApproval({ ...started, lines: [...started.lines, line] }), lineId: line.id }
}

/** What a line says of its product. */
export const lineOf = (product: Product, priceMinor: number) => ({
  productId: product.id,
  name: shortened(product.name, 200),
  unit: shortened(product.unit, 20),
  fractional: product.fractional,
  priceMinor,
  vatPercent: product.vatPercent,
  stocked: product.type === 'goods',
})

/**
 * Nothing left of it: the line goes. Whole pieces only, where the product is sold so. What comes back only falls: how much
 * of it may was asked when it was brought in, and perhaps allowed by a senior.
 */
export function setQuantity(sale: Sale, lineId: string, wantedMilli: number): Sale {
  const line = sale.lines.find(({ id }) => id === lineId)
  if (!line || sale.orderId !== null) return sale
  const milli = line.fractional ? wantedMilli : Math.round(wantedMilli / 1000) * 1000
  const most = line.returnOf ? line.quantityMilli : maxQuantityMilli
  if (milli <= 0) return removeLine(sale, lineId)
  return withoutDiscountApproval(changeLine(sale, lineId, { quantityMilli: Math.min(milli, most) }))
}

/** An order's lines stand. With the last goods that come back goes what was said of them: why, and who allowed it. */
export function removeLine(sale: Sale, lineId: string): Sale {
  if (sale.orderId !== null) return sale
  const isBack = ({ returnOf }: CartLine) => returnOf !== null
  const left = withoutDiscountApproval({ ...sale, lines: sale.lines.filter(({ id }) => id !== lineId) })
  const isLastBack = sale.lines.some(isBack) && !left.lines.some(isBack)
  return isLastBack ? { ...withoutApproval('return', left), reason: null } : left
}

export const setLineDiscount = (sale: Sale, lineId: string, discount: Discount | null): Sale =>
  withoutDiscountApproval(changeLine(sale, lineId, { discount }))

export const setSaleDiscount = (sale: Sale, discount: Discount | null): Sale =>
  withoutDiscountApproval({ ...sale, discount })

/**
 * A senior allowed the discount on the goods that stood there. Of others it would be another part: 500 off 5,000 is the
 * price of what is left when lines go.
 */
const withoutDiscountApproval = (sale: Sale): Sale => withoutApproval('discount', sale)

const withoutApproval = (what: Approval['what'], sale: Sale): Sale => ({
  ...sale,
  approvals: sale.approvals.filter((approval) => approval.what !== what),
})

export const approve = (sale: Sale, approval: Approval): Sale => ({
  ...sale,
  approvals: [...withoutApproval(approval.what, sale).approvals, approval],
})

/**
 * Goods that come back, in exchange for what is sold. `approval`: of the senior who was asked for these; null: nobody was.
 * What another allowed before was not about goods of which only the paper is seen here.
 */
export function bringBack(
  sale: Sale,
  { lines, approval, reason }: { lines: readonly CartLine[]; approval: Approval | null; reason: string },
  newId: () => string,
): Sale {
  const isUnseen = lines.some(({ returnOf }) => returnOf?.seen === 'paper')
  const before = isUnseen ? withoutApproval('return', sale) : sale
  const begins = begun(approval ? approve(before, approval) : before, newId)
  const why = begins.reason ?? (reason.trim() === '' ? null : reason.trim())
  return { ...begins, lines: [...begins.lines, ...lines], reason: why }
}

/** Another customer may buy at another price list. What has no price there keeps the one it has. */
export function withCustomer(
  sale: Sale,
  customerId: string | null,
  priceOf: (productId: string) => number | null,
  newId: () => string,
): Sale {
  const lines = sale.lines.map((line) => {
    if (line.returnOf !== null || line.productId === null) return line
    const priceMinor = priceOf(line.productId)
    return priceMinor === null ? line : { ...line, priceMinor }
  })
  return withoutDiscountApproval({ ...begun(sale, newId), customerId, lines })
}

/** Somebody senior has to allow a discount that stands there. */
export function needsApproval(
  sale: Sale,
  priced: PricedCart,
  roles: readonly Role[],
  rules: Pick<TillRules, 'cashierDiscountPercent'>,
): boolean {
  if (mayApprove(roles) || sale.approvals.some(({ what }) => what === 'discount')) return false
  const limit = discountLimit(roles, rules)
  return priced.lines.some(
    (line) => line.returnOf === null && exceeds(line.discountMinor, line.grossMinor, limit) && line.discountMinor > 0,
  )
}

/** null: what comes back cannot be laid aside. Discounts are laid aside as what they came to. */
export function parkedPayload(
  sale: Sale,
  priced: PricedCart,
  { name, tillName }: { name: string; tillName: string },
): TillPayload<'parked.put'> | null {
  if (priced.lines.length === 0 || priced.lines.some(({ returnOf }) => returnOf !== null)) return null
  return {
    name,
    tillName: shortened(tillName, 80),
    customerId: sale.customerId,
    lines: priced.lines.map(
      ({ id, productId, name: goods, unit, quantityMilli, priceMinor, discountMinor, vatPercent, stocked }) => ({
        id,
        productId,
        name: goods,
        unit,
        quantityMilli,
        priceMinor,
        discountMinor,
        vatPercent,
        stocked,
      }),
    ),
  }
}

/** The parked sale on the screen again, at the prices it was parked at. */
export function takenUp(parked: Parked, isFractional: (productId: string) => boolean, newId: () => string): Sale {
  return {
    ...emptySale,
    saleId: newId(),
    customerId: parked.customerId,
    parked: { id: parked.id, isTaken: false },
    lines: parked.lines.map(({ discountMinor, ...line }) => ({
      ...line,
      fractional: line.productId !== null && isFractional(line.productId),
      discount: discountMinor === 0 ? null : { kind: 'amount', minor: discountMinor },
      returnOf: null,
    })),
  }
}

/** Another till was faster with this very parked sale. */
export const lose = (sale: Sale, { id, saleId }: { id: string; saleId: string }, takenBefore: TakenBefore): Sale =>
  sale.saleId === saleId && sale.parked?.id === id ? { ...sale, takenBefore } : sale

/** A person has asked, and it is sold here all the same: a sale like any other from now on. */
export const sellHere = (sale: Sale): Sale => ({ ...sale, parked: null, takenBefore: null })

const changeLine = (sale: Sale, lineId: string, change: Partial<CartLine>): Sale => ({
  ...sale,
  lines: sale.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line)),
})
