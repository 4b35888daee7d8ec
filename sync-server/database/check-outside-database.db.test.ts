import { afterAll, expect, it } from 'vitest'
import { checkOutsideDatabase } from './check-outside-database.ts'
import { freePort } from './postmaster.ts'
import { createTestDatabase } from './test-database.ts'

const database = await createTestDatabase()
afterAll(() => database.drop())

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url)
  change(url)
  return url.href
}

it('finds nothing wrong with a good one', async () => {
  await checkOutsideDatabase(database.url)
})

it.each([
  [
    'nothing listens',
    async () => {
      const port = await freePort()
      return changed((url) => (url.port = String(port)))
    },
    /nothing listens there/,
  ],
  ['the password is wrong', async () => changed((url) => (url.password = 'hunter2')), /user or password are wrong/],
  ['the database is missing', async () => changed((url) => (url.pathname = '/missing')), /no database of that name/],
])('says it in one sentence when %s', async (_what, urlOf, sentence) => {
  const url = await urlOf()
  const error = await checkOutsideDatabase(url).then(
    () => undefined,
    (reason: unknown) => reason as Error,
  )
  expect(error?.message).toMatch(sentence)
  expect(error?.message).toMatch(/DATABASE_URL.*Nothing was started\.$/)
  expect(error?.message).not.toContain('hunter2')
})

it('says it when the encoding cannot hold every letter, and when the role may not make tables', async () => {
  await database.pool.query(
    `create database latin encoding 'LATIN1' template template0 locale 'C' locale_provider libc`,
  )
  await database.pool.query(`create role guest login password 'guest'`)
  try {
    await expect(checkOutsideDatabase(changed((url) => (url.pathname = '/latin')))).rejects.toThrow(
      /encoding is LATIN1/,
    )
    const guest = changed((url) => Object.assign(url, { username: 'guest', password: 'guest' }))
    await expect(checkOutsideDatabase(guest)).rejects.toThrow(/may not make tables/)
  } finally {
    await database.pool.query('drop database latin')
    await database.pool.query('drop role guest')
  }
})
