/** Finds customers by name, phone or address. Pure. */
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { plain } from '../../shop/search-goods.ts'
import { phoneDigits } from '../orders/search-orders.ts'

type Entry = { text: string; phones: string }
const entries = new WeakMap<Customer, Entry>()

export function searchCustomers(customers: readonly Shown<Customer>[], typed: string): Shown<Customer>[] {
  const words = plain(typed)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return [...customers]
  const digits = phoneDigits(typed)
  return customers.filter(({ body }) => {
    const entry = entryOf(body)
    if (digits !== null && entry.phones.includes(digits)) return true
    return words.every((word) => entry.text.includes(` ${word}`))
  })
}

function entryOf(customer: Customer): Entry {
  const known = entries.get(customer)
  if (known) return known
  const addresses = customer.addresses.flatMap(({ raw, verified }) => [raw, verified ?? ''])
  const entry = {
    text: ` ${plain([customer.name, customer.email ?? '', ...addresses].join(' '))}`,
    phones: customer.phones.map((phone) => phone.replace(/\D/g, '')).join(' '),
  }
  entries.set(customer, entry)
  return entry
}
