/** The device, the session and the person behind a request's two cookies, in one question to the database. */
import type pg from 'pg'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import type { Person } from '../../lib/domain/staff/person.ts'
import type { DeviceKind } from '../../lib/protocol/identity.ts'
import { fromDatabase } from '../store/postgres/database-error.ts'
import type { KnownDevice } from './devices.ts'
import { personOf, type SignedInPerson } from './people.ts'
import { extendSession, mayBeExtended, type Session, type SessionKind } from './sessions.ts'
import { tokenHash } from './tokens.ts'

export type Asking = {
  /** null: no device of ours. A revoked one is found: whoever asks must look at `revokedAt`. */
  device: KnownDevice | null
  /** null: nobody is signed in, or not on this device, or with a PIN that is over. */
  session: Session | null
  person: SignedInPerson | null
}

const nobody: Asking = { device: null, session: null, person: null }

type Row = {
  device_id: string
  name: string
  device_kind: DeviceKind
  created_at: string
  revoked_at: string | null
  person_id: string | null
  session_kind: SessionKind
  pin_version: number
  extended_at: string
  body: Person | Customer | null
  /** Of a customer who is joined to another one, that one's. */
  account: Person | Customer | null
}

type Cookies = { deviceToken: string | null; sessionToken: string | null; canSet: boolean }

/** Throws `UnavailableError` when the database, or a connection to it, cannot be had. */
export async function whoAsks(pool: pg.Pool, org: string, cookies: Cookies, now: number): Promise<Asking> {
  try {
    return await ask(pool, org, cookies, now)
  } catch (error) {
    throw fromDatabase(error)
  }
}

async function ask(pool: pg.Pool, org: string, cookies: Cookies, now: number): Promise<Asking> {
  const { deviceToken, sessionToken, canSet } = cookies
  if (deviceToken === null) return nobody
  const { rows } = await pool.query<Row>({
    name: 'who-asks',
    text: `select k.device_id, k.name, k.kind as device_kind, k.created_at, k.revoked_at,
                  s.person_id, s.kind as session_kind, s.pin_version, s.extended_at, d.body,
                  coalesce(a.body, d.body) as account
           from device_keys k
           left join sessions s on s.org = k.org and s.token_hash = $3 and s.device_id = k.device_id
                and s.ended_at is null and s.expires_at > $4 and k.revoked_at is null
           left join documents d on d.org = s.org and d.id = s.person_id
                and d.kind = case s.kind when 'staff' then 'person' else 'customer' end
           left join documents a on a.org = d.org and a.kind = 'customer'
                and a.id = case d.kind when 'customer' then d.body->'joined'->>'customerId' end
           where k.org = $1 and k.token_hash = $2`,
    values: [org, tokenHash(deviceToken), sessionToken === null ? null : tokenHash(sessionToken), now],
  })
  const row = rows[0]
  if (!row) return nobody
  const device = deviceOf(row)
  const person = row.person_id === null ? null : personOf(row.session_kind, row.body, row.account)
  if (row.person_id === null || sessionToken === null || person?.pinVersion !== row.pin_version) {
    return { device, session: null, person: null }
  }
  const session = { personId: row.person_id, kind: row.session_kind, isExtended: false }
  if (!canSet || !mayBeExtended(Number(row.extended_at), now)) return { device, session, person }
  await extendSession(pool, { org, token: sessionToken, kind: session.kind, now })
  return { device, session: { ...session, isExtended: true }, person }
}

const deviceOf = (row: Row): KnownDevice => ({
  id: row.device_id,
  name: row.name,
  kind: row.device_kind,
  createdAt: Number(row.created_at),
  revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
})
