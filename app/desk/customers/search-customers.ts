/** Finds customers by name, phone or address, and cards that may be the same person. Pure. */
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

export type Likeness = 'name' | 'address'

/** GA5: other cards that may be the same customer, the likeliest first. */
export function similarCustomers(
  customers: readonly Shown<Customer>[],
  customer: Customer,
  atMost: number,
): { shown: Shown<Customer>; likeness: Likeness[] }[] {
  const name = nameKey(customer.name)
  const addresses = new Set(customer.addresses.map((address) => plain(address.verified ?? address.raw)))
  const found: { shown: Shown<Customer>; likeness: Likeness[] }[] = []
  for (const shown of customers) {
    if (shown.id === customer.id) continue
    const likeness: Likeness[] = []
    if (name !== '' && nameKey(shown.body.name) === name) likeness.push('name')
    const isThere = shown.body.addresses.some((address) => addresses.has(plain(address.verified ?? address.raw)))
    if (isThere) likeness.push('address')
    if (likeness.length > 0) found.push({ shown, likeness })
  }
  return found.sort((a, b) => b.likeness.length - a.likeness.length).slice(0, atMost)
}

/** «Иванов Пётр» and «Пётр Иванов» are one name. */
const nameKey = (name: string): string => plain(name).split(' ').sort().join(' ')
