import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import {
  amountsSchema,
  groupSchema,
  priceSchema,
  priceTypeSchema,
  productSchema,
  type Price,
  type Product,
} from '../../../lib/domain/catalogue/catalogue.ts'
import { soldGoods } from '../../../lib/domain/catalogue/sold-goods.ts'
import { demoCatalogue } from '../../demo/catalogue.ts'
import { renderImportXml, renderOffersXml } from '../../demo/render-commerceml.ts'
import { createTestDatabase, type TestDatabase } from '../../database/test-database.ts'
import { importCatalogue } from '../../exchange/import-catalogue.ts'
import { ensureOrganisation } from '../../office/ensure-organisation.ts'
import type { Announcement } from '../ports.ts'
import { openCatalogueSink } from './catalogue-sink.ts'
import { migrate } from './migrate.ts'
import { createPostgresStore, type PostgresStore } from './postgres-store.ts'

const settings = { name: 'Проба', phone: null, timezone: 'Europe/Moscow' }
let database: TestDatabase
let store: PostgresStore
let announced: Announcement[] = []
/** Every test has an organisation of its own. */
let org = 'org-0'
beforeAll(async () => {
  database = await createTestDatabase()
  await migrate(database.pool)
  store = createPostgresStore({ connectionString: database.url, max: 3 })
})
beforeEach(async () => {
  await found(`org-${Number(org.slice(4)) + 1}`)
  announced = []
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
async function found(name: string) {
  org = name
  await ensureOrganisation({ store, pool: database.pool, org }, settings, 1)
}

const open = () =>
  openCatalogueSink({
    connectionString: database.url,
    org,
    by: null,
    now: () => 5,
    onCommit: (announcement) => announced.push(announcement),
  })
const file = (name: string, text: string) => {
  const bytes = Buffer.from(text)
  return { name, bytes: bytes.length, open: () => [bytes][Symbol.iterator]() as unknown as AsyncIterable<Uint8Array> }
}
async function run(...texts: string[]) {
  let sink: Awaited<ReturnType<typeof open>> | null = null
  await importCatalogue(
    texts.map((text, index) => file(`${index}.xml`, text)),
    { openSink: async () => (sink = await open()) },
  )
  return sink!.published()!
}
const xml = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07">${content}</КоммерческаяИнформация>`
const goods = (content: string) => xml(`<Каталог><Ид>c</Ид><Товары>${content}</Товары></Каталог>`)
const offers = (content: string, attributes = '') =>
  xml(`<ПакетПредложений${attributes}><Ид>c#</Ид><Предложения>${content}</Предложения></ПакетПредложений>`)
const changesOnly = ' СодержитТолькоИзменения="true"'
const priceTypes = xml(
  `<ПакетПредложений><Ид>c#</Ид><ТипыЦен><ТипЦены><Ид>PT-1</Ид><Наименование>Розничная</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен></ПакетПредложений>`,
)
const product = (id: string, name: string, rest = '') =>
  `<Товар><Ид>${id}</Ид><Наименование>${name}</Наименование>${rest}</Товар>`
const price = (amount: string) =>
  `<Цены><Цена><ИдТипаЦены>PT-1</ИдТипаЦены><ЦенаЗаЕдиницу>${amount}</ЦенаЗаЕдиницу></Цена></Цены>`
const stock = (figures: Record<string, number>) =>
  Object.entries(figures)
    .map(([id, count]) => `<Склад ИдСклада="${id}" КоличествоНаСкладе="${count}"/>`)
    .join('')

async function body<Body>(kind: string, id: string): Promise<Body | undefined> {
  const { rows } = await database.pool.query<{ body: Body }>(
    'select body from documents where org = $1 and kind = $2 and id = $3',
    [org, kind, id],
  )
  return rows[0]?.body
}
const amounts = async (id: string) => (await body<{ amounts: Record<string, number> }>('stock', id))?.amounts
/** Rows of this test's organisation: `$1`. */
async function rowsOf<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.pool.query<Row>(sql, [org])).rows
}
const versions = async () =>
  JSON.stringify(await rowsOf('select kind, id, version, scopes, body from documents where org = $1 order by kind, id'))
