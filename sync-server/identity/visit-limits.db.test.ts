import { afterAll, beforeAll, expect, it } from 'vitest'
import { createIdentityDatabase, type IdentityDatabase } from './test-identity-database.ts'
import { takeVisit } from './visit-limits.ts'

let database: IdentityDatabase
beforeAll(async () => {
  database = await createIdentityDatabase()
})
afterAll(() => database.drop())

const hour = 3_600_000
const visit = (subject: string, now: number) => takeVisit(database.pool, { org: 'o', subject, perHour: 60, now })

it('after a flood the next one is let in within its share of the hour, and the hour’s number is kept', async () => {
  const flood = await Promise.all(Array.from({ length: 90 }, () => visit('a', 0)))
  expect(flood.filter(({ kind }) => kind === 'go')).toHaveLength(60)
  expect(await visit('a', 0)).toEqual({ kind: 'limited', waitMs: 60_000 })
  expect(await visit('a', 59_999)).toEqual({ kind: 'limited', waitMs: 1 })
  expect(await visit('a', 60_000)).toEqual({ kind: 'go' })
  expect(await visit('a', 60_001)).toEqual({ kind: 'limited', waitMs: 59_999 })
  // Those who were turned away do not push the others' turn back.
  for (let count = 0; count < 5; count += 1) await visit('a', 60_002)
  expect(await visit('a', 120_000)).toEqual({ kind: 'go' })
  expect(await visit('b', 60_000)).toEqual({ kind: 'go' })
})

it('rest fills it up again, and no further', async () => {
  for (let count = 0; count < 60; count += 1) await visit('c', 0)
  const later = await Promise.all(Array.from({ length: 90 }, () => visit('c', 10 * hour)))
  expect(later.filter(({ kind }) => kind === 'go')).toHaveLength(60)
})
