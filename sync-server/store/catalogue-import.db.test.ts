import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { main } from '../exchange/import-command.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { demoCatalogue } from '../demo/catalogue.ts'
import { renderImportXml, renderOffersXml } from '../demo/render-commerceml.ts'
import { ensureOrganisation } from '../office/ensure-organisation.ts'
import { openCatalogueSink } from './catalogue-import.ts'
import { theOrganisation as org } from './postgres/organisations.ts'
import { createPostgresStore } from './postgres/postgres-store.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-import-test-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

async function command(...args: string[]) {
  let stdout = ''
  let stderr = ''
  const code = await main(args, {
    env: { DATABASE_URL: database.url },
    openSink: openCatalogueSink,
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    now: () => 0,
  })
  return { code, stdout, stderr }
}

it('npm run import fills an empty database, before the first start of a server', async () => {
  const catalogue = demoCatalogue()
  const files = [path.join(folder, 'import.xml'), path.join(folder, 'offers.xml')] as const
  await writeFile(files[0], renderImportXml(catalogue))
  await writeFile(files[1], renderOffersXml(catalogue))
  const { code, stdout } = await command(...files)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ totals: { products: catalogue.products.length } })

  // The first start then finds the price lists.
  const store = createPostgresStore({ connectionString: database.url, max: 2 })
  await ensureOrganisation(
    { store, pool: database.pool, org },
    { name: 'Моя', phone: null, timezone: 'Europe/Moscow' },
    1,
  )
  const { rows } = await database.pool.query(`select body from documents where kind = 'settings'`)
  expect(rows).toMatchObject([{ body: { retailPriceTypeId: catalogue.priceTypes.retail.id } }])
  await store.close()

  const before = await database.pool.query('select count(*) from documents')
  await writeFile(files[1], renderOffersXml(catalogue).slice(0, 5_000))
  const broken = await command(...files)
  expect(broken).toMatchObject({ code: 1, stdout: '' })
  expect((await database.pool.query('select count(*) from documents')).rows).toEqual(before.rows)
})