const contents = () => rowsOf('select kind, id, scopes, body from documents where org = $1 order by kind, id')
const runs = () =>
  rowsOf(`select actor, payload, verdict_kind from operations where org = $1 and kind = 'catalogue.import'`)
const figures = () =>
  rowsOf('select clock, (select count(*) from ledger where org = $1) as postings from organisations where id = $1')

describe('an import of the demonstration catalogue', () => {
  const catalogue = demoCatalogue()
  const both = () => [renderImportXml(catalogue), renderOffersXml(catalogue)]

  it('makes the documents, the stock ledger, and one entry in the journal by "import"', async () => {
    const published = await run(...both())
    expect(published.changed).toMatchObject({
      group: catalogue.groups.length,
      product: catalogue.products.length,
      price: catalogue.products.length * 2,
      priceType: 2,
      warehouse: 2,
      settings: 1,
    })
    const some = catalogue.products.find(({ containerDepositMinor }) => containerDepositMinor !== null)!
    expect(await body<Product>('product', some.id)).toMatchObject({
      name: some.name,
      article: some.article,
      barcodes: [some.barcode],
      groupId: some.groupId,
      unit: some.unit.shortName,
      vatPercent: some.vatPercent,
      containerDepositMinor: some.containerDepositMinor,
      orderable: true,
      deleted: false,
    })
    const { retail } = catalogue.priceTypes
    expect(await body<Price>('price', `${retail.id}:${some.id}`)).toMatchObject({
      minor: some.retailMinor,
      currency: 'RUB',
    })
    expect(await amounts(some.id)).toEqual(
      Object.fromEntries(Object.entries(some.stockMilli).map(([id, milli]) => [`onHand:${id}`, milli])),
    )
    expect(await body('settings', 'organisation')).toMatchObject({ retailPriceTypeId: retail.id })
    expect(await runs()).toMatchObject([
      { actor: 'import', verdict_kind: 'accepted', payload: { files: ['0.xml', '1.xml'] } },
    ])
  })

  it('the same files again change nothing: no version, no feed, no posting; only the journal knows of it', async () => {
    await run(...both())
    const before = await versions()
    const standing = await figures()
    announced = []
    expect((await run(...both())).changed).toEqual({})
    expect(await versions()).toBe(before)
    expect(await figures()).toEqual(standing)
    expect(announced).toEqual([])
  })

  it('offers before goods give the same documents', async () => {
    await run(...both())
    const inOrder = await contents()
    await found(`${org}0`)
    await run(both()[1]!)
    await run(both()[0]!)
    expect(await contents()).toEqual(inOrder)
  })

  it('a device that pulls gets it all, in the order of one commit', async () => {
    const published = await run(...both())
    const pulled = await store.pull(org, {
      deviceId: 'server',
      cursors: [{ scope: 'catalog', after: 0 }],
      limit: 5000,
    })
    expect(pulled.asOf).toBe(published.clock)
    expect(pulled.pages[0]?.changes.filter(({ ref }) => ref.kind === 'product')).toHaveLength(catalogue.products.length)
    expect(announced).toEqual([{ org, clock: published.clock, scopes: published.scopes }])
    expect(published.scopes).toContain('catalog')
  })
})

