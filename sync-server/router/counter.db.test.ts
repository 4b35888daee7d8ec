/**
 * Decision 012 on the real database: an order that came from a phone is paid at a till, whatever others did to it meanwhile.
 * After every case the register says what the drawer holds, and the balances say what the ledger says.
 */
import { afterEach, describe, expect, it } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { backPayload, orderPayload } from '../../lib/domain/till/sample-counter.ts'
import {
  aLine,
  nothingWasOurFault,
  openHostileCompany,
  order as orderRef,
  type Person,
  push,
  server,
  who,
} from '../testing/hostile-company.ts'
import { migrate } from '../store/postgres/migrate.ts'
import { storedRow as stored } from '../testing/stored.ts'
import { org, report } from '../testing/test-server.ts'
import { accepted, closing as closingOf, openTill, receiptOf, shiftOf } from '../testing/till-acts.ts'

openHostileCompany()

const total = 58_000
let made = 0

const till = () => openTill(`Касса ${(made += 1)}`)

/** Two bottles ordered from a phone: 580.00. */
async function ordered(isAccepted = true): Promise<string> {
  made += 1
  const target = orderRef(`counter-${made}`)
  const payload = {
    ...{ source: 'shop', customerId: who.customer.personId, address: null, window: null },
    ...{ lines: [aLine], intent: null, note: null },
  }
  expect(await push(who.customer, { kind: 'order.submit', target, payload })).toEqual(accepted)
  if (isAccepted) await desk('accept', target.id)
  return target.id
}

async function desk(verb: string, id: string, payload: object = {}): Promise<void> {
  expect(await push(who.operator, { kind: `order.${verb}`, target: { kind: 'order', id }, payload })).toEqual(accepted)
}
const deskPays = (id: string, paymentId: string) => desk('pay', id, { paymentId, tender: 'card', amountMinor: total })

const orderNow = async (id: string) => (await stored<Order>('order', id)).body

/** As the till's screen would: of its own copy of the order. */
const closing = (order: Order, handedOver: boolean) =>
  orderPayload(order, `counter-sale-${(made += 1)}`, { handedOver })
const close = (person: Person, payload: object, number = 1) =>
  push(person, closingOf(receiptOf(person, number), payload))

async function balance(id: string, kind = 'balance'): Promise<Record<string, number>> {
  return (await stored<{ amounts: Record<string, number> }>(kind, id)).body.amounts
}
const deposit = async () => (await balance(who.customer.personId))['deposit'] ?? 0

type Pages = { pages: { changes: { kind: string; id: string; gone?: true }[] }[] }
async function seenBy({ browser, personId }: Person): Promise<string[]> {
  const input = { protocol: 1, personId, cursors: {}, limit: 1000, report: report(server.clock) }
  const { pages } = (await browser.call('sync.pull', input)).data as Pages
  return pages.flatMap(({ changes }) => changes.filter(({ gone }) => !gone).map(({ kind, id }) => `${kind}/${id}`))
}

afterEach(async () => {
  const { rows } = await server.database.pool.query<{ count: string }>(
    `select count(*) from (
       select owner_kind, owner_id, name, sum(delta) as amount from ledger where org = $1 group by 1, 2, 3
     ) l full join (select * from balances where org = $1 and name > '') b using (owner_kind, owner_id, name)
     where l.amount is distinct from b.amount`,
    [org],
  )
  expect(rows[0]?.count).toBe('0')
})

describe('an order at the counter', () => {
  it('comes to the till, is paid, delivered and completed by one act, and leaves it', async () => {
    const [kira, id] = [await till(), await ordered()]
    expect(await seenBy(kira)).toContain(`order/${id}`)
    expect(await close(kira, closing(await orderNow(id), true))).toEqual(accepted)
    expect(await orderNow(id)).toMatchObject({
      state: 'completed',
      invoice: { totalMinor: total, paidMinor: total, state: 'paid', debtMinor: 0 },
      payments: [{ tender: 'cash', amountMinor: total, receiptId: receiptOf(kira, 1) }],
    })
    expect((await balance(shiftOf(kira), 'register'))['cash']).toBe(total)
    expect(await seenBy(kira)).not.toContain(`order/${id}`)
    expect(await seenBy(who.operator)).toContain(`order/${id}`)
  })

  it('S23: what is over and paid never comes to a till, and a cashier does nothing else with an order', async () => {
    const [kira, id] = [await till(), await ordered()]
    await deskPays(id, `p-${id}`)
    await desk('complete', id)
    expect(await seenBy(kira)).not.toContain(`order/${id}`)
    const open = await ordered()
    const before = await orderNow(open)
    for (const verb of ['pay', 'complete', 'accept', 'void', 'return']) {
      const verdict = await push(kira, { kind: `order.${verb}`, target: { kind: 'order', id: open }, payload: {} })
      expect([verb, verdict]).not.toEqual([verb, accepted])
    }
    expect(await orderNow(open)).toEqual(before)
  })
})

