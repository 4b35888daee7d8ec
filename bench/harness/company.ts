/**
 * A seeded company written straight into the tables, as an import and a year of work would have left it: settings, price
 * list, goods with prices and stock, customers with addresses. Bodies are typed by the domain, scopes come from it.
 */
import type pg from 'pg'
import { priceId, type Price, type PriceType, type Product } from '../../lib/domain/catalogue/catalogue.ts'
import type { Customer, Settings } from '../../lib/domain/customer/customer.ts'
import type { Ref } from '../../lib/domain/operation.ts'
import { trade } from '../../lib/domain/rodnik-trade.ts'
import type { Person } from '../../lib/domain/staff/person.ts'
import { theOrganisation } from '../../sync-server/store/postgres/organisations.ts'
import { seeded, type Seeded } from './seeded.ts'

export type Planted = { ref: Ref; body: unknown }

export type Company = {
  documents: Planted[]
  products: { id: string; minor: number }[]
  customers: Customer[]
  operator: Person
  driver: Person
}

export const retailId = 'bench-retail'
const warehouseId = 'bench-main'
const epoch = Date.UTC(2026, 0, 12, 9)

const goods = ['Вода артезианская', 'Вода питьевая', 'Кулер напольный', 'Помпа механическая', 'Стаканы', 'Чай чёрный']
const sorts = ['негазированная', 'газированная', 'с йодом', 'серебристый', 'в упаковке', 'новый урожай']
const names = ['Анна', 'Борис', 'Вера', 'Григорий', 'Дарья', 'Егор', 'Жанна', 'Захар', 'Ирина', 'Кирилл']
const surnames = ['Смирнов', 'Кузнец', 'Попов', 'Лебедь', 'Соколов', 'Мороз', 'Волк', 'Зайцев', 'Павлов', 'Семёнов']
const streets = ['Лесная', 'Садовая', 'Заводская', 'Речная', 'Школьная', 'Полевая', 'Мира', 'Набережная']

export function makeCompany(size: { products: number; customers: number }, seed = 1): Company {
  const random = seeded(seed)
  const operator: Person = staff('bench-operator', 'Ольга', ['operator'])
  const driver: Person = staff('bench-driver', 'Дмитрий', ['driver'])
  const settings: Settings = {
    id: 'organisation',
    name: 'Родник',
    currency: 'RUB',
    timezone: 'Europe/Moscow',
    retailPriceTypeId: retailId,
    paymentIntents: ['cash', 'card', 'deposit'],
    phone: null,
  }
  const retail: PriceType = { id: retailId, name: 'Розничная', currency: 'RUB', vatIncluded: true, autoConfirm: false }
  const documents: Planted[] = [
    planted('settings', settings),
    planted('priceType', retail),
    planted('warehouse', { id: warehouseId, name: 'Основной склад' }),
    planted('group', { id: 'bench-group', name: 'Вода и всё к ней', parentId: null, position: 1 }),
    planted('person', operator),
    planted('person', driver),
  ]
  const products: Company['products'] = []
  for (let n = 0; n < size.products; n += 1) {
    const id = uuid(random)
    const minor = random.between(50, 9_000) * 100
    products.push({ id, minor })
    documents.push(planted('product', makeProduct(random, id, n)))
    documents.push(planted('price', makePrice(id, minor)))
    documents.push(planted('stock', { id, amounts: { [`onHand:${warehouseId}`]: onHandMilli } }))
  }
  const customers = Array.from({ length: size.customers }, (_, n) => makeCustomer(random, n))
  documents.push(...customers.map((customer) => planted('customer', customer)))
  return { documents, products, customers, operator, driver }
}

const onHandMilli = 1_000_000_000

const staff = (id: string, name: string, roles: Person['roles']): Person => ({
  id,
  name,
  roles,
  active: true,
  pinVersion: 1,
  createdAt: epoch,
})

export function planted<Body extends { id: string }>(kind: string, body: Body): Planted {
  return { ref: { kind, id: body.id }, body }
}

