/** The company the simulator plays: few documents, so that everybody meets on them. */
import type { Actor } from '../lib/domain/operation.ts'
import { actors, customer, home, product } from '../lib/domain/sample-books.ts'
import { scopesFor } from '../lib/domain/access.ts'
import type { Customer } from '../lib/domain/customer/customer.ts'
import { trade } from '../lib/domain/rodnik-trade.ts'
import type { Posting, Ref } from '../lib/domain/operation.ts'
import { usualTillRules, type TillRules } from '../lib/domain/till/rules.ts'
import { ownerDocument } from '../sync-server/store/owner-document.ts'
import type { SyncStore } from '../sync-server/store/ports.ts'

export const org = 'rodnik'
export const customerIds = ['anna', 'boris', 'firm'] as const
export const productIds = ['water', 'pump', 'cleaning'] as const
export const driverIds = ['dmitri', 'denis'] as const
export const staff = [actors.olga, actors.pavel, actors.dmitri, actors.denis, actors.oleg, actors.kira]

const priceTypes = ['retail', 'firms']
export const prices: Record<string, Record<string, number>> = {
  retail: { water: 25_050, pump: 60_000, cleaning: 150_000 },
  firms: { water: 21_000, pump: 55_000, cleaning: 150_000 },
}
/** Cash to the ten roubles: prices here end on fifty kopecks, and every cash sale is rounded. */
export const tillRules: TillRules = { ...usualTillRules, cashStepMinor: 1000 }
export const pointPrices: Record<string, number> = { water: 30, pump: 50 }

export const openings: Posting[] = customerIds.flatMap((id): Posting[] => [
  opening(`balance/${id}/points`, 300),
  opening(`balance/${id}/deposit`, 90_000),
])

function opening(account: Posting['account'], delta: number): Posting {
  return { account, delta, floored: true, entry: 'opening', ref: { kind: 'import', id: '1' } }
}

type Put = { ref: Ref; body: { id: string } }
const put = (kind: string, body: { id: string }): Put => ({ ref: { kind, id: body.id }, body })

export const priceDocument = (priceTypeId: string, productId: string, minor: number): Put =>
  put('price', { id: `${priceTypeId}:${productId}`, priceTypeId, productId, minor, currency: 'RUB' } as { id: string })

const records: Put[] = [
  put('settings', {
    id: 'organisation',
    name: 'Родник',
    currency: 'RUB',
    timezone: 'Europe/Moscow',
    retailPriceTypeId: 'retail',
    paymentIntents: ['cash', 'card', 'deposit'],
    phone: null,
    till: tillRules,
  } as { id: string }),
  ...priceTypes.map((id) =>
    put('priceType', { id, name: id, currency: 'RUB', vatIncluded: true, autoConfirm: id === 'firms' } as {
      id: string
    }),
  ),
  put('product', product('water', { pricePoints: 30 })),
  put('product', product('pump', { pricePoints: 50 })),
  put('product', product('cleaning', { type: 'service' })),
  ...Object.entries(prices).flatMap(([type, list]) =>
    Object.entries(list).map(([id, minor]) => priceDocument(type, id, minor)),
  ),
  put('customer', customer('anna', { addresses: [{ ...home, autoAccept: true }] })),
  put('customer', customer('boris')),
  put('customer', customer('firm', { priceTypeId: 'firms' })),
  ...staff.map(({ id, name, roles }) =>
    put('person', { id, name, roles: [...roles], active: true, pinVersion: 1, createdAt: 0 } as { id: string }),
  ),
]

export async function found(store: SyncStore, deviceIds: string[]): Promise<void> {
  await write(store, records)
  await store.transaction(org, async (tx) => {
    const owners = customerIds.map((id) => ({ kind: 'balance', id }))
    await tx.lockOwners(owners)
    const postings = openings.map((posting, i) => ({ ...posting, deviceId: 'import', seq: i + 1, at: 0 }))
    const derived = owners.map((owner) => {
      const own = openings.filter(({ account }) => account.startsWith(`balance/${owner.id}/`))
      const amounts = own.map(({ account, delta }) => [account.slice(account.lastIndexOf('/') + 1), delta] as const)
      return ownerDocument(owner, Object.fromEntries(amounts))
    })
    await tx.commit({ postings, derived })
  })
  void deviceIds
}

/** As an import does it: documents that no operation targets. */
export async function write(store: SyncStore, puts: Put[]): Promise<void> {
  await store.transaction(org, async (tx) => {
    const before = await tx.lockDocuments(puts.map(({ ref }) => ref))
    await tx.commit({
      documents: puts.map(({ ref, body }, i) => ({
        ref,
        body,
        before: before[i] ?? null,
        scopes: trade.scopesOf(ref, body),
      })),
    })
  })
}

/** What the server grants this person now. */
export function grantsOf(deviceId: string, actor: Actor, customerRecord: Customer | null): string[] {
  return scopesFor(actor, {
    priceTypeIds: priceTypes,
    retailPriceTypeId: 'retail',
    customerPriceTypeId: customerRecord?.priceTypeId ?? null,
    deviceId,
    // The virtual clock stands in the middle of it.
    months: ['2023-11'],
  })
}
