/** A customer's own data: name, phones, e-mail, addresses, price list. */
import { documentOf } from '../knowledge.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Refused } from '../operation.ts'
import type { PriceType } from '../catalogue/catalogue.ts'
import { parseAnyPhone } from '../phone.ts'
import { isBlank, orNothing } from '../text.ts'
import type { Address, Customer, Phone } from './customer.ts'
import { maxAddresses } from './move-addresses.ts'
import type { CustomerPayload } from './operations.ts'

export type CustomerAct<Payload> = {
  customer: Customer
  payload: Payload
  facts: Facts
  /** Done by the customer, not by staff. */
  own: boolean
}

export function register(payload: CustomerPayload<'customer.register'>, id: string, facts: Facts): Decision<Customer> {
  const phone = parseAnyPhone(payload.phone)
  if (phone === null) return refused('phoneWrong')
  const taken = takenRefusal([phone], id, facts)
  if (taken) return taken
  const email = readEmail(payload.email)
  if (isRefused(email)) return email
  if (isBlank(payload.name)) return refused('badRequest', { path: 'name' })
  if (payload.address && isBlank(payload.address.raw)) return refused('badRequest', { path: 'address.raw' })
  return accepted({
    id,
    name: payload.name.trim(),
    phones: [phone],
    email,
    addresses: payload.address ? [tidy(payload.address)] : [],
    priceTypeId: null,
    matched: true, // made by staff: it is a customer of the books
    note: null,
    deposits: [],
    createdAt: facts.now,
  })
}

/** A customer changes the own name and e-mail; the rest is for staff. */
export function edit({
  customer,
  payload,
  facts,
  own,
}: CustomerAct<CustomerPayload<'customer.edit'>>): Decision<Customer> {
  const { name, phones, email, note, priceTypeId } = payload
  if (own && (phones !== undefined || note !== undefined || priceTypeId !== undefined)) return refused('notAllowed')
  const after = { ...customer }
  if (name !== undefined) {
    if (isBlank(name)) return refused('badRequest', { path: 'name' })
    after.name = name.trim()
  }
  if (phones !== undefined) {
    const read = readPhones(phones)
    if (read.includes(null)) return refused('phoneWrong')
    after.phones = read.filter((phone) => phone !== null)
    const added = after.phones.filter((phone) => !customer.phones.includes(phone))
    const taken = takenRefusal(added, customer.id, facts)
    if (taken) return taken
  }
  if (email !== undefined) {
    const read = readEmail(email)
    if (isRefused(read)) return read
    after.email = read
  }
  if (note !== undefined) after.note = orNothing(note)
  if (priceTypeId !== undefined) {
    const priceType = priceTypeId === null ? undefined : documentOf<PriceType>(facts, 'priceType', priceTypeId)
    if (priceType === null) return refused('badRequest', { path: 'priceTypeId' })
    after.priceTypeId = priceTypeId
  }
  return accepted(after)
}

/**
 * A16: a customer writes the address and a note. What an operator has said of the old wording (A15, A18) does not hold
 * for a new one; a prohibition (A19) does.
 */
export function setAddress(act: CustomerAct<CustomerPayload<'customer.setAddress'>>): Decision<Customer> {
  const { customer, payload, own } = act
  if (isBlank(payload.raw)) return refused('badRequest', { path: 'raw' })
  const before = customer.addresses.find((address) => address.id === payload.id)
  if (!before && customer.addresses.length >= maxAddresses) return refused('tooManyAddresses')
  const wanted = tidy(payload)
  const address = own ? ownAddress(wanted, before) : wanted
  const addresses = before
    ? customer.addresses.map((each) => (each.id === address.id ? address : each))
    : [...customer.addresses, address]
  return accepted({ ...customer, addresses })
}

export function removeAddress(act: CustomerAct<CustomerPayload<'customer.removeAddress'>>): Decision<Customer> {
  const { customer, payload } = act
  const addresses = customer.addresses.filter(({ id }) => id !== payload.addressId)
  return accepted(addresses.length === customer.addresses.length ? customer : { ...customer, addresses })
}

function ownAddress({ id, raw, note }: Address, before: Address | undefined): Address {
  const untold = { verified: null, autoAccept: false, neverAutoAccept: false, receiptContact: null }
  const told = before ?? { raw: null, ...untold }
  const sameWording = told.raw === raw
  return {
    id,
    raw,
    note,
    verified: sameWording ? told.verified : null,
    autoAccept: sameWording && told.autoAccept,
    neverAutoAccept: told.neverAutoAccept,
    receiptContact: told.receiptContact,
  }
}

/** Each number once; null for what is none. */
export const readPhones = (phones: readonly string[]): (string | null)[] => [...new Set(phones.map(parseAnyPhone))]

/** One phone, one customer: it is what a customer signs in with. Only the server knows whose the others are. */
function takenRefusal(phones: string[], customerId: string, facts: Facts): Refused | null {
  for (const phone of phones) {
    const owner = documentOf<Phone>(facts, 'phone', phone)
    if (owner && owner.customerId !== customerId) return refused('phoneTaken', { name: owner.name })
  }
  return null
}

const tidy = (address: Address): Address => ({
  ...address,
  raw: address.raw.trim(),
  verified: orNothing(address.verified),
  note: orNothing(address.note),
  receiptContact: orNothing(address.receiptContact),
})

function readEmail(email: string | null): string | null | Refused {
  const read = orNothing(email)
  return read === null || /^[^\s@]+@[^\s@]+$/.test(read) ? read : refused('badRequest', { path: 'email' })
}

const isRefused = (read: string | null | Refused): read is Refused => typeof read === 'object' && read !== null
