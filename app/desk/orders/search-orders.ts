/** Finds orders by number, customer, phone or address, among all that this device holds. Pure; quick enough for every key. */
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { plain } from '../../shop/search-goods.ts'

type Entry = { text: string; number: string; phone: string }

/** A body is replaced when anything in it changes, so what was made of it stays true as long as it exists. */
const entries = new WeakMap<Order, Entry>()

export function searchOrders(orders: readonly Shown<Order>[], typed: string): Shown<Order>[] {
  const words = plain(typed)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return [...orders]
  const digits = phoneDigits(typed)
  return orders.filter(({ body }) => {
    const entry = entryOf(body)
    if (digits !== null && (entry.phone.includes(digits) || entry.number.startsWith(digits))) return true
    return words.every((word) => entry.text.includes(` ${word}`))
  })
}

function entryOf(order: Order): Entry {
  const known = entries.get(order)
  if (known) return known
  const { number, customerName, phone, address } = order
  const text = plain([number ?? '', customerName, address?.verified ?? '', address?.raw ?? ''].join(' '))
  const entry = { text: ` ${text}`, number: number ?? '', phone: (phone ?? '').replace(/\D/g, '') }
  entries.set(order, entry)
  return entry
}

/** The digits when nothing but a number was typed, in the form phones are stored in; null otherwise. */
export function phoneDigits(typed: string): string | null {
  if (!/^[\d\s()+.-]+$/.test(typed.trim())) return null
  const digits = typed.replace(/\D/g, '')
  if (digits === '') return null
  return digits.length > 4 && digits.startsWith('8') ? digits.slice(1) : digits
}