describe('a partial update', () => {
  it('touches only what it names', async () => {
    await run(goods(product('P1', 'Вода', '<Артикул>1</Артикул>') + product('P2', 'Помпа')), priceTypes)
    await run(offers(`<Предложение><Ид>P1</Ид>${price('150.50')}${stock({ W1: 3 })}</Предложение>`))
    const second = await run(offers(`<Предложение><Ид>P1</Ид>${price('160')}</Предложение>`, changesOnly))
    expect(second.changed).toEqual({ price: 1 })
    expect(await body<Price>('price', 'pt-1:p1')).toMatchObject({ minor: 16000 })
    expect(await body<Product>('product', 'p1')).toMatchObject({ name: 'Вода', article: '1' })
    expect(await body<Product>('product', 'p2')).toMatchObject({ deleted: false })
    expect(await amounts('p1')).toEqual({ 'onHand:w1': 3000 })
  })

  it('a full file names only warehouses that have something; a file of changes leaves the others alone', async () => {
    const offer = (figures: Record<string, number>) => `<Предложение><Ид>P1</Ид>${stock(figures)}</Предложение>`
    await run(goods(product('P1', 'Вода')), offers(offer({ W1: 3, W2: 5 })))
    await run(offers(offer({ W2: 4 }), changesOnly))
    expect(await amounts('p1')).toEqual({ 'onHand:w1': 3000, 'onHand:w2': 4000 })
    await run(offers(offer({ W2: 4 })))
    expect(await amounts('p1')).toEqual({ 'onHand:w1': 0, 'onHand:w2': 4000 })
    await run(offers('<Предложение><Ид>P1</Ид><Количество>-2.5</Количество></Предложение>', changesOnly))
    expect(await amounts('p1')).toEqual({ 'onHand:': -2500, 'onHand:w1': 0, 'onHand:w2': 0 })
    const rows = await rowsOf<{ sum: string; amount: string }>(
      `select l.name, sum(l.delta) as sum, b.amount from ledger l join balances b using (org, owner_kind, owner_id, name)
       where l.org = $1 and l.owner_id = 'p1' group by l.name, b.amount`,
    )
    expect(rows).toHaveLength(3)
    for (const { sum, amount } of rows) expect(sum).toBe(amount)
  })

  it('reserves are no business of an import', async () => {
    await run(goods(product('P1', 'Вода')), offers(`<Предложение><Ид>P1</Ид>${stock({ W1: 3 })}</Предложение>`))
    await database.pool.query(`insert into balances values ($1, 'stock', 'p1', 'reserved', 1000, true)`, [org])
    await run(offers(`<Предложение><Ид>P1</Ид>${stock({ W1: 9 })}</Предложение>`))
    expect(await amounts('p1')).toEqual({ 'onHand:w1': 9000, reserved: 1000 })
  })
})

describe('goods', () => {
  it('a variant belongs to its product and follows what the product becomes', async () => {
    const grouped = '<Группы><Ид>G1</Ид></Группы>'
    await run(goods(product('P1', 'Футболка', grouped)))
    await run(
      offers(
        `<Предложение><Ид>P1#C1</Ид><Наименование>Футболка</Наименование><ХарактеристикиТовара><ХарактеристикаТовара>` +
          `<Наименование>Цвет</Наименование><Значение>синий</Значение></ХарактеристикаТовара></ХарактеристикиТовара></Предложение>`,
      ),
    )
    expect(await body<Product>('product', 'p1#c1')).toMatchObject({
      parentId: 'p1',
      name: 'Футболка (синий)',
      groupId: 'g1',
    })
    const renamed = await run(goods(product('P1', 'Майка')))
    expect(renamed.changed).toEqual({ product: 2 })
    expect(await body<Product>('product', 'p1#c1')).toMatchObject({ name: 'Футболка' })
  })

  it('ids are compared without case', async () => {
    await run(goods(product('AB-1', 'Вода')))
    expect((await run(goods(product('ab-1', 'Вода')))).changed).toEqual({})
    expect(await rowsOf(`select sent_id from catalogue_told where org = $1 and kind = 'goods'`)).toEqual([
      { sent_id: 'AB-1' },
    ])
  })

  it('a deletion mark is the only way to be deleted, and is taken back', async () => {
    await run(goods(product('P1', 'Вода')))
    await run(xml('<Каталог><Ид>c</Ид><Товары><Товар Статус="Удален"><Ид>P1</Ид></Товар></Товары></Каталог>'))
    expect(await body<Product>('product', 'p1')).toMatchObject({ name: 'Вода', deleted: true })
    await run(goods(product('P1', 'Вода')))
    expect(await body<Product>('product', 'p1')).toMatchObject({ deleted: false })
  })

  it('hostile text stays text', async () => {
    const name = `'; drop table documents; -- <script>alert(1)</script> {"$ne":null} \\u0000`
    await run(goods(product('P1', name.replaceAll('<', '&lt;'))))
    expect(await body<Product>('product', 'p1')).toMatchObject({ name })
  })
})

