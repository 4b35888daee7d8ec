/**
 * From what a customer chose to order lines: names, units and prices as the books have them. The price list is the
 * customer's own, whoever types the order. What the person saw is kept where it differs (GE5).
 */
import type { Price, Product } from '../catalogue/catalogue.ts'
import { priceId, sellingPrice } from '../catalogue/catalogue.ts'
import { isSold } from '../catalogue/sold-goods.ts'
import { documentOf } from '../knowledge.ts'
import { lineAmount } from '../money.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import { isOrderable } from '../quantity.ts'
import { shortened } from '../text.ts'
import type { OrderPayload } from './operations.ts'
import type { OrderLine } from './order.ts'

type WantedLine = OrderPayload<'order.submit'>['lines'][number]

const nameLength = 100

export type Pricing = {
  facts: Facts
  /** null: this customer has no price list; undefined: not known on this device. */
  priceTypeId: string | null | undefined
  /** Of the organisation; undefined: not known on this device. */
  currency: string | undefined
  /** B04 binds customers; staff may order everything that is sold. */
  forCustomer: boolean
}

export function priceLine(wanted: WantedLine, pricing: Pricing): OrderLine | Refused {
  const product = documentOf<Product>(pricing.facts, 'product', wanted.productId)
  if (product === null) return refused('unknownProduct', { product: wanted.productId })
  const refusal = product && productRefusal(product, wanted, pricing)
  if (refusal) return refusal
  const price = wanted.payWith === 'points' ? product?.pricePoints : moneyPrice(wanted.productId, pricing)
  if (price === null) return refused('priceUnknown', { product: product?.name ?? wanted.productId })

  const standing = price ?? wanted.seenPrice // not known on this device: the server will say
  const amount = lineAmount(standing, wanted.quantityMilli)
  if (amount === null) return refused('amountTooLarge')
  return {
    id: wanted.id,
    productId: wanted.productId,
    name: shortened(product?.name ?? '', nameLength),
    unit: product?.unit ?? '',
    stocked: product ? product.type === 'goods' : true,
    quantityMilli: wanted.quantityMilli,
    payWith: wanted.payWith,
    price: standing,
    seenPrice: standing === wanted.seenPrice ? null : wanted.seenPrice,
    amount,
    vatPercent: product?.vatPercent ?? null,
    deliveredMilli: 0,
    cancelledMilli: 0,
  }
}

function productRefusal(product: Product, wanted: WantedLine, { forCustomer }: Pricing): Refused | null {
  const named = { product: product.name }
  if (!isSold(product) || (forCustomer && !product.orderable)) return refused('notOrderable', named)
  if (wanted.payWith === 'points' && product.pricePoints === null) return refused('notForPoints', named)
  return isOrderable(wanted.quantityMilli, product.fractional) ? null : refused('wrongQuantity', named)
}

/** For one unit. null: there is none in this list; undefined: not known on this device. */
export function moneyPrice(
  productId: string,
  { facts, priceTypeId, currency }: Pick<Pricing, 'facts' | 'priceTypeId' | 'currency'>,
): number | null | undefined {
  if (priceTypeId === undefined || priceTypeId === null) return priceTypeId
  const price = documentOf<Price>(facts, 'price', priceId(priceTypeId, productId))
  return price ? sellingPrice(price, currency ?? price.currency) : price
}
