/** As whom somebody buys and at which prices; for a sale that is not on the screen a few prices, not the whole list. */
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

/**
 * A record that is joined to another customer buys as that one, as the receipt will say (GA6). `account`: that customer;
 * null: not on this device. Then it buys at retail, as whatever is added later does: what the record itself bought at
 * before is not that customer's list. `priceTypeId` null: at retail.
 */
export function buyerOf(
  named: Customer,
  account: Customer | null | undefined,
): { customerId: string; priceTypeId: string | null } {
  const customerId = accountOf(named)
  const standing = customerId === named.id ? named : account
  return { customerId, priceTypeId: standing?.priceTypeId ?? null }
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
  const account = named && accountOf(named) !== namedId ? await customer(accountOf(named)) : null
  const buyer = named ? buyerOf(named, account) : { customerId: namedId, priceTypeId: null }
  const list = buyer.priceTypeId ?? settings?.retailPriceTypeId ?? null
  const prices = new Map<string, number | null>()
  if (list !== null)
    await Promise.all(
      [...new Set(productIds)].map(async (productId) => {
        const price = await readOne<Price>(workplace, { kind: 'price', id: priceId(list, productId) })
        prices.set(productId, price && sellingPrice(price, settings?.currency ?? 'RUB'))
      }),
    )
  return { customerId: buyer.customerId, priceOf: (productId) => prices.get(productId) ?? null }
}