describe('a run', () => {
  it('that is broken off leaves nothing behind', async () => {
    await run(goods(product('P1', 'Вода')))
    const before = await versions()
    const sink = await open()
    await sink.begin({ fileNames: ['a'] })
    await sink.stage({
      fileName: 'a',
      records: [{ kind: 'product', line: 1, id: 'P9', productId: 'P9', characteristicId: null, name: 'Лишнее' }],
    })
    await sink.rollback()
    await sink.close()
    expect(await versions()).toBe(before)
    expect(await runs()).toHaveLength(1)
  })

  it('that loses its connection while it applies leaves nothing behind', async () => {
    const sink = await open()
    await sink.begin({ fileNames: ['a'] })
    await sink.stage({
      fileName: 'a',
      records: [{ kind: 'product', line: 1, id: 'P9', productId: 'P9', characteristicId: null, name: 'Лишнее' }],
    })
    // Somebody holds the server's device, so the run waits in the middle, and then its connection is killed.
    const holder = new pg.Client({ connectionString: database.url })
    await holder.connect()
    await holder.query(`begin; select from devices where id = 'server' for update`)
    const committed = expect(sink.commit()).rejects.toThrow()
    await expect
      .poll(async () => {
        const { rows } = await database.pool.query<{ pid: number }>(
          `select pid from pg_stat_activity where application_name = 'rodnik-import' and wait_event_type = 'Lock'`,
        )
        if (rows[0]) await database.pool.query('select pg_terminate_backend($1)', [rows[0].pid])
        return rows.length
      })
      .toBe(1)
    await committed
    await holder.query('rollback')
    await holder.end()
    await sink.close().catch(() => undefined)
    expect(await body('product', 'p9')).toBeUndefined()
    expect((await run(goods(product('P9', 'Нужное')))).changed).toEqual({ product: 1 })
  })

  it('two at once come one after the other', async () => {
    const runs = await Promise.all([
      run(goods(product('P1', 'Вода') + product('P2', 'Помпа'))),
      run(goods(product('P2', 'Помпа') + product('P1', 'Вода'))),
    ])
    expect(runs.map(({ changed }) => changed)).toContainEqual({ product: 2 })
    expect(runs.map(({ changed }) => changed)).toContainEqual({})
  })
})

const fixtures = path.resolve(import.meta.dirname, '../../../../shared/fixtures/commerceml')
describe.skipIf(!existsSync(fixtures))('files of the field', () => {
  it('all of them at once become documents, and again they change nothing', async () => {
    const names = readdirSync(fixtures).filter((name) =>
      /import|offers|prices|rests|groups|products|classifier/.test(name),
    )
    const files = names.map((name) => {
      const bytes = readFileSync(path.join(fixtures, name))
      return {
        name,
        bytes: bytes.length,
        open: () => [bytes][Symbol.iterator]() as unknown as AsyncIterable<Uint8Array>,
      }
    })
    const published: (Record<string, number> | undefined)[] = []
    for (let count = 0; count < 2; count++) {
      const sink = await open()
      await importCatalogue(files, { openSink: async () => sink })
      published.push(sink.published()?.changed)
    }
    expect(published[0]?.['product']).toBeGreaterThan(20)
    expect(published[0]?.['stock']).toBeGreaterThan(20)
    expect(published[1]).toEqual({})
    const rows = await rowsOf<{ kind: string; body: unknown }>('select kind, body from documents where org = $1')
    const schemas = {
      group: groupSchema,
      product: productSchema,
      priceType: priceTypeSchema,
      price: priceSchema,
      stock: amountsSchema,
    }
    for (const { kind, body } of rows) if (kind in schemas) schemas[kind as keyof typeof schemas].parse(body)
  })

  it('UT 11: two products with five variants are five things to sell, each with its price', async () => {
    await run(
      ...['207-ut11-import-full.xml', '207-ut11-offers-stores.xml'].map((name) =>
        readFileSync(path.join(fixtures, name), 'utf8'),
      ),
    )
    const bodies = async <Body>(kind: string) =>
      (await rowsOf<{ body: Body }>(`select body from documents where org = $1 and kind = '${kind}'`)).map(
        ({ body }) => body,
      )
    const [products, prices] = [await bodies<Product>('product'), await bodies<Price>('price')]
    expect(products).toHaveLength(7)
    const sold = soldGoods(products, prices).map(({ id }) => id)
    expect(sold).toHaveLength(5)
    expect(prices.map(({ productId }) => productId).toSorted()).toEqual(sold.toSorted())
  })
})
