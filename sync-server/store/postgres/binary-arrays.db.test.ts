import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../database/test-database.ts'
import { bigints, booleans, texts } from './binary-arrays.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** What the database has understood, as JSON. */
async function understood(type: string, array: Buffer): Promise<unknown> {
  const { rows } = await database.pool.query<{ values: unknown }>(`select to_jsonb($1::${type}[]::text[]) as values`, [
    array,
  ])
  return rows[0]?.values
}

it('texts arrive as they are, whatever is in them', async () => {
  const values = ['', 'вода', null, '{"a": "\\"b\\\\"}', 'NULL', ' a,b ', '😀', 'x'.repeat(100_000)]
  expect(await understood('text', texts(values))).toEqual(values)
})

it('numbers arrive as they are, up to the last one that is exact', async () => {
  const values = [0, 1, -1, 2 ** 31, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]
  expect(await understood('bigint', bigints([...values, null]))).toEqual([...values.map(String), null])
})

it('what is no whole number is not stored as another one', () => {
  for (const value of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => bigints([value])).toThrow('no whole number')
})

it('booleans arrive as they are, and an array may be empty', async () => {
  expect(await understood('boolean', booleans([true, false]))).toEqual(['true', 'false'])
  for (const array of [texts([]), bigints([]), booleans([])]) expect(array).toHaveLength(20)
  expect(await understood('text', texts([]))).toEqual([])
})
