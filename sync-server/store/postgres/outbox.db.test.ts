import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../database/test-database.ts'
import { migrate } from './migrate.ts'
import { createOrganisation } from './organisations.ts'
import { createPostgresStore, type PostgresStore } from './postgres-store.ts'

const org = 'water'
let database: TestDatabase
let store: PostgresStore
beforeAll(async () => {
  database = await createTestDatabase()
  await migrate(database.pool)
  await createOrganisation(database.pool, { id: org, name: 'Вода' })
  store = createPostgresStore({ connectionString: database.url })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const publish = (order: string, state: string) =>
  store.transaction(org, (tx) =>
    tx.commit({
      outbox: [{ key: `orderState/${order}/${state}`, topic: 'orderState', subject: order, body: { order, state } }],
    }),
  )
const rows = async () => {
  const { rows } = await database.pool.query<{ subject: string; state: string; told: string }>(
    `select subject, state, body->>'state' as told from outbox where org = $1 order by subject, state, told`,
    [org],
  )
  return rows.map(({ subject, state, told }) => `${subject} ${state} ${told}`)
}

it('GA4: of an order only the newest state waits; what was sent is kept, and sent again when it comes back', async () => {
  for (const state of ['draft', 'accepted', 'accepted', 'inDelivery']) await publish('1', state)
  await publish('2', 'draft')
  expect(await rows()).toEqual(['1 waiting inDelivery', '2 waiting draft'])
  await database.pool.query(`update outbox set state = 'sent', sent_at = now() where org = $1 and subject = '1'`, [org])
  await publish('1', 'completed')
  expect(await rows()).toEqual(['1 sent inDelivery', '1 waiting completed', '2 waiting draft'])
  await publish('1', 'inDelivery')
  expect(await rows()).toEqual(['1 waiting inDelivery', '2 waiting draft'])
})
