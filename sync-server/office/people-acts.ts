/** Staff: who works here, with which roles and PIN. Dismissed people stay, so that the journal can name them. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { roles as allRoles, type Person } from '../../lib/domain/staff/person.ts'
import type { SavePersonInput } from '../../lib/protocol/office.ts'
import { judgePin } from '../identity/pin-rules.ts'
import { forgiveAttempts, hashPin, writePin } from '../identity/person-pins.ts'
import { devicesOf, endPersonSessions } from '../identity/sessions.ts'
import type { SyncStore } from '../store/ports.ts'
import type { OfficeActor } from './office.ts'
import { actOnServer } from './server-act.ts'

const staffRoles = allRoles.filter((role) => role !== 'customer')

type Place = {
  store: SyncStore
  pool: pg.Pool
  org: string
  /** What a device may see has changed: its live stream ends and comes back. */
  dismiss: (deviceId: string) => Promise<void>
}
export type SavedPerson =
  { kind: 'ok'; id: string } | { kind: 'pinTooSimple' } | { kind: 'lastAdministrator' } | { kind: 'notFound' }

/**
 * A new PIN raises `pinVersion`; the PIN and every session belong to one version, so with the document's commit the old
 * PIN and the sessions opened by it are over, all at once.
 */
export async function savePerson(
  place: Place,
  actor: OfficeActor,
  input: SavePersonInput,
  now: number,
  newId: string = randomUUID(),
): Promise<SavedPerson> {
  const { store, pool, org } = place
  const { name, active, pin } = input
  if (pin !== null && judgePin(pin) !== 'ok') return { kind: 'pinTooSimple' }
  const pinHash = pin === null ? null : await hashPin(pin)
  const id = input.id ?? newId
  const ref = { kind: 'person', id }
  const roles = staffRoles.filter((role) => input.roles.includes(role))
  let refusal: SavedPerson | null = null

  const isDone = await actOnServer(
    store,
    {
      org,
      actorId: actor.id,
      kind: 'person.save',
      target: ref,
      payload: { name, roles, active, newPin: pin !== null, isNew: input.id === null },
      now,
    },
    [ref],
    async ([document]) => {
      refusal = null
      const before = (document?.body ?? null) as Person | null // safe: written only here, by this shape
      if (input.id !== null && !before) refusal = { kind: 'notFound' }
      const stays = active && roles.includes('administrator')
      if (!refusal && before && !stays && (await isLastAdministrator(place, id)))
        refusal = { kind: 'lastAdministrator' }
      if (refusal) return null
      const pinVersion = (before?.pinVersion ?? 0) + (pinHash === null ? 0 : 1)
      if (pinHash !== null) await writePin(pool, { org, personId: id, version: pinVersion, pinHash, now })
      const body: Person = { id, name, roles, active, pinVersion, createdAt: before?.createdAt ?? now }
      return [{ ref, body, scopes: ['staff'] }]
    },
  )
  if (!isDone) return refusal ?? { kind: 'notFound' }
  if (pinHash !== null) await forgiveAttempts(pool, org, id)
  const devices = await devicesOf(pool, org, id, now)
  if (!active || pinHash !== null) await endPersonSessions(pool, org, id, now)
  for (const device of devices) await place.dismiss(device)
  return { kind: 'ok', id }
}

export async function endSessions(
  { store, pool, org, dismiss }: Place,
  actor: OfficeActor,
  { personId }: { personId: string },
  now: number,
): Promise<void> {
  const target = { kind: 'person', id: personId }
  await actOnServer(
    store,
    { org, actorId: actor.id, kind: 'person.endSessions', target, payload: {}, now },
    [],
    () => [],
  )
  const devices = await devicesOf(pool, org, personId, now)
  await endPersonSessions(pool, org, personId, now)
  for (const device of devices) await dismiss(device)
}

/** Asked while the server's acts are locked: nobody else is being changed. Without one, nobody could let anybody in. */
async function isLastAdministrator({ pool, org }: Pick<Place, 'pool' | 'org'>, personId: string): Promise<boolean> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from documents where org = $1 and kind = 'person' and (body->>'active')::boolean
     and body->'roles' ? 'administrator'`,
    [org],
  )
  return rows.length === 1 && rows[0]?.id === personId
}
