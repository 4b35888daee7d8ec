/** The office lets devices in and shuts them out. Staff devices are documents too, so that the office's list is live. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { findDevice, revokeDeviceKey, type KnownDevice } from '../identity/devices.ts'
import { createEnrolmentCode } from '../identity/enrolment.ts'
import { endDeviceSession } from '../identity/sessions.ts'
import { inTransaction } from '../identity/transaction.ts'
import type { SyncStore } from '../store/ports.ts'
import type { OfficeActor } from './office.ts'
import { actOnServer, type Wanted } from './server-act.ts'

type Place = { store: SyncStore; pool: pg.Pool; org: string; dismiss: (deviceId: string) => Promise<void> }

/** A code to read out or to scan. The journal knows that there is one, not which. */
export async function makeEnrolmentCode(
  { store, pool, org }: Place,
  actor: OfficeActor,
  { name }: { name: string },
  now: number,
): Promise<{ code: string; expiresAt: number }> {
  const made = await createEnrolmentCode(pool, { org, createdBy: actor.id, deviceName: name, now })
  const target = { kind: 'enrolment', id: randomUUID() }
  const payload = { name, expiresAt: made.expiresAt }
  await actOnServer(store, { org, actorId: actor.id, kind: 'device.makeCode', target, payload, now }, [], () => [])
  return made
}

/** A browser became a staff device: by whose code, under which name. */
export async function noteEnrolment(
  { store, org }: Place,
  device: KnownDevice,
  enrolledBy: string,
  now: number,
): Promise<void> {
  const ref = { kind: 'device', id: device.id }
  const act = { org, actorId: enrolledBy, kind: 'device.enrol', target: ref, payload: { name: device.name }, now }
  await actOnServer(store, act, [ref], () => [documentOf(device)])
}

/**
 * From now on the device is answered 401 to everything. What it has not sent stays on it and can come as a file (S12).
 * False: no such device.
 */
export async function revokeDevice(
  { store, pool, org, dismiss }: Place,
  actor: OfficeActor,
  { deviceId }: { deviceId: string },
  now: number,
): Promise<boolean> {
  const device = await findDevice(pool, org, deviceId)
  if (!device) return false
  await inTransaction(pool, async (client) => {
    await revokeDeviceKey(client, org, deviceId, now)
    await endDeviceSession(client, org, deviceId, now)
  })
  await dismiss(deviceId)
  const ref = { kind: 'device', id: deviceId }
  const act = { org, actorId: actor.id, kind: 'device.revoke', target: ref, payload: { name: device.name }, now }
  await actOnServer(store, act, [ref], () => [documentOf({ ...device, revokedAt: device.revokedAt ?? now })])
  return true
}

/** Customers' browsers are too many, and nobody's business but their owners': they are in no scope. */
function documentOf({ id, name, kind, createdAt, revokedAt }: KnownDevice): Wanted {
  const body = { id, name, kind, createdAt, revokedAt }
  return { ref: { kind: 'device', id }, body, scopes: kind === 'staff' ? ['office'] : [] }
}
