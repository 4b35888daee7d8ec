/** GA5, GA6 on the real database: who signs in by a phone, what that phone sees, and what becomes of orders and money. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import type { Order } from '../../lib/domain/order/order.ts'
import {
  type Act,
  aLine,
  anAddress,
  nothingWasOurFault,
  openHostileCompany,
  order,
  type Person,
  push,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { storedRow as stored } from '../testing/stored.ts'
import { org, report } from '../testing/test-server.ts'

openHostileCompany()

const customerRef = (id: string) => ({ kind: 'customer', id })
let phones = 100

/** Somebody with a new phone, who has ordered nothing yet. */
async function newcomer(name: string): Promise<Person> {
  phones += 1
  const { browser, personId } = await server.customer(`+7912000${String(phones).padStart(4, '0')}`, name)
  const me = (await browser.call('device.me')).data as { device: { id: string } }
  return { browser, personId, deviceId: me.device.id, seq: 0 }
}

async function inTheBooks(id: string): Promise<string> {
  phones += 1
  const payload = { name: id, phone: `+7912000${String(phones).padStart(4, '0')}`, email: null, address: null }
  expect(await push(who.operator, { kind: 'customer.register', target: customerRef(id), payload })).toEqual(accepted)
  return id
}

const accepted = { kind: 'accepted' }
const submit = (id: string, customerId: string, rest: object = {}): Act => ({
  kind: 'order.submit',
  target: order(id),
  payload: {
    ...{ source: 'shop', customerId, address: null, window: null, lines: [aLine], intent: null, note: null },
    ...rest,
  },
})
const join = (id: string, to: string, from: string | null = null): Act => ({
  kind: 'customer.join',
  target: customerRef(id),
  payload: { customerId: to, from },
})

const orderNow = async (id: string) => (await stored<Order>('order', order(id).id)).body

type Pages = { scopes: string[]; pages: { scope: string; changes: { kind: string; id: string; gone?: true }[] }[] }
async function pull({ browser, personId }: Person, cursors: Record<string, number> = {}): Promise<Pages> {
  const input = { protocol: 1, personId, cursors, limit: 1000, report: report(server.clock) }
  return (await browser.call('sync.pull', input)).data as Pages
}
const ownScopes = ({ scopes }: Pages) => scopes.filter((scope) => scope.startsWith('customer:')).sort()
const me = async ({ browser }: Person) =>
  ((await browser.call('device.me')).data as { person: { id: string; customerId: string } }).person

const ledgerIsSound = async () => {
  const { rows } = await server.database.pool.query<{ count: string }>(
    `select count(*) from (
       select owner_kind, owner_id, name, sum(delta) as amount from ledger where org = $1 group by 1, 2, 3
     ) l full join (select * from balances where org = $1 and name > '') b using (owner_kind, owner_id, name)
     where l.amount is distinct from b.amount`,
    [org],
  )
  return rows[0]?.count === '0'
}

