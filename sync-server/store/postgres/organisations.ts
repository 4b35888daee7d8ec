/** An organisation, the sequence its order numbers come from, and the device that stands for the server itself. */
import type pg from 'pg'
import { serverDeviceId } from '../ports.ts'

/** One organisation per database today; every key carries it, so that several can share one later. */
export const theOrganisation = 'main'

/** Does nothing when it exists. */
export async function createOrganisation(
  db: pg.ClientBase | pg.Pool,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await db.query('insert into organisations (id, name) values ($1, $2) on conflict do nothing', [id, name])
  await db.query('insert into devices (org, id) values ($1, $2) on conflict do nothing', [id, serverDeviceId])
  await db.query(`create sequence if not exists ${orderNumberSequence(id)}`)
}

/**
 * After a restore from a backup: every device fills itself anew and sends what the backup lacks. A moment and not a
 * count, so that the same backup restored twice begins two epochs. In seconds, which also a backup from before migration
 * 008 can hold.
 */
export async function beginEpoch(db: pg.ClientBase | pg.Pool, now: number): Promise<void> {
  await db.query('update organisations set epoch = greatest(epoch + 1, $1::bigint)', [Math.floor(now / 1000)])
}

/**
 * A sequence per organisation: numbers are given at once and never wait for another transaction. The price is gaps: a
 * number of an operation that is refused, or of a transaction that fails, is not given again.
 */
export function orderNumberSequence(org: string): string {
  return `order_numbers_${Buffer.from(org).toString('hex')}`
}
