/**
 * B22, E07 on the real database: "accepted", the unpaid invoice and the reserve come into being together or not at all.
 * `xmin` is the transaction that wrote a row, so one number on all of them says that one transaction did.
 */
import { afterEach, describe, expect, it } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import {
  aLine,
  cart,
  openHostileCompany,
  operationOf,
  order as orderRef,
  push,
  pushBody,
  server,
  who,
} from '../testing/hostile-company.ts'
import { small } from '../testing/small-catalogue.ts'
import { amounts, stored } from '../testing/stored.ts'
import { accepted } from '../testing/till-acts.ts'

openHostileCompany()

const total = 2 * small.priceMinor
let made = 0

/** Two bottles from a phone, a draft. */
async function ordered(): Promise<{ kind: string; id: string }> {
  const target = orderRef(`accept-${(made += 1)}`)
  const payload = cart('customer', { lines: [aLine] })
  expect(await push(who.customer, { kind: 'order.submit', target, payload })).toEqual(accepted)
  return target
}
const acceptance = (target: { kind: string; id: string }) => ({ kind: 'order.accept', target, payload: {} })

const query = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  (await server.database.pool.query<Row>(sql, values)).rows

const ledgerOf = (id: string) =>
  query<{ owner: string; name: string; delta: number; entry: string; written: string }>(
    `select owner_kind || '/' || owner_id as owner, name, delta::int, entry, xmin::text as written
     from ledger where ref_id = $1 order by id`,
    id,
  )

/** All that an acceptance touches: the order, the customer's and the goods' accounts, and what screens are shown of them. */
const books = async (id: string) => ({
  order: await stored<Order>('order', id),
  ledger: await ledgerOf(id),
  accounts: await query(`select owner_kind, owner_id, name, amount from balances where name > '' order by 1, 2, 3`),
  shown: { customer: await amounts('balance', who.customer.personId), goods: await amounts('stock', small.product) },
})

/** What stands once it is accepted, and by how many transactions it was written. */
async function expectAllOfIt(id: string, before: Awaited<ReturnType<typeof books>>): Promise<void> {
  const after = await books(id)
  expect(after.order).toMatchObject({
    state: 'accepted',
    invoice: { totalMinor: total, paidMinor: 0, state: 'unpaid', debtMinor: 0 },
  })
  const [{ written = '' } = {}] = await query<{ written: string }>(
    `select xmin::text as written from documents where kind = 'order' and id = $1`,
    id,
  )
  expect(after.ledger).toEqual([
    { owner: `balance/${who.customer.personId}`, name: 'receivable', delta: total, entry: 'invoice', written },
    { owner: `stock/${small.product}`, name: 'reserved', delta: 2_000, entry: 'reserve', written },
  ])
  const grown = (shown: Record<string, number>, name: string, delta: number) => (shown[name] ?? 0) + delta
  expect(after.shown.customer['receivable']).toBe(grown(before.shown.customer, 'receivable', total))
  expect(after.shown.goods['reserved']).toBe(grown(before.shown.goods, 'reserved', 2_000))
  expect(
    await query(
      `select name, xmin::text as written from balances
       where (owner_id, name) in (($1, 'receivable'), ($2, 'reserved')) order by 1`,
      who.customer.personId,
      small.product,
    ),
  ).toEqual([
    { name: 'receivable', written },
    { name: 'reserved', written },
  ])
}

/** From now on the database does this instead of that write. */
async function instead(of: string, does: string): Promise<void> {
  await query(
    `create function fault() returns trigger language plpgsql as $$ begin ${does}; return new; end $$;
     create trigger fault before ${of} execute function fault()`,
  )
}
const mend = () => query('drop function if exists fault() cascade')
afterEach(mend)

describe('an order is accepted', () => {
  it('state, invoice and reserve are written by one transaction', async () => {
    const target = await ordered()
    const before = await books(target.id)
    expect(before).toMatchObject({ order: { state: 'draft', invoice: null }, ledger: [] })
    expect(await push(who.operator, acceptance(target))).toEqual(accepted)
    await expectAllOfIt(target.id, before)
  })

  const places: [string, string][] = [
    ['state', `insert or update on documents for each row when (new.kind = 'order')`],
    ['invoice', `insert on ledger for each row when (new.name = 'receivable')`],
    ['reserve', `insert on ledger for each row when (new.name = 'reserved')`],
    ['sum of what is owed', `insert or update on balances for each row when (new.name = 'receivable')`],
    ['sum of what is reserved', `insert or update on balances for each row when (new.name = 'reserved')`],
    ['stock that screens are shown', `insert or update on documents for each row when (new.kind = 'stock')`],
  ]
  it.each(places)('nothing of it stands when the %s cannot be written; later all of it', async (_what, place) => {
    const target = await ordered()
    const before = await books(target.id)
    await instead(place, `raise exception 'the disk of this test'`)
    expect(await push(who.operator, acceptance(target))).toEqual({ kind: 'held', cause: 'fault' })
    expect(await books(target.id)).toEqual(before)

    await mend()
    const held = { deviceId: who.operator.deviceId, seq: who.operator.seq }
    const decided = await who.office.browser.call('office.decideHeld', { ...held, how: 'again' })
    expect(decided.data).toMatchObject({ verdict: 'accepted' })
    await expectAllOfIt(target.id, before)
  })

  it.each(places.slice(0, 3))('nothing of it stands when the connection dies at the %s', async (_what, place) => {
    const target = await ordered()
    const before = await books(target.id)
    await instead(place, 'perform pg_terminate_backend(pg_backend_pid())')
    const body = pushBody([operationOf(who.operator, who.operator.seq + 1, acceptance(target))])
    expect(await who.operator.browser.call('sync.push', body)).toMatchObject({ status: 503 })
    expect(await books(target.id)).toEqual(before)

    await mend()
    expect(await push(who.operator, acceptance(target))).toEqual(accepted)
    await expectAllOfIt(target.id, before)
  })
})
