/** What the office looks at every day reads by an index, however long the journal has become. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { createIdentityDatabase, type IdentityDatabase } from '../identity/test-identity-database.ts'
import { createOrganisation } from '../store/postgres/organisations.ts'
import { listDevices } from './device-list.ts'
import { readJournal } from './journal.ts'

let database: IdentityDatabase
beforeAll(async () => {
  database = await createIdentityDatabase()
  const { pool } = database
  await createOrganisation(pool, { id: 'main', name: 'Вода' })
  // Ten devices and a hundred people, 30,000 acts, one in a thousand lost.
  await pool.query(
    `insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at, clock_offset_ms,
       schema, arrived_at, verdict, verdict_kind, clock)
     select 'main', 'd' || n % 10, n / 10, 'p' || n % 100, 'order.note', 'order', 'o' || n % 5000, '{}', n, 0, 1, n,
       '{}', case when n % 1000 = 0 then 'lost' else 'accepted' end, n
     from generate_series(1, 30000) n`,
  )
  await pool.query(
    `insert into device_keys (org, device_id, kind, name, token_hash, created_at)
     select 'main', 'd' || n, 'staff', 'd' || n, 'hash' || n, 1 from generate_series(0, 9) n`,
  )
  await pool.query('vacuum analyze operations')
})
afterAll(() => database.drop())

/** The plan of the one statement that `ask` makes. */
async function planOf(ask: (pool: pg.Pool) => Promise<unknown>): Promise<string> {
  let plan = ''
  const listening = {
    query: async (text: string, values: unknown[]) => {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
      plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      return database.pool.query(text, values)
    },
  }
  await ask(listening as unknown as pg.Pool) // safe: they call nothing else
  return plan
}

describe('the journal', () => {
  it.each([
    ['one person’s acts', { actorId: 'p7' }, 'operations_by_actor'],
    ['one device’s acts', { deviceId: 'd7' }, 'operations_by_device'],
    ['one thing’s acts', { target: { kind: 'order', id: 'o7' } }, 'operations_by_target'],
    ['what went wrong', { verdict: 'lost' as const }, 'operations_amiss'],
    ['what waits of a shift', { verdict: 'held' as const, shiftId: 'd7:1' }, 'operations_amiss'],
    ['everything', {}, 'operations_by_arrival'],
  ])('reads %s by its index', async (_, filter, index) => {
    const plan = await planOf((pool) => readJournal(pool, 'main', { before: 20_000, limit: 50, ...filter }))
    expect(plan).toContain(`using ${index} on operations`)
    expect(plan).not.toContain('Seq Scan on operations')
  })
})

it('the list of devices finds the lost numbers of each without reading its journal', async () => {
  const plan = await planOf((pool) => listDevices(pool, 'main'))
  expect(plan).toContain('using operations_lost on operations')
  const [first] = await listDevices(database.pool, 'main')
  expect(first?.lostSeqs).toEqual(Array.from({ length: 30 }, (_, i) => (i + 1) * 100))
})
