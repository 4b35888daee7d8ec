import { expect, it } from 'vitest'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Workplace } from '../../../lib/workplace-types.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { buyerOf, customerPrices } from './customer-prices.ts'
import { emptySale, withCustomer } from './sale.ts'

const documents: Record<string, object> = {
  'settings/organisation': { currency: 'RUB', retailPriceTypeId: 'retail' },
  'customer/anna': { id: 'anna', priceTypeId: 'dear' },
  'customer/app': { id: 'app', priceTypeId: null, joined: { customerId: 'anna' } },
  'customer/lost': { id: 'lost', priceTypeId: 'dear', joined: { customerId: 'not here' } },
  'customer/boris': { id: 'boris', priceTypeId: null },
  'price/dear:water': { minor: 21_000, currency: 'RUB' },
  'price/dear:pump': { minor: 0, currency: 'RUB' },
  'price/retail:water': { minor: 25_000, currency: 'RUB' },
}
const workplace = {
  one: ({ kind, id }: { kind: string; id: string }) => {
    const body = documents[`${kind}/${id}`]
    const shown = body ? { id, body, pending: 0 } : null
    return { get: () => shown, subscribe: () => () => undefined }
  },
} as unknown as Pick<Workplace, 'one'>
const asked = (id: string) => customerPrices(workplace, id, ['water', 'pump', 'water'])

it('a customer whose goods come back buys the new ones at the own price list', async () => {
  const sale = {
    ...emptySale,
    saleId: 's',
    lines: [water(), water({ id: 'l2', productId: 'pump', priceMinor: 60_000 })],
  }
  const { customerId, priceOf } = await asked('anna')
  const named = withCustomer(sale, customerId, priceOf, () => 'n')
  expect(named).toMatchObject({ customerId: 'anna', lines: [{ priceMinor: 21_000 }, { priceMinor: 60_000 }] })
})

it('a record that stands for another customer buys as that one; whoever has no list buys at retail', async () => {
  const joined = await asked('app')
  expect([joined.customerId, joined.priceOf('water'), joined.priceOf('pump')]).toEqual(['anna', 21_000, null])
  for (const id of ['boris', 'not here']) {
    const { customerId, priceOf } = await asked(id)
    expect([customerId, priceOf('water'), priceOf('pump')]).toEqual([id, 25_000, null])
  }
})

it('the customer for whom a record stands is not on this device: theirs all the same, at retail, not at the record’s list', async () => {
  const { customerId, priceOf } = await asked('lost')
  expect([customerId, priceOf('water')]).toEqual(['not here', 25_000])
  // The window in which a customer is chosen says the same.
  const [anna, lost] = ['anna', 'lost'].map((id) => documents[`customer/${id}`] as Customer)
  expect(buyerOf(lost!, undefined)).toEqual({ customerId: 'not here', priceTypeId: null })
  expect(buyerOf(lost!, anna)).toMatchObject({ priceTypeId: 'dear' })
  expect(buyerOf(anna!, undefined)).toEqual({ customerId: 'anna', priceTypeId: 'dear' })
})
