/**
 * GB5: two people decide the same order at the very same moment, on the real database, at one server and at two that share it.
 * One decision counts, the other one is told what became of the order, by whom and when; the books know of one.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import {
  aLine,
  cart,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  type Person,
  push,
  server,
  who,
} from '../testing/hostile-company.ts'
import { storedRow } from '../testing/stored.ts'
import { createBrowser } from '../testing/test-server.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()
booksAddUp()

const rounds = 15

type Named = Person & { name: string }
type Place = 'one server' | 'two servers'
/** Olga and the customer are at the first server; Boris is where the place says. */
let olga: Named
let vera: Named
let boris: Record<Place, Named>

beforeAll(async () => {
  const operator = async (name: string): Promise<Named> => ({
    ...(await server.staff(name, ['operator'])),
    ...{ seq: 0, name },
  })
  olga = await operator('Ольга')
  const near = await operator('Борис')
  const far = await operator('Борис вдалеке')
  const second = await server.another()
  boris = { 'one server': near, 'two servers': { ...far, browser: createBrowser(second, far.browser.cookies) } }

  const { browser, personId } = await server.customer('+79120000301', 'Вера')
  const me = (await browser.call('device.me')).data as { device: { id: string } }
  vera = { browser, personId, deviceId: me.device.id, seq: 0, name: 'Вера' }
  const target = { kind: 'customer', id: vera.personId }
  await mustBeAccepted(olga, { kind: 'customer.match', target, payload: {} })
})

type Verb = 'accept' | 'decline' | 'withdraw' | 'void' | 'complete'
const payloads: Record<Verb, object> = {
  accept: {},
  decline: { reason: 'не возим туда' },
  withdraw: {},
  void: { reason: 'ошибка', refund: null, refundId: null },
  complete: {},
}
const becomes: Record<Verb, Order['state']> = {
  accept: 'accepted',
  decline: 'declined',
  withdraw: 'declined',
  void: 'voided',
  complete: 'completed',
}
/** What the second of two is told: by the state that the first has brought about, and by what was wanted. */
const told = (state: Order['state'], wanted: Verb): string =>
  state === 'accepted'
    ? 'notDraft'
    : state === 'completed' && wanted === 'void'
      ? 'completedIsReturned'
      : 'alreadyFinished'

let made = 0
/** Ordered on the phone; a draft, or accepted by a third person. */
async function ordered(state: 'draft' | 'accepted'): Promise<{ kind: string; id: string }> {
  const target = { kind: 'order', id: `first-${(made += 1)}` }
  const payload = cart('customer', { source: 'desk', customerId: vera.personId, lines: [aLine] })
  await mustBeAccepted(who.operator, { kind: 'order.submit', target, payload })
  if (state === 'accepted') await mustBeAccepted(who.operator, { kind: 'order.accept', target, payload: {} })
  return target
}

const rowsAbout = async (sql: string, ...values: unknown[]): Promise<object[]> =>
  (await server.database.pool.query<object>(sql, values)).rows

type Side = { person: (place: Place) => Named; verb: Verb }
const by =
  (person: Side['person']) =>
  (verb: Verb): Side => ({ person, verb })
const byOlga = by(() => olga)
const byBoris = by((place) => boris[place])
const byVera = by(() => vera)

describe.each<Place>(['one server', 'two servers'])('at %s', (place) => {
  it.each<[string, 'draft' | 'accepted', Side, Side]>([
    ['one accepts, the other declines', 'draft', byOlga('accept'), byBoris('decline')],
    ['both accept', 'draft', byOlga('accept'), byBoris('accept')],
    ['both decline', 'draft', byOlga('decline'), byBoris('decline')],
    ['one accepts what the customer takes back', 'draft', byBoris('accept'), byVera('withdraw')],
    ['one voids what the other completes', 'accepted', byOlga('void'), byBoris('complete')],
    ['both void', 'accepted', byOlga('void'), byBoris('void')],
  ])('%s: the first wins, the second is told by whom', async (_, state, ...sides) => {
    for (let round = 1; round <= rounds; round += 1) {
      const target = await ordered(state)
      server.clock.now += 1_000
      // Each of the two is as often the first to press.
      const pressed = round % 2 === 0 ? sides : sides.toReversed()
      const verdicts = await Promise.all(
        pressed.map(({ person, verb }) =>
          push(person(place), { kind: `order.${verb}`, target, payload: payloads[verb] }),
        ),
      )
      const won = verdicts.findIndex(({ kind }) => kind === 'accepted')
      const [winner, loser] = [pressed[won]!, pressed[1 - won]!]
      const now = becomes[winner.verb]
      expect(verdicts[1 - won]).toEqual({
        kind: 'refused',
        reason: told(now, loser.verb),
        params: { state: now, by: winner.person(place).name, at: server.clock.now },
      })

      const { body } = await storedRow<Order>('order', target.id)
      expect(body).toMatchObject({ state: now, changed: { byName: winner.person(place).name, at: server.clock.now } })
      const deciding = body.history.filter(({ at }) => at === server.clock.now)
      expect(deciding.map(({ what, byName }) => [what, byName])).toEqual([[winner.verb, winner.person(place).name]])
      expect(
        await rowsAbout(
          'select kind, verdict_kind as verdict from operations where target_id = $1 and arrived_at = $2 order by 2',
          target.id,
          server.clock.now,
        ),
      ).toEqual([
        { kind: `order.${winner.verb}`, verdict: 'accepted' },
        { kind: `order.${loser.verb}`, verdict: 'refused' },
      ])
      const invoices = await rowsAbout(`select from ledger where ref_id = $1 and entry = 'invoice'`, target.id)
      expect(invoices).toHaveLength(now === 'declined' ? 0 : 1)
    }
  })
})

nothingWasOurFault()
