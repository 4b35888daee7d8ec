/** What staff can put into an order: everything that is sold, also what customers do not see (B04). Pure. */
import { sellingPrice, type Price, type Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { soldGoods } from '../../../lib/domain/catalogue/sold-goods.ts'
import type { Offer } from '../../shop/offers.ts'

export type GoodsForSale = { offers: Offer[]; offerOf: (productId: string) => Offer | undefined }

export function goodsForSale(
  products: readonly Product[],
  prices: readonly Price[],
  { priceTypeId, currency }: { priceTypeId: string | null; currency: string },
): GoodsForSale {
  const priceOf = new Map<string, Price>()
  for (const price of prices) if (price.priceTypeId === priceTypeId) priceOf.set(price.productId, price)
  const offers = soldGoods(products, prices).map((product): Offer => {
    const price = priceOf.get(product.id)
    return { product, priceMinor: price ? sellingPrice(price, currency) : null, currency }
  })
  const byId = new Map(offers.map((offer) => [offer.product.id, offer]))
  return { offers, offerOf: (productId) => byId.get(productId) }
}
