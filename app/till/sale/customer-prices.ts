/** What a customer buys at, for a sale that is not on the screen: a few prices, not the whole list of fifty thousand. */
import { priceId, sellingPrice, type Price } from '../../../lib/domain/catalogue/catalogue.ts'
import { accountOf } from '../../../lib/domain/customer/account.ts'
import type { Customer, Settings } from '../../../lib/domain/customer/customer.ts'
import type { Workplace } from '../../../lib/workplace-types.ts'
import { readOne } from '../read-once.ts'

export type CustomerPrices = {
  /** The record that the named one stands for. */
  customerId: string
  /** Of the products that were asked for; null: this list has no price for it. */
  priceOf: (productId: string) => number | null
}

export async function customerPrices(
  workplace: Pick<Workplace, 'one'>,
  namedId: string,
  productIds: Iterable<string>,
): Promise<CustomerPrices> {
  const customer = (id: string) => readOne<Customer>(workplace, { kind: 'customer', id })
  const [named, settings] = await Promise.all([
    customer(namedId),
    readOne<Settings>(workplace, { kind: 'settings', id: 'organisation' }),
  ])
  const customerId = named ? accountOf(named) : namedId
  const standing = customerId === namedId ? named : await customer(customerId)
  const list = standing?.priceTypeId ?? settings?.retailPriceTypeId ?? null
  const prices = new Map<string, number | null>()
  if (list !== null)
    await Promise.all(
      [...new Set(productIds)].map(async (productId) => {
        const price = await readOne<Price>(workplace, { kind: 'price', id: priceId(list, productId) })
        prices.set(productId, price && sellingPrice(price, settings?.currency ?? 'RUB'))
      }),
    )
  return { customerId, priceOf: (productId) => prices.get(productId) ?? null }
}
