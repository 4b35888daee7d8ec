/** Operations that come again, and words that look like code. */
import { describe, expect, it } from 'vitest'
import { outcomeKind } from '../../lib/protocol/outcome.ts'
import {
  type Act,
  anAddress,
  cart,
  customer,
  hostileWords,
  journal,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  operationOf,
  order,
  push,
  pushBody,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { small } from '../testing/small-catalogue.ts'

openHostileCompany()

describe('operations that come again', () => {
  it('under the same number get the same answer, and other work under it none: the first one stands', async () => {
    const act = operationOf(who.victim, 1, { kind: 'order.submit', target: order('victim'), payload: cart('victim') })
    const before = [await state(), await journal()]
    const send = async (operation: object) => (await who.victim.browser.call('sync.push', pushBody([operation]))).data
    expect(await send(act)).toMatchObject({ kind: 'taken', verdicts: [{ seq: 1, verdict: { kind: 'accepted' } }] })
    for (const other of [
      { payload: cart('victim', { note: 'other' }) },
      { actorId: 'somebody' },
      { kind: 'order.accept' },
    ]) {
      expect(await send({ ...act, ...other })).toMatchObject({ kind: 'gap', expected: who.victim.seq + 1 })
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it('under a number that is not the next are not taken', async () => {
    const before = [await state(), await journal()]
    const act = operationOf(who.victim, who.victim.seq + 5, {
      kind: 'order.withdraw',
      target: order('victim'),
      payload: {},
    })
    const answer = await who.victim.browser.call('sync.push', pushBody([act]))
    expect(answer.data).toMatchObject({ kind: 'gap', expected: who.victim.seq + 1 })
    expect([await state(), await journal()]).toEqual(before)
  })

  it('renumbered make no second order, no second registration and no second payment', async () => {
    const submitted: Act = { kind: 'order.submit', target: order('victim'), payload: cart('victim') }
    expect(await push(who.victim, submitted)).toMatchObject({ reason: 'alreadyExists' })
    const registered: Act = {
      kind: 'customer.register',
      target: customer('victim'),
      payload: { name: 'x', phone: '+79120000777', email: null, address: null },
    }
    expect(await push(who.operator, registered)).toMatchObject({ reason: 'alreadyExists' })
    await mustBeAccepted(who.operator, { kind: 'order.accept', target: order('victim'), payload: {} })
    const paid: Act = {
      kind: 'order.pay',
      target: order('victim'),
      payload: { paymentId: 'p1', tender: 'cash', amountMinor: 2 * small.priceMinor },
    }
    await mustBeAccepted(who.operator, paid)
    const deposited: Act = {
      kind: 'customer.deposit',
      target: customer('victim'),
      payload: { paymentId: 'd1', tender: 'cash', amountMinor: 500 },
    }
    await mustBeAccepted(who.cashier, deposited)
    const books = async () =>
      (await server.database.pool.query(`select owner_id, name, amount from balances order by 1, 2`)).rows as object[]
    const before = await books()
    await push(who.operator, paid)
    await push(who.cashier, deposited)
    expect(await books()).toEqual(before)
  })

  it('two at once under one number: one is taken', async () => {
    const seq = who.victim.seq + 1
    const edit = (name: string) =>
      pushBody([operationOf(who.victim, seq, { kind: 'customer.edit', target: customer('victim'), payload: { name } })])
    const answers = await Promise.all(['А', 'Б', 'В'].map((name) => who.victim.browser.call('sync.push', edit(name))))
    who.victim.seq = seq
    expect(answers.map(({ data }) => (data as { kind: string }).kind).sort()).toEqual(['gap', 'gap', 'taken'])
    const { rows } = await server.database.pool.query(`select payload from operations where device = $1 and seq = $2`, [
      who.victim.deviceId,
      seq,
    ])
    expect(rows).toHaveLength(1)
  })
})

describe('hostile words where words are allowed stay words', () => {
  it.each(hostileWords)('%j', async (text) => {
    const others = `select md5(coalesce(string_agg(d::text, '' order by d::text), '')) as hash from documents d
                    where kind not in ('customer', 'order', 'phone', 'stock', 'balance', '${outcomeKind}')`
    const { rows: before } = await server.database.pool.query(others)
    const id = `words-${hostileWords.indexOf(text)}`
    await mustBeAccepted(who.customer, { kind: 'customer.edit', target: customer('customer'), payload: { name: text } })
    await mustBeAccepted(who.customer, {
      kind: 'customer.setAddress',
      target: customer('customer'),
      payload: anAddress({ id, raw: text, note: text }),
    })
    await mustBeAccepted(who.customer, {
      kind: 'order.submit',
      target: { kind: 'order', id },
      payload: cart('customer', {
        note: text,
        address: { id: null, raw: text, note: text },
      }),
    })
    await mustBeAccepted(who.operator, { kind: 'order.note', target: { kind: 'order', id }, payload: { note: text } })
    await mustBeAccepted(who.operator, {
      kind: 'order.verifyAddress',
      target: { kind: 'order', id },
      payload: { verified: text },
    })
    await mustBeAccepted(who.operator, {
      kind: 'order.decline',
      target: { kind: 'order', id },
      payload: { reason: text },
    })
    await mustBeAccepted(who.operator, { kind: 'customer.edit', target: customer('customer'), payload: { note: text } })

    const { rows } = await server.database.pool.query<{ kind: string; body: Record<string, unknown> }>(
      `select kind, body from documents where (kind = 'order' and id = $1) or (kind = 'customer' and id = $2) order by kind`,
      [id, who.customer.personId],
    )
    const kept = text.trim()
    expect(rows[0]?.body).toMatchObject({ name: kept, note: kept })
    expect(rows[1]?.body).toMatchObject({ state: 'declined', customerName: kept, note: kept })
    expect((await server.database.pool.query(others)).rows).toEqual(before)
    const { data } = await who.office.browser.call('office.journal', {
      before: null,
      limit: 3,
      target: { kind: 'order', id },
    })
    expect(JSON.stringify(data)).toContain(JSON.stringify(text))
  })
})

nothingWasOurFault()
