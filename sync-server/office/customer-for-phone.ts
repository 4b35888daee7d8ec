/**
 * Who signs in with a phone: the customer it belongs to, or a new record that waits to be matched with a customer of the
 * books (GA5, GE8). Two sign-ins of one new phone at once make one record: the phone is claimed with it.
 */
import { randomUUID } from 'node:crypto'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import { formatPhone } from '../../lib/domain/phone.ts'
import type { SyncStore } from '../store/ports.ts'
import { actOnServer } from './server-act.ts'

export async function customerForPhone(
  place: { store: SyncStore; org: string; customerByPhone: (phone: string) => Promise<Customer | null> },
  { phone, name, now }: { phone: string; name: string; now: number },
  newId: string = randomUUID(),
): Promise<string> {
  const { store, org, customerByPhone } = place
  const known = await customerByPhone(phone)
  if (known) return known.id
  const id = newId
  const ref = { kind: 'customer', id }
  const body: Customer = {
    id,
    name: name.trim() || formatPhone(phone),
    phones: [phone],
    email: null,
    addresses: [],
    priceTypeId: null,
    matched: false,
    note: null,
    deposits: [],
    createdAt: now,
  }
  let owner = id
  await actOnServer(
    store,
    { org, actorId: id, kind: 'customer.appear', target: ref, payload: { name: body.name, phone }, now },
    [ref],
    async () => {
      const other = await customerByPhone(phone)
      owner = other?.id ?? id
      return other ? null : [{ ref, body, scopes: ['customers', `customer:${id}`] }]
    },
  )
  return owner
}
