/** The delivery addresses that a record brings to the customer it is joined to, and takes along at a re-mapping. */
import type { Address, Customer } from './customer.ts'

/** With all their words the record stays below the 64 KB of a document. */
export const maxAddresses = 30

export type Places = {
  /** The books as they stand afterwards. */
  record: Address[]
  from: Address[]
  to: Address[]
  /** Ids that were added to `to`. */
  brought: string[]
  /** Address of the record, or brought to `from` by it → where it stands now. */
  known: Map<string, { id: string; verified: string | null }>
}

/** `from`, `to`: null is the record itself. */
export function moveAddresses(customer: Customer, from: Customer | null, to: Customer | null): Places {
  const ids = new Set(customer.joined?.addressIds)
  const theirs = from?.addresses ?? []
  // An operator may have verified it meanwhile: what stands in the other book is newer.
  const record = customer.addresses.map((own) =>
    ids.has(own.id) ? (theirs.find(({ id }) => id === own.id) ?? own) : own,
  )
  const known: Places['known'] = new Map()
  if (to === null) {
    for (const { id, verified } of record) known.set(id, { id, verified })
    return { record, from: theirs.filter(({ id }) => !ids.has(id)), to: [], brought: [], known }
  }
  const target = [...to.addresses]
  const brought: string[] = []
  for (const address of record) {
    const same = target.find((each) => isSamePlace(each, address))
    const place = same ?? (target.length < maxAddresses && !hasId(target, address.id) ? address : null)
    if (place === null) continue
    if (!same) {
      target.push(address)
      brought.push(address.id)
    }
    known.set(address.id, { id: place.id, verified: place.verified })
    for (const each of theirs)
      if (isSamePlace(each, address)) known.set(each.id, { id: place.id, verified: place.verified })
  }
  return { record, from: theirs.filter(({ id }) => !ids.has(id)), to: target, brought, known }
}

const hasId = (addresses: Address[], id: string): boolean => addresses.some((address) => address.id === id)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function isSamePlace(a: Address, b: Address): boolean {
  const wordings = new Set([a.raw, a.verified ?? a.raw].map(plain))
  return [b.raw, b.verified ?? b.raw].some((wording) => wordings.has(plain(wording)))
}