describe('users.md 1: a till without a network, and an order that others changed meanwhile: the receipt always stands', () => {
  it.each<[string, boolean, (id: string) => Promise<void>, object]>([
    ['nothing', true, async () => undefined, { appliedMinor: total, depositMinor: 0, reason: null }],
    ['paid', false, (id) => deskPays(id, `p-${id}`), { appliedMinor: 0, depositMinor: total, reason: 'alreadyPaid' }],
    [
      'voided, goods handed over',
      true,
      (id) => desk('void', id, { reason: 'ошибка', refund: null, refundId: null }),
      { goodsMinor: total, depositMinor: 0, reason: 'alreadyFinished' },
    ],
    [
      'voided, only paid',
      false,
      (id) => desk('void', id, { reason: 'ошибка', refund: null, refundId: null }),
      { goodsMinor: 0, depositMinor: total, reason: 'alreadyFinished' },
    ],
    ['completed, a debt', false, (id) => desk('complete', id), { appliedMinor: total, reason: null }],
  ])('%s (handed over: %s)', async (_name, handedOver, meanwhile, fit) => {
    const [kira, id] = [await till(), await ordered()]
    const [payload, before] = [closing(await orderNow(id), handedOver), await deposit()]
    await meanwhile(id)
    expect(await close(kira, payload)).toEqual(accepted)
    const receipt = await stored<Receipt>('receipt', receiptOf(kira, 1))
    expect(receipt.body.order?.fit).toMatchObject(fit)
    expect((await balance(shiftOf(kira), 'register'))['cash']).toBe(total)
    expect((await deposit()) - before).toBe(receipt.body.order?.fit?.depositMinor)
    expect(receipt.scopes.includes('office')).toBe(receipt.body.order?.fit?.reason !== null)
  })

  it('two tills and the desk at the very same moment: one payment counts, the rest is the customer’s', async () => {
    const [one, other, id] = [await till(), await till(), await ordered()]
    const [order, before] = [await orderNow(id), await deposit()]
    const payment = { paymentId: `p-${id}`, tender: 'card', amountMinor: total }
    const [, , atDesk] = await Promise.all([
      close(one, closing(order, false)).then((verdict) => expect(verdict).toEqual(accepted)),
      close(other, closing(order, false)).then((verdict) => expect(verdict).toEqual(accepted)),
      push(who.operator, { kind: 'order.pay', target: { kind: 'order', id }, payload: payment }),
    ])
    const after = await orderNow(id)
    expect(after.invoice).toMatchObject({ paidMinor: total, state: 'paid' })
    const paid = after.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    expect(paid).toBe(total)
    // The desk sees at once who was first, and takes nothing.
    const taken = atDesk.kind === 'accepted' ? 3 : 2
    if (taken === 2) expect(atDesk).toMatchObject({ reason: 'alreadyPaid' })
    expect((await deposit()) - before).toBe((taken - 1) * total)
  })

  it('the office says what became of it, once; then it is no longer in the way', async () => {
    const [kira, id] = [await till(), await ordered()]
    const payload = closing(await orderNow(id), false)
    await deskPays(id, `p-${id}`)
    await close(kira, payload)
    const target = { kind: 'receipt', id: receiptOf(kira, 1) }
    expect(await seenBy(who.office)).toContain(`receipt/${target.id}`)
    const settle = (person: Person) => push(person, { kind: 'receipt.settle', target, payload: { note: 'вернули' } })
    expect(await settle(who.operator)).toMatchObject({ reason: 'notAllowed' })
    expect(await settle(kira)).toMatchObject({ reason: 'notAllowed' })
    expect(await settle(who.office)).toEqual(accepted)
    expect(await settle(who.office)).toMatchObject({ reason: 'alreadySettled' })
    expect(await seenBy(who.office)).not.toContain(`receipt/${target.id}`)
    expect(await seenBy(kira)).toContain(`receipt/${target.id}`)
  })
})

describe('users.md 12: goods of an order come back once', () => {
  const back = (id: string) => ({
    ...{ returnId: `b-${id}`, lines: [{ lineId: 'l1', quantityMilli: 2000 }], reason: 'брак' },
    ...{ refund: 'cash', refundId: `r-${id}` },
  })
  const tillReturn = async (person: Person) => {
    const { body } = await stored<Receipt>('receipt', receiptOf(person, 1))
    return backPayload(body, `counter-back-${(made += 1)}`)
  }

  it('at the desk and at the till at the same moment: one of them has it', async () => {
    const [kira, id] = [await till(), await ordered()]
    await close(kira, closing(await orderNow(id), true))
    const payload = await tillReturn(kira)
    const [desks, tills] = await Promise.all([
      push(who.operator, { kind: 'order.return', target: { kind: 'order', id }, payload: back(id) }),
      close(kira, payload, 2),
    ])
    const outcomes = [desks.kind, tills.kind].sort()
    // What a till has done is not refused but looked at (decision 011).
    expect([
      ['accepted', 'held'],
      ['accepted', 'refused'],
    ]).toContainEqual(outcomes)
    const order = await orderNow(id)
    expect(order).toMatchObject({
      totalMinor: 0,
      lines: [{ returnedMilli: 2000 }],
      invoice: { paidMinor: 0, debtMinor: 0 },
    })
    expect((await balance(receiptOf(kira, 1), 'returned'))['l1']).toBe(2000)
    expect(
      await push(who.operator, {
        kind: 'order.return',
        target: { kind: 'order', id },
        payload: { ...back(id), returnId: 'x' },
      }),
    ).toMatchObject({
      reason: 'moreThanSold',
    })
  })
})

it('orders of before the counter are put into its scope when the tables are brought up', async () => {
  const [kira, id] = [await till(), await ordered()]
  const { pool } = server.database
  await pool.query(`update documents set scopes = array_remove(scopes, 'counter') where kind = 'order'`)
  await pool.query(`delete from feed where scope = 'counter'`)
  await pool.query(`delete from migrations where name like '108-%'`)
  await migrate(pool)
  expect(await seenBy(kira)).toContain(`order/${id}`)
  expect((await stored('order', id)).scopes).toContain('counter')
  // And it leaves like any other.
  await desk('void', id, { reason: 'ошибка', refund: null, refundId: null })
  expect(await seenBy(kira)).not.toContain(`order/${id}`)
})

nothingWasOurFault()
