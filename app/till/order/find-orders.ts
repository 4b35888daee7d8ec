/** Finds the orders that wait for money by what a customer at the counter says: number, phone, name. Pure. */
import type { Order } from '../../../lib/domain/order/order.ts'
import { plain } from '../../shop/search-goods.ts'

const fewestPhoneDigits = 3

/** Nothing typed: all of them. */
export function findOrders<Row extends { order: Order }>(rows: readonly Row[], typed: string): Row[] {
  const text = plain(typed).trim()
  if (text === '') return [...rows]
  const digits = typed.replace(/\D/g, '')
  const isNumber = /^[\d\s()+№-]+$/.test(typed.trim())
  const words = text.split(' ').map((word) => ` ${word}`)
  const found = rows.filter(({ order }) => {
    if (isNumber) return order.number?.includes(digits) || isPhone(order.phone, digits)
    const name = ` ${plain(order.customerName)} ${plain(order.client?.name ?? '')}`
    return words.every((word) => name.includes(word))
  })
  // The very number that was said comes first.
  return found.sort((a, b) => Number(b.order.number === digits) - Number(a.order.number === digits))
}

function isPhone(phone: string | null, digits: string): boolean {
  if (phone === null || digits.length < fewestPhoneDigits) return false
  // People say eight, or nothing, where the record has +7.
  const own = digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits
  return phone.replace(/\D/g, '').includes(own)
}
