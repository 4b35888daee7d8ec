import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearAttempts, takeAttempt } from './attempt-limits.ts'
import { createIdentityDatabase, type IdentityDatabase } from './test-identity-database.ts'

const org = 'o'
const minute = 60_000
let database: IdentityDatabase
beforeAll(async () => {
  database = await createIdentityDatabase()
})
beforeEach(() => clearAttempts(database.pool, org, ['person:1', 'person:2', 'device:1', 'device:2']))
afterAll(() => database.drop())

const take = (now: number, ...subjects: string[]) => takeAttempt(database.pool, org, subjects, now)

describe('wrong attempts', () => {
  it('four are free, the fifth is taken and locks for a minute, and every further one twice as long, up to an hour', async () => {
    let now = 1_000_000
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await take(now, 'person:1')).toEqual({ kind: 'go', attemptsLeft })
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await take(now, 'person:1')).toEqual({ kind: 'locked', waitMs: minutes * minute })
      expect(await take(now + minutes * minute - 1, 'person:1')).toEqual({ kind: 'locked', waitMs: 1 })
      now += minutes * minute
      expect(await take(now, 'person:1')).toEqual({ kind: 'go', attemptsLeft: 0 })
    }
  })

  it('a locked device locks everybody on it, a locked person locks everywhere', async () => {
    for (let count = 0; count < 5; count++) await take(0, 'person:1', 'device:1')
    expect(await take(1, 'person:2', 'device:1')).toMatchObject({ kind: 'locked' })
    expect(await take(1, 'person:1', 'device:2')).toMatchObject({ kind: 'locked' })
    expect(await take(1, 'person:2', 'device:2')).toMatchObject({ kind: 'go' })
  })

  it('attempts at the same moment from several processes count one by one', async () => {
    const other = database.connectAnother()
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        takeAttempt(index % 2 === 0 ? database.pool : other, org, ['person:1', 'device:1'], 5),
      ),
    )
    expect(verdicts.filter((verdict) => verdict.kind === 'go')).toHaveLength(5)
    await other.end()
  })

  it('a right secret starts the count anew, and so does a day of rest', async () => {
    for (let count = 0; count < 5; count++) await take(0, 'person:1')
    await clearAttempts(database.pool, org, ['person:1'])
    expect(await take(1, 'person:1')).toEqual({ kind: 'go', attemptsLeft: 4 })
    for (let count = 0; count < 3; count++) await take(1, 'person:1')
    expect(await take(2 + 24 * 60 * minute, 'person:1')).toEqual({ kind: 'go', attemptsLeft: 4 })
  })

  it('another organisation’s person of the same id is somebody else', async () => {
    for (let count = 0; count < 5; count++) await take(0, 'person:1')
    expect(await takeAttempt(database.pool, 'other', ['person:1'], 1)).toMatchObject({ kind: 'go' })
    await clearAttempts(database.pool, 'other', ['person:1'])
  })
})
