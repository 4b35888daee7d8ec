import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderStates, type Order } from '../../lib/domain/order/order.ts'
import { createIdentityDatabase, type IdentityDatabase } from '../identity/test-identity-database.ts'
import { createServices } from '../router/register-api.ts'
import { createPostgresStore, type PostgresStore } from '../store/postgres/postgres-store.ts'
import { theOrganisation as org } from '../store/postgres/organisations.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { ensureOrganisation } from '../office/ensure-organisation.ts'
import { demoDays } from './demo-days.ts'
import { seedDemo } from './seed-demo.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const open: { database: IdentityDatabase; store: PostgresStore }[] = []
afterAll(async () => {
  for (const { database, store } of open) {
    await store.close()
    await database.drop()
  }
})

async function place() {
  const database = await createIdentityDatabase()
  const store = createPostgresStore({ connectionString: database.url, max: 4 })
  open.push({ database, store })
  const { syncDeps } = createServices({
    pool: database.pool,
    databaseUrl: database.url,
    store,
    log,
    now: () => Date.UTC(2026, 5, 1, 9),
  })
  const seed = (sync: SyncDeps = syncDeps) => seedDemo({ pool: database.pool, databaseUrl: database.url, org, sync })
  return { database, store, syncDeps, seed }
}

async function contents({ database }: { database: IdentityDatabase }): Promise<string> {
  const { rows } = await database.pool.query(
    `select kind, id, scopes, body from documents where kind <> 'device' order by kind, id`,
  )
  return JSON.stringify(rows)
}

describe('the demonstration company', () => {
  let told: Awaited<ReturnType<typeof place>>
  let demo: Awaited<ReturnType<typeof seedDemo>>
  beforeAll(async () => {
    told = await place()
    demo = await told.seed()
  })

  it('has people of every role, each with a PIN, and a code for every device', () => {
    const roles = demo?.people.flatMap((person) => person.roles)
    expect(new Set(roles)).toEqual(new Set(['administrator', 'office', 'operator', 'driver', 'cashier']))
    expect(new Set(demo?.people.map(({ pin }) => pin)).size).toBe(demo?.people.length)
    expect(demo?.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
  })

  it('has orders in every state that people bring about, every one by an accepted operation', async () => {
    const { rows } = await told.database.pool.query<{ body: Order }>(`select body from documents where kind = 'order'`)
    expect(rows).toHaveLength(demoDays.length)
    const states = new Set(rows.map(({ body }) => body.state))
    expect(states).toEqual(new Set(orderStates.filter((state) => state !== 'shipped')))
    expect(rows.some(({ body }) => body.acceptance?.automatic)).toBe(true)
    expect(rows.some(({ body }) => body.failure !== null)).toBe(true)
    expect(rows.some(({ body }) => (body.invoice?.debtMinor ?? 0) > 0)).toBe(true)
    const verdicts = await told.database.pool.query(`select distinct verdict_kind from operations`)
    expect(verdicts.rows).toEqual([{ verdict_kind: 'accepted' }])
  })

  it('keeps its books: every balance is the sum of its ledger', async () => {
    const { rows } = await told.database.pool.query(
      `select * from (select b.owner_kind, b.owner_id, b.name, b.amount, coalesce(sum(l.delta), 0) as sum
        from balances b left join ledger l on l.org = b.org and l.owner_kind = b.owner_kind and l.owner_id = b.owner_id and l.name = b.name
        where b.name <> '' group by 1, 2, 3, 4) s where amount <> sum`,
    )
    expect(rows).toEqual([])
  })

  it('made again it stays as it is', async () => {
    const before = await contents(told)
    expect(await told.seed()).toEqual(demo)
    expect(await contents(told)).toBe(before)
  })

  it('broken off anywhere and made again it becomes the same', async () => {
    const broken = await place()
    let left = 90
    const store = {
      ...broken.syncDeps.store,
      transaction: async (...args: Parameters<SyncDeps['store']['transaction']>) => {
        if (left-- <= 0) throw new Error('the power is gone')
        return broken.syncDeps.store.transaction(...args)
      },
    } as SyncDeps['store']
    await expect(broken.seed({ ...broken.syncDeps, store })).rejects.toThrow('the power is gone')
    await broken.seed()
    expect(await contents(broken)).toBe(await contents(told))
  })

  it('is not made in a database that belongs to somebody', async () => {
    const other = await place()
    const where = { pool: other.database.pool, store: other.store, org }
    await ensureOrganisation(where, { name: 'Настоящая', phone: null, timezone: 'Europe/Moscow' }, 1)
    const before = await contents(other)
    expect(await other.seed()).toBeNull()
    expect(await contents(other)).toBe(before)
  })
})
