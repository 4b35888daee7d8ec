/** Finds customers by the digits of a phone typed so far, by name, or both. Pure. */
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { plain } from '../../shop/search-goods.ts'

/** The end of a number, as people say it, is enough from so many digits on. */
const fewestDigits = 3

export function findCustomers(
  customers: readonly Shown<Customer>[],
  typed: { phone: string; name: string },
  limit: number,
  country = '+7',
): Shown<Customer>[] {
  const ownDigits = (phone: string): string => digitsWithout(country, phone)
  const digits = ownDigits(typed.phone)
  const words = plain(typed.name)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
  const byPhone = digits.length >= fewestDigits
  if (!byPhone && words.length === 0) return []
  const found: Shown<Customer>[] = []
  for (const shown of customers) {
    const { phones, name } = shown.body
    if (byPhone && !phones.some((phone) => holds(ownDigits(phone), digits))) continue
    // A phone that is known says who it is, whatever name was typed beside it.
    const isWhole = byPhone && digits.length === 10
    if (!isWhole && words.length > 0 && !words.every((word) => ` ${plain(name)}`.includes(word))) continue
    found.push(shown)
    if (found.length >= limit) break
  }
  return found
}

/** Also with the 8 that people put before a number. */
const holds = (own: string, digits: string): boolean =>
  own.includes(digits) || (digits.startsWith('8') && digits.length > fewestDigits && own.startsWith(digits.slice(1)))

/** Without the country's code, which the mask puts before them. */
function digitsWithout(country: string, phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return phone.trim().startsWith(country) ? digits.slice(country.length - 1) : digits
}
