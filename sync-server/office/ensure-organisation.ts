/**
 * The first start makes the organisation, what its devices must know of it, and its first administrator. Every further
 * start finds them. Several processes may start at once: the server's acts are one after the other.
 */
import { randomInt } from 'node:crypto'
import type pg from 'pg'
import type { Settings } from '../../lib/domain/customer/customer.ts'
import { judgePin } from '../identity/pin-rules.ts'
import { createOrganisation } from '../store/postgres/organisations.ts'
import type { SyncStore } from '../store/ports.ts'
import { savePerson } from './people-acts.ts'
import { serverDeviceId } from '../sync/server-operation.ts'
import { actOnServer } from './server-act.ts'

/** One organisation per database today; every key carries it, so that several can share one later. */
export const theOrganisation = 'main'
/** The actor of what nobody did by hand. */
export const systemActor = { id: 'system', name: 'Rodnik' }

export type FirstStart = {
  /** Set when this start made the administrator: the PIN, told once. */
  administrator: { name: string; pin: string; isChosen: boolean } | null
}

export async function ensureOrganisation(
  place: { store: SyncStore; pool: pg.Pool; org: string },
  given: { name: string; phone: string | null; timezone: string; administrator: string; adminPin: string | null },
  now: number,
): Promise<FirstStart> {
  const { pool, store, org } = place
  if (given.adminPin !== null && judgePin(given.adminPin) !== 'ok') throw new PinRefusedError()
  await createOrganisation(pool, { id: org, name: given.name })
  await pool.query('insert into devices (org, id) values ($1, $2) on conflict do nothing', [org, serverDeviceId])
  const isNew = await makeSettings(store, org, given, now)
  const { rowCount } = await pool.query(`select from documents where org = $1 and kind = 'person' limit 1`, [org])
  if (!isNew && rowCount !== 0) return { administrator: null }
  const pin = given.adminPin ?? randomPin()
  const input = { id: null, name: given.administrator, roles: ['administrator' as const], active: true, pin }
  const saved = await savePerson({ ...place, dismiss: async () => undefined }, systemActor, input, now)
  if (saved.kind !== 'ok') throw new Error(`The first administrator could not be made: ${saved.kind}`)
  return { administrator: { name: given.administrator, pin, isChosen: given.adminPin !== null } }
}

/** The PIN asked for by the environment is one that everybody tries first. */
export class PinRefusedError extends Error {
  constructor() {
    super('ADMIN_PIN must have 4 to 8 digits and must not be a simple row like 1234, 1111 or a year.')
    this.name = 'PinRefusedError'
  }
}

async function makeSettings(
  store: SyncStore,
  org: string,
  { name, phone, timezone }: { name: string; phone: string | null; timezone: string },
  now: number,
): Promise<boolean> {
  const ref = { kind: 'settings', id: 'organisation' }
  const body: Settings = {
    id: 'organisation',
    name,
    currency: 'RUB',
    timezone,
    retailPriceTypeId: null,
    paymentIntents: ['cash', 'card', 'deposit'],
    phone,
  }
  const act = { org, actorId: systemActor.id, kind: 'settings.make', target: ref, payload: { name }, now }
  return actOnServer(store, act, [ref], ([present]) => (present ? null : [{ ref, body, scopes: ['public'] }]))
}

function randomPin(): string {
  for (;;) {
    const pin = String(randomInt(10_000_000, 100_000_000)).slice(0, 6)
    if (judgePin(pin) === 'ok') return pin
  }
}
