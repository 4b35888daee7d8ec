/** Finds customers by the digits of a phone typed so far, by name, or both. Pure. */
import { accountOf } from '../../../lib/domain/customer/account.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { maskTyped, type PhoneMask } from '../../../lib/domain/phone-mask.ts'
import { parsePhone } from '../../../lib/domain/phone.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { plain } from '../../shop/search-goods.ts'

/** The end of a number, as people say it, is enough from so many digits on. */
const fewestDigits = 3

/** The whole number as it is stored, by the shop's mask or as Russian phones are written; null: it is not whole yet. */
export function readTyped(typed: string, mask: PhoneMask | null): string | null {
  if (mask === null) return parsePhone(typed)
  const masked = maskTyped(typed, mask)
  return masked.state === 'whole' ? masked.phone : null
}

export function findCustomers(
  customers: readonly Shown<Customer>[],
  typed: { phone: string; name: string },
  limit: number,
  mask: PhoneMask | null = null,
): Shown<Customer>[] {
  const ownDigits = (phone: string): string => digitsWithout(mask?.country ?? '+7', phone)
  const digits = ownDigits(typed.phone)
  const whole = readTyped(typed.phone, mask)
  const words = plain(typed.name)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
  const byPhone = digits.length >= fewestDigits
  if (!byPhone && words.length === 0) return []
  const found: Shown<Customer>[] = []
  for (const shown of customers) {
    const { phones, name } = shown.body
    // A whole phone is nobody else's: its digits may end a number of another country.
    const has = (phone: string) => (whole === null ? holds(ownDigits(phone), digits) : phone === whole)
    if (byPhone && !phones.some(has)) continue
    // A phone that is known says who it is, whatever name was typed beside it.
    if (whole === null && words.length > 0 && !words.every((word) => ` ${plain(name)}`.includes(word))) continue
    found.push(shown)
    if (found.length >= limit) break
  }
  // A record that was joined to a card has its phones still: both are one customer, and the card stands for them.
  const ids = new Set(found.map(({ id }) => id))
  return found.filter(({ id, body }) => accountOf(body) === id || !ids.has(accountOf(body)))
}

/** Also with the 8 that people put before a number. */
const holds = (own: string, digits: string): boolean =>
  own.includes(digits) || (digits.startsWith('8') && digits.length > fewestDigits && own.startsWith(digits.slice(1)))

/** Without the country's code, which the mask puts before them. */
function digitsWithout(country: string, phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return phone.trim().startsWith(country) ? digits.slice(country.length - 1) : digits
}
