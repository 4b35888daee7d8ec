/** GA5: which cards may be the same customer as one who came from the app. Pure. */
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { plain } from '../../shop/search-goods.ts'

export const likenesses = ['phone', 'email', 'name', 'address', 'nearAddress', 'nearName'] as const
export type Likeness = (typeof likenesses)[number]

const weights: Record<Likeness, number> = { phone: 5, email: 4, name: 4, address: 4, nearAddress: 2, nearName: 1 }

export type Similar = { shown: Shown<Customer>; likeness: Likeness[] }

/** To whom somebody may be joined: customers of the books who stand for themselves. */
export const mayBeJoinedTo = (customer: Customer): boolean => customer.matched && !customer.joined

/** The likeliest first. */
export function similarCustomers(customers: readonly Shown<Customer>[], customer: Customer, atMost: number): Similar[] {
  const own = traitsOf(customer)
  const found: (Similar & { weight: number })[] = []
  for (const shown of customers) {
    const { body } = shown
    if (body.id === customer.id || !mayBeJoinedTo(body)) continue
    const likeness = likenessOf(own, body)
    if (likeness.length === 0) continue
    found.push({ shown, likeness, weight: likeness.reduce((sum, one) => sum + weights[one], 0) })
  }
  return found
    .sort((a, b) => b.weight - a.weight)
    .slice(0, atMost)
    .map(({ shown, likeness }) => ({ shown, likeness }))
}

type Traits = { name: string[]; phones: string[]; email: string | null; addresses: string[][] }

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(' ')
    .filter((word) => word !== '')

const placesOf = ({ addresses }: Customer): string[][] =>
  addresses.flatMap(({ raw, verified }) => [raw, ...(verified === null ? [] : [verified])]).map(wordsOf)

const traitsOf = (customer: Customer): Traits => ({
  name: wordsOf(customer.name),
  phones: customer.phones.map(lastDigits),
  email: customer.email?.toLowerCase() ?? null,
  addresses: placesOf(customer),
})

function likenessOf(own: Traits, other: Customer): Likeness[] {
  const likeness: Likeness[] = []
  // One phone has one owner, so the same one can only stand in words: in a note, or beside an address.
  const told = [other.note ?? '', ...other.addresses.map(({ receiptContact }) => receiptContact ?? '')].map(digits)
  if (own.phones.some((phone) => told.some((text) => text.includes(phone)))) likeness.push('phone')
  if (own.email !== null && other.email?.toLowerCase() === own.email) likeness.push('email')
  const name = wordsOf(other.name)
  if (isSameName(own.name, name)) likeness.push('name')
  else if (own.name.some((word) => word.length >= 4 && name.includes(word))) likeness.push('nearName')
  const places = placesOf(other)
  const pairs = own.addresses.flatMap((mine) => places.map((theirs) => [mine, theirs] as const))
  if (pairs.some(([mine, theirs]) => isSameSet(mine, theirs))) likeness.push('address')
  else if (pairs.some(([mine, theirs]) => isNear(mine, theirs))) likeness.push('nearAddress')
  return likeness
}

const digits = (text: string): string => text.replaceAll(/\D/g, '')
/** Without the country: people write 8 and +7. */
const lastDigits = (phone: string): string => digits(phone).slice(-10)

/** «Иванов Пётр Ильич» and «Пётр Иванов» are one name; a single word must be all there is. */
function isSameName(a: string[], b: string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length > 0 && (short.length > 1 || long.length === 1) && short.every((word) => long.includes(word))
}

const isSameSet = (a: string[], b: string[]): boolean => a.toSorted().join(' ') === b.toSorted().join(' ')

/** The same street (its longest word) and the same house (the first number): the rest is written in many ways. */
function isNear(a: string[], b: string[]): boolean {
  const house = (words: string[]) => words.find((word) => /^\d/.test(word))
  const number = house(a)
  if (number === undefined || number !== house(b)) return false
  return a.some((word) => word.length >= 5 && b.includes(word) && !ordinary.has(word))
}

const ordinary = new Set(['улица', 'проспект', 'переулок', 'город', 'квартира', 'подъезд', 'родниковск', 'москва'])
