/**
 * Which browser is which device. The cookie holds a random token, the database its SHA-256. The device's last number
 * and its lock belong to sync (table `devices`); the name, the key, revocation and S11's report stand here.
 */
import type pg from 'pg'
import type { DeviceKind } from '../../lib/protocol/identity.ts'
import { newToken, tokenHash } from './tokens.ts'

export type KnownDevice = { id: string; name: string; kind: DeviceKind; createdAt: number; revokedAt: number | null }

type Row = { device_id: string; name: string; kind: DeviceKind; created_at: string; revoked_at: string | null }
const columns = 'device_id, name, kind, created_at, revoked_at'

/** Makes a device, or gives one that exists a new key, name and kind and takes its revocation back. Returns the key. */
export async function keyDevice(
  client: pg.ClientBase,
  input: { org: string; id: string; name: string; kind: DeviceKind; now: number },
): Promise<string> {
  const { org, id, name, kind, now } = input
  const token = newToken()
  await client.query('insert into devices (org, id) values ($1, $2) on conflict do nothing', [org, id])
  await client.query(
    `insert into device_keys (org, device_id, kind, name, token_hash, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (org, device_id) do update
     set kind = excluded.kind, name = excluded.name, token_hash = excluded.token_hash, revoked_at = null`,
    [org, id, kind, name, tokenHash(token), now],
  )
  return token
}

export async function findDevice(db: pg.ClientBase | pg.Pool, org: string, id: string): Promise<KnownDevice | null> {
  const { rows } = await db.query<Row>(`select ${columns} from device_keys where org = $1 and device_id = $2`, [
    org,
    id,
  ])
  return rows[0] ? fromRow(rows[0]) : null
}

/** Whether any browser of the staff is let in. */
export async function hasStaffDevice(db: pg.ClientBase | pg.Pool, org: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from device_keys where org = $1 and kind = 'staff' and revoked_at is null limit 1`,
    [org],
  )
  return rowCount !== 0
}

/** False when there is no such device. Its sessions end with it. */
export async function revokeDeviceKey(client: pg.ClientBase, org: string, id: string, now: number): Promise<boolean> {
  const { rowCount } = await client.query(
    'update device_keys set revoked_at = coalesce(revoked_at, $3) where org = $1 and device_id = $2',
    [org, id, now],
  )
  return rowCount === 1
}

const fromRow = (row: Row): KnownDevice => ({
  id: row.device_id,
  name: row.name,
  kind: row.kind,
  createdAt: Number(row.created_at),
  revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
})