function makeProduct(random: Seeded, id: string, n: number): Product {
  return {
    id,
    parentId: null,
    name: `${random.pick(goods)} ${random.pick(sorts)}, ${random.between(1, 40)} л № ${n}`,
    article: `A-${String(n).padStart(6, '0')}`,
    barcodes: [String(4_600_000_000_000 + n)],
    groupId: 'bench-group',
    type: 'goods',
    unit: 'шт',
    unitCode: '796',
    fractional: false,
    vatPercent: 22,
    description: 'Хранить в сухом месте при температуре от +5 до +25 °C, вдали от солнечных лучей.',
    orderable: true,
    pricePoints: null,
    containerDepositMinor: null,
    deleted: false,
  }
}

function makePrice(productId: string, minor: number): Price {
  return { id: priceId(retailId, productId), priceTypeId: retailId, productId, minor, currency: 'RUB' }
}

function makeCustomer(random: Seeded, n: number): Customer {
  return {
    id: uuid(random),
    name: `${random.pick(names)} ${random.pick(surnames)}`,
    phones: [`+79${String(n).padStart(9, '0')}`],
    email: null,
    addresses: [
      {
        id: uuid(random),
        raw: `ул. ${random.pick(streets)}, д. ${random.between(1, 120)}, кв. ${random.between(1, 200)}`,
        verified: 'Лесная улица, дом 5, квартира 12',
        note: 'Домофон не работает, звонить за десять минут',
        autoAccept: false,
        neverAutoAccept: false,
        receiptContact: null,
      },
    ],
    priceTypeId: null,
    matched: true,
    note: null,
    deposits: [],
    createdAt: epoch + n * 60_000,
  }
}

/** Writes them as one commit would: documents, feed, the clock last. Present ones get their next version. */
export async function plant(pool: pg.Pool, documents: readonly Planted[]): Promise<void> {
  const org = theOrganisation
  const client = await pool.connect()
  try {
    await client.query('begin')
    const rows = documents.map(({ ref, body }, index) => ({
      ...ref,
      body,
      scopes: trade.scopesOf(ref, body),
      n: index + 1,
    }))
    const { rows: clocks } = await client.query<{ clock: string }>(
      'update organisations set clock = clock + $2 where id = $1 returning clock - $2 as clock',
      [org, rows.length],
    )
    const clock = clocks[0]?.clock
    if (clock === undefined) throw new Error('There is no organisation yet: start a server on this database first')
    for (let from = 0; from < rows.length; from += 5_000) {
      const part = JSON.stringify(rows.slice(from, from + 5_000))
      await client.query(
        `insert into documents as d (org, kind, id, version, scopes, body)
         select $1, r.kind, r.id, 1, r.scopes, r.body
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, scopes text[], body jsonb)
         on conflict (org, kind, id) do update
         set version = d.version + 1, scopes = excluded.scopes, body = excluded.body`,
        [org, part],
      )
      await client.query(
        `insert into feed (org, scope, seq, kind, id, gone)
         select $1, s.scope, $3::bigint + r.n, r.kind, r.id, false
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, scopes text[], n bigint)
         cross join lateral unnest(r.scopes) as s (scope)
         on conflict (org, scope, kind, id) do update set seq = excluded.seq, gone = false`,
        [org, part, clock],
      )
      await client.query(
        `insert into balances (org, owner_kind, owner_id, name, amount, floored)
         select $1, 'stock', r.id, a.name, a.amount, false
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, body jsonb)
         cross join lateral (
           select '' as name, 0::bigint as amount
           union all
           select key, value::bigint from jsonb_each_text(r.body->'amounts')
         ) a
         where r.kind = 'stock' on conflict do nothing`,
        [org, part],
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  // As autovacuum would have done by the time a shop has so many rows.
  await pool.query('vacuum analyze documents, feed, balances')
}

export function uuid(random: Seeded): string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random.next() * 16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
}
