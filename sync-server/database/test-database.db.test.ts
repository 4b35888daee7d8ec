import { afterAll, expect, it } from 'vitest'
import { createTestDatabase } from './test-database.ts'

const first = await createTestDatabase()
const second = await createTestDatabase()
afterAll(async () => {
  await first.drop()
  await second.drop()
})

it('gives every test file a database of its own', async () => {
  await first.pool.query('create table goods (name text)')
  await expect(second.pool.query('select * from goods')).rejects.toThrow(/does not exist/)
})

it('knows Russian letters: upper and lower case, and dictionary order by the ICU collation', async () => {
  const result = await first.pool.query<{ lower: string; names: string[] }>(
    `select lower('РОДНИК Ё') as lower, array(select n from unnest(array['яма', 'ёлка', 'жук', 'еда']) n order by n collate "ru-x-icu") as names`,
  )
  expect(result.rows[0]).toEqual({ lower: 'родник ё', names: ['еда', 'ёлка', 'жук', 'яма'] })
})