describe('a new phone is joined to a customer of the books', () => {
  let vera: Person
  beforeAll(async () => {
    vera = await newcomer('Вера')
    for (const id of ['firm', 'home-of-vera']) await inTheBooks(id)
    expect(await push(vera, submit('v1', vera.personId))).toEqual(accepted)
    expect((await orderNow('v1')).acceptance?.reason).toBe('customerUnmatched')
    expect(await push(who.operator, { kind: 'order.accept', target: order('v1'), payload: {} })).toMatchObject({
      reason: 'customerUnmatched',
    })
    expect(await push(who.operator, join(vera.personId, 'firm'))).toEqual(accepted)
  })

  it('its draft stands with that customer, in that scope, and can be accepted', async () => {
    const { body, scopes } = await stored<Order>('order', order('v1').id)
    expect(body).toMatchObject({ customerId: 'firm', client: { id: vera.personId, name: 'Вера' }, state: 'draft' })
    expect(scopes).toEqual(['orders', 'customer:firm', 'counter'])
    expect(await push(who.operator, { kind: 'order.accept', target: order('v1'), payload: {} })).toEqual(accepted)
    const balance = await stored<{ amounts: Record<string, number> }>('balance', 'firm')
    expect(balance.body.amounts['receivable']).toBe(body.totalMinor)
    expect(await ledgerIsSound()).toBe(true)
  })

  it('S26: the phone, still signed in, is granted that customer and is filled from the beginning', async () => {
    expect(await me(vera)).toMatchObject({ id: vera.personId, customerId: 'firm' })
    const page = await pull(vera, { [`customer:${vera.personId}`]: 0 })
    expect(ownScopes(page)).toEqual([`customer:${vera.personId}`, 'customer:firm'].sort())
    const firm = page.pages.find(({ scope }) => scope === 'customer:firm')
    expect(firm?.changes.map(({ kind, id }) => `${kind}/${id}`)).toEqual(
      expect.arrayContaining(['customer/firm', `order/${order('v1').id}`]),
    )
  })

  it('whoever signs in by that phone anew is the same person, for the same customer', async () => {
    const { body } = await stored<Customer>('customer', vera.personId)
    server.clock.now += 10 * 60_000
    const again = await server.customer(body.phones[0] ?? '', 'кто-то')
    expect(again.personId).toBe(vera.personId)
    expect(((await again.browser.call('device.me')).data as { person: object }).person).toMatchObject({
      customerId: 'firm',
    })
  })

  it('work done without a network that names the old record is done for that customer', async () => {
    expect(await push(vera, submit('v2', vera.personId))).toEqual(accepted)
    const address = anAddress({ id: 'v-address', raw: 'ул. Родниковая, 9' })
    const target = customerRef(vera.personId)
    expect(await push(vera, { kind: 'customer.setAddress', target, payload: address })).toEqual(accepted)
    expect(await orderNow('v2')).toMatchObject({ customerId: 'firm', client: { id: vera.personId } })
    expect((await stored<Customer>('customer', 'firm')).body.addresses.map(({ raw }) => raw)).toEqual([
      'ул. Родниковая, 9',
    ])
  })

  it('re-mapped, its open orders go on, finished ones stay, and the other customer is seen no more', async () => {
    expect(await push(who.operator, { kind: 'order.complete', target: order('v1'), payload: {} })).toEqual(accepted)
    expect(await push(who.operator, join(vera.personId, 'home-of-vera', 'firm'))).toEqual(accepted)
    expect([(await orderNow('v1')).customerId, (await orderNow('v2')).customerId]).toEqual(['firm', 'home-of-vera'])
    expect(ownScopes(await pull(vera))).toEqual([`customer:${vera.personId}`, 'customer:home-of-vera'].sort())
    // Ordered while the device still believed in the firm.
    expect(await push(vera, submit('v3', 'firm'))).toEqual(accepted)
    expect((await orderNow('v3')).customerId).toBe('home-of-vera')
    expect(await ledgerIsSound()).toBe(true)
  })

  it('separated, it stands for itself again', async () => {
    const target = customerRef(vera.personId)
    const separate = { kind: 'customer.separate', target, payload: { from: 'home-of-vera' } }
    expect(await push(who.office, separate)).toEqual(accepted)
    expect(await orderNow('v3')).toMatchObject({ customerId: vera.personId, client: null })
    expect(ownScopes(await pull(vera))).toEqual([`customer:${vera.personId}`])
  })
})

