/**
 * The first start makes the organisation, what its devices must know of it, and its first administrator. Every further
 * start finds them. Several processes may start at once: the server's acts are one after the other.
 */
import { randomInt } from 'node:crypto'
import type pg from 'pg'
import type { PriceType } from '../../lib/domain/catalogue/catalogue.ts'
import type { Settings } from '../../lib/domain/customer/customer.ts'
import { hasStaffDevice } from '../identity/devices.ts'
import { judgePin } from '../identity/pin-rules.ts'
import { retailAmong } from '../store/postgres/catalogue/retail.ts'
import { createOrganisation } from '../store/postgres/organisations.ts'
import type { SyncStore } from '../store/ports.ts'
import { makeEnrolmentCode } from './device-acts.ts'
import { savePerson } from './people-acts.ts'
import { actOnServer } from './server-act.ts'

/** The actor of what nobody did by hand. */
export const systemActor = { id: 'system', name: 'Rodnik' }

type Place = { store: SyncStore; pool: pg.Pool; org: string }
export type OrganisationGiven = { name: string; phone: string | null; timezone: string } & Pick<
  Settings,
  'weighedCodes'
>

/** Its row, the server's own device, and its settings. Does nothing where they stand. */
export async function ensureOrganisation(place: Place, given: OrganisationGiven, now: number): Promise<void> {
  const { pool, org } = place
  await createOrganisation(pool, { id: org, name: given.name })
  await makeSettings(place, given, now)
}

/** When nobody works here yet: one who may let the others in. The PIN is told once, to whoever started the server. */
export async function ensureAdministrator(
  place: Place,
  given: { name: string; pin: string | null },
  now: number,
): Promise<{ name: string; pin: string } | null> {
  const { pool, org } = place
  const { rowCount } = await pool.query(`select from documents where org = $1 and kind = 'person' limit 1`, [org])
  if (rowCount !== 0) return null
  const { name } = given
  const pin = given.pin ?? randomPin()
  const saved = await savePerson(
    { ...place, dismiss: async () => undefined },
    systemActor,
    { id: null, name, roles: ['administrator'], active: true, pin },
    now,
  )
  if (saved.kind === 'pinTooSimple') throw new PinRefusedError()
  if (saved.kind !== 'ok') throw new Error(`The first administrator could not be made: ${saved.kind}`)
  return { name, pin }
}

/**
 * A code for a browser of the staff, as long as none is let in: codes are made in the office, and nobody is in the office
 * yet, or all its browsers were shut out. null: one is let in.
 */
export async function ensureWayIn(place: Place, now: number): Promise<{ code: string; expiresAt: number } | null> {
  if (await hasStaffDevice(place.pool, place.org)) return null
  return openWayIn(place, now)
}

/** The same although browsers are let in: the last of them may be lost, and with it the way to the office. */
export const openWayIn = (place: Place, now: number): Promise<{ code: string; expiresAt: number }> =>
  makeEnrolmentCode({ ...place, dismiss: async () => undefined }, systemActor, { name: 'Компьютер офиса' }, now)

/** The PIN asked for by the environment is one that everybody tries first. */
export class PinRefusedError extends Error {
  constructor() {
    super('ADMIN_PIN must have 4 to 8 digits and must not be a simple row like 1234, 1111 or a year.')
    this.name = 'PinRefusedError'
  }
}

async function makeSettings(
  { store, pool, org }: Place,
  { name, phone, timezone, weighedCodes }: OrganisationGiven,
  now: number,
): Promise<void> {
  const ref = { kind: 'settings', id: 'organisation' }
  // A catalogue may have been imported before the first start.
  const { rows } = await pool.query<{ body: PriceType }>(
    `select body from documents where org = $1 and kind = 'priceType' and scopes <> '{}' order by id`,
    [org],
  )
  const retail = retailAmong(rows.map(({ body }) => body))
  const body: Settings = {
    id: 'organisation',
    name,
    currency: retail?.currency ?? 'RUB',
    timezone,
    retailPriceTypeId: retail?.id ?? null,
    paymentIntents: ['cash', 'card', 'deposit'],
    phone,
    ...(weighedCodes && { weighedCodes }),
  }
  const act = { org, actorId: systemActor.id, kind: 'settings.make', target: ref, payload: { name }, now }
  await actOnServer(store, act, [ref], ([present]) => (present ? null : [{ ref, body, scopes: ['public'] }]))
}

function randomPin(): string {
  for (;;) {
    const pin = String(randomInt(10_000_000, 100_000_000)).slice(0, 6)
    if (judgePin(pin) === 'ok') return pin
  }
}
