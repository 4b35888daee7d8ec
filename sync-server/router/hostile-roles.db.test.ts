/**
 * S23, over a real socket: everybody tries every operation that the table of roles does not give them. Content and target are
 * in order, so that only the role stands in the way; it must, and nothing may change.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { mayDo, type OperationKind } from '../../lib/domain/access.ts'
import type { Ref } from '../../lib/domain/operation.ts'
import { roles, type Role } from '../../lib/domain/staff/person.ts'
import type { PushOutput } from '../../lib/protocol/sync.ts'
import { apiPrefix } from './serve-trpc.ts'
import { filledPayloads } from '../testing/filled-payloads.ts'
import {
  customer,
  journal,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  operationOf,
  order,
  type Person,
  pushBody,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { shiftOf } from '../testing/till-acts.ts'

openHostileCompany()

let url: string
let people: Record<Role, Person>
beforeAll(async () => {
  url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  people = { ...who, administrator: { ...(await server.staff('Анна', ['administrator'])), seq: 0 } }
  // An order that every act of the desk and of the road could change, were it allowed.
  await mustBeAccepted(who.operator, { kind: 'order.accept', target: order('victim'), payload: {} })
  const stop = { driverId: who.driver.personId, date: '2026-06-01', position: 1 }
  await mustBeAccepted(who.operator, { kind: 'order.assign', target: order('victim'), payload: stop })
})

const kinds = Object.keys(filledPayloads) as OperationKind[]
/** Money and goods that have changed hands: staff may have lost the role in between, so the office is asked. No customer is. */
const heldOfStaff: readonly string[] = [
  ...['order.deliverLine', 'order.pay', 'order.complete'],
  ...['receipt.close', 'shift.cash', 'shift.close'],
]

function targetOf(kind: OperationKind, person: Person): Ref {
  const noun = kind.slice(0, kind.indexOf('.'))
  const own: Record<string, string> = {
    shift: shiftOf(person),
    receipt: `${shiftOf(person)}:1`,
    parked: 'parked-1',
    tillKey: person.deviceId,
  }
  if (kind === 'order.submit') return { kind: 'order', id: 'hostile' }
  if (kind === 'customer.register') return { kind: 'customer', id: 'hostile' }
  if (noun === 'order') return order('victim')
  return noun === 'customer' ? customer('victim') : { kind: noun, id: own[noun] ?? '' }
}

/** As a browser sends it: through the socket, with its cookies. */
async function push(person: Person, kind: OperationKind, payload: object = filledPayloads[kind]) {
  const act = { kind, target: targetOf(kind, person), payload }
  const response = await fetch(`${url}${apiPrefix}/sync.push`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: [...person.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify(pushBody([operationOf(person, person.seq + 1, act)])),
  })
  expect(response.status).toBe(200)
  const { result } = (await response.json()) as { result: { data: PushOutput } }
  if (result.data.kind !== 'taken') throw new Error(`The push was answered with ${result.data.kind}`)
  person.seq += 1
  return result.data.verdicts[0]?.verdict
}

describe('what the table does not give to a role', () => {
  const pairs = roles.flatMap((role) => kinds.filter((kind) => !mayDo(role, kind)).map((kind) => [role, kind] as const))

  it('is most of it for customer, driver and cashier, and least for the office', () => {
    const count = (role: Role) => pairs.filter((pair) => pair[0] === role).length
    expect(roles.map((role) => [role, count(role)])).toEqual([
      ['customer', 27],
      ['operator', 9],
      ['driver', 27],
      ['cashier', 23],
      ['office', 1],
      ['administrator', 1],
    ])
  })

  it.each(pairs)('%s: %s is not done', async (role, kind) => {
    const isHeld = role !== 'customer' && heldOfStaff.includes(kind)
    const before = [await everything(isHeld), await journal()]
    expect(await push(people[role], kind)).toEqual(
      isHeld ? { kind: 'held', cause: 'conflict' } : { kind: 'refused', reason: 'notAllowed', params: {} },
    )
    expect([await everything(isHeld), await journal()]).toEqual([before[0], Number(before[1]) + 1])
  })
})

/** `isHeld`: what is held stands in the journal, and its device is told, so that the clock goes on. */
async function everything(isHeld: boolean): Promise<Record<string, string>> {
  const [tables = {}] = JSON.parse(await state()) as Record<string, string>[]
  return isHeld ? { ...tables, operations: '', organisations: '' } : tables
}

describe('what the table gives', () => {
  it.each(roles)('to %s is not refused for the role', async (role) => {
    for (const kind of kinds.filter((one) => mayDo(role, one))) {
      // Nobody orders from another's screen.
      const isShop = role === 'customer' && kind === 'order.submit'
      const payload = { ...filledPayloads[kind], ...(isShop ? { source: 'shop' } : {}) }
      expect(await push(people[role], kind, payload), kind).not.toMatchObject({ reason: 'notAllowed' })
    }
  })
})

nothingWasOurFault()