describe('hostile and unlucky', () => {
  let gleb: Person
  beforeAll(async () => {
    gleb = await newcomer('Глеб')
    await inTheBooks('rich')
  })
  const refused = (reason: string) => ({ kind: 'refused', reason })

  it.each<[string, () => Person, () => Act, string]>([
    ['a customer joins itself to a rich one', () => gleb, () => join(gleb.personId, 'rich'), 'notAllowed'],
    ['a customer joins another', () => gleb, () => join(who.victim.personId, gleb.personId), 'notAllowed'],
    [
      'a customer separates another',
      () => gleb,
      () => ({ kind: 'customer.separate', target: customerRef(who.victim.personId), payload: { from: 'rich' } }),
      'notAllowed',
    ],
    ['a driver', () => who.driver, () => join(gleb.personId, 'rich'), 'notAllowed'],
    ['a cashier', () => who.cashier, () => join(gleb.personId, 'rich'), 'notAllowed'],
    ['to nobody', () => who.operator, () => join(gleb.personId, 'nobody'), 'unknownCustomer'],
    ['nobody', () => who.operator, () => join('nobody', 'rich'), 'notFound'],
    ['to itself', () => who.operator, () => join(gleb.personId, gleb.personId), 'joinSelf'],
    ['a person of the staff as customer', () => who.operator, () => join(who.driver.personId, 'rich'), 'notFound'],
    ['to a person of the staff', () => who.operator, () => join(gleb.personId, who.driver.personId), 'unknownCustomer'],
    ['as if it were joined', () => who.operator, () => join(gleb.personId, 'rich', 'firm'), 'notJoined'],
    [
      'with more than there is',
      () => who.operator,
      () => ({ ...join(gleb.personId, 'rich'), payload: { customerId: 'rich', from: null, orders: ['o'] } }),
      'badRequest',
    ],
    ['an order for a customer never had', () => gleb, () => submit('g0', 'rich'), 'notYours'],
    [
      'an address for a customer never had',
      () => gleb,
      () => ({ kind: 'customer.setAddress', target: customerRef('rich'), payload: anAddress({}) }),
      'notYours',
    ],
  ])('%s: refused, and nothing has changed', async (_, person, act, reason) => {
    const before = await state()
    expect(await push(person(), act())).toMatchObject(refused(reason))
    // Only the acting device's number and the clock have moved on.
    expect(JSON.parse(await state())).toMatchObject([
      Object.fromEntries(
        Object.entries((JSON.parse(before) as Record<string, string>[])[0] ?? {}).filter(
          ([table]) => table !== 'organisations',
        ),
      ),
    ])
  })

  it('GB5: of two operators at once one joins, and the other is told by whom', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const client = await newcomer(`Пара ${round}`)
      expect(await push(client, submit(`pair-${round}`, client.personId))).toEqual(accepted)
      const verdicts = await Promise.all([
        push(who.operator, join(client.personId, 'rich')),
        push(who.office, join(client.personId, 'firm')),
      ])
      expect(verdicts.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused'])
      expect(verdicts.find(({ kind }) => kind === 'refused')).toMatchObject({ reason: 'alreadyJoined' })
      const winner = verdicts[0]?.kind === 'accepted' ? 'rich' : 'firm'
      expect((await orderNow(`pair-${round}`)).customerId).toBe(winner)
      const clients = await Promise.all(
        ['rich', 'firm'].map(async (id) => (await stored<Customer>('customer', id)).body.clients ?? []),
      )
      expect(clients.flat().filter(({ id }) => id === client.personId)).toHaveLength(1)
    }
    expect(await ledgerIsSound()).toBe(true)
  })

  it('an order that arrives while its customer is being joined does not stay behind', async () => {
    for (let round = 1; round <= 8; round += 1) {
      const client = await newcomer(`Спешка ${round}`)
      const second = who.customer
      const all = await Promise.all([
        push(client, submit(`rush-${round}`, client.personId)),
        push(who.operator, join(client.personId, 'rich')),
        push(second, submit(`beside-${round}`, second.personId)),
        push(who.office, submit(`desk-${round}`, client.personId, { source: 'desk' })),
      ])
      expect(all).toEqual([accepted, accepted, accepted, accepted])
      expect([(await orderNow(`rush-${round}`)).customerId, (await orderNow(`desk-${round}`)).customerId]).toEqual([
        'rich',
        'rich',
      ])
    }
    expect(await ledgerIsSound()).toBe(true)
  })

  it('an operator joins two of the books crosswise with another: no circle, no chain', async () => {
    for (const id of ['left', 'right']) await inTheBooks(id)
    const verdicts = await Promise.all([
      push(who.operator, join('left', 'right')),
      push(who.office, join('right', 'left')),
    ])
    expect(verdicts.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused'])
  })
})

nothingWasOurFault()
