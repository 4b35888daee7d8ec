/**
 * Every text of every operation and of every question and act, one by one: with what no database takes, endless, or no text at
 * all. Each is refused by its own name, and everything stays as it was.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { OperationKind } from '../../lib/domain/access.ts'
import type { Ref, Verdict } from '../../lib/domain/operation.ts'
import { operationKinds } from '../../lib/domain/rodnik-trade.ts'
import type { PushOutput } from '../../lib/protocol/sync.ts'
import { filledPayloads, textsIn, withAt } from '../testing/filled-payloads.ts'
import {
  type Act,
  customer,
  expectQuiet,
  halfPair,
  journal,
  nothingWasOurFault,
  nul,
  openHostileCompany,
  operationOf,
  order,
  type Person,
  push,
  pushBody,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { small } from '../testing/small-catalogue.ts'
import { report, type Browser } from '../testing/test-server.ts'
import { accepted, bottles, close, receipt, receiptOf, shiftOf, shiftOpening } from '../testing/till-acts.ts'

openHostileCompany()

let administrator: Browser
beforeAll(async () => {
  administrator = (await server.staff('Анна', ['administrator'])).browser
  expect(await push(who.office, shiftOpening(shiftOf(who.office)))).toEqual(accepted)
  expect(await close(who.office, 1, receipt([bottles()]))).toEqual(accepted)
})

/** Longer than any text may be, and far below the limit of the whole. */
const endless = 'ж'.repeat(1_001)
const unstorable = [`a${nul}b`, halfPair, `x${halfPair}y`]
const noTexts = [endless, 7, true, { $ne: null }, ['x']]

describe('a text of an operation', () => {
  /** What is there, so that nothing but the text is wrong. */
  const targets: Record<string, () => Ref> = {
    order: () => order('victim'),
    customer: () => customer('victim'),
    shift: () => ({ kind: 'shift', id: shiftOf(who.office) }),
    receipt: () => ({ kind: 'receipt', id: receiptOf(who.office, 1) }),
    parked: () => ({ kind: 'parked', id: 'parked-1' }),
    tillKey: () => ({ kind: 'tillKey', id: who.office.deviceId }),
  }
  const kinds = Object.keys(filledPayloads) as OperationKind[]
  const fields = kinds.flatMap((kind) => textsIn(filledPayloads[kind]).map((path) => [kind, path.join('.')] as const))

  it('is looked at in every operation there is', () => {
    expect(kinds.toSorted()).toEqual(operationKinds.toSorted())
    for (const named of [
      'order.void reason',
      'order.failDelivery note',
      'shift.open tillName',
      'parked.put lines.0.unit',
    ])
      expect(fields.map((field) => field.join(' '))).toContain(named)
  })

  it.each(fields)('%s: %s', async (kind, path) => {
    const noun = kind.slice(0, kind.indexOf('.'))
    const act = (put: unknown): Act => ({
      kind,
      target: targets[noun]?.(),
      payload: withAt(filledPayloads[kind], path.split('.'), put),
    })
    const before = [await state(), await journal()]
    const verdicts = await pushAll(who.office, [...unstorable, ...noTexts].map(act))
    // What no database takes is kept as one text, so there is no field any more to name.
    for (const verdict of verdicts.slice(0, unstorable.length))
      expect(verdict).toMatchObject({ kind: 'refused', reason: 'badRequest' })
    for (const verdict of verdicts.slice(unstorable.length))
      expect(verdict).toEqual({ kind: 'refused', reason: 'badRequest', params: { path } })
    expect([await state(), await journal()]).toEqual([before[0], Number(before[1]) + verdicts.length])
  })
})

async function pushAll(person: Person, acts: Act[]): Promise<Verdict[]> {
  const operations = acts.map((act, index) => operationOf(person, person.seq + 1 + index, act))
  const { data } = await person.browser.call('sync.push', pushBody(operations))
  const answer = data as PushOutput
  if (answer.kind !== 'taken') throw new Error(`The push was answered with ${answer.kind}`)
  person.seq += acts.length
  return answer.verdicts.map(({ verdict }) => verdict)
}

describe('a text of a question or an act', () => {
  const office = () => administrator
  const doors: [string, () => Browser, object][] = [
    [
      'office.journal',
      office,
      {
        ...{ before: 1, limit: 1, deviceId: 'd', actorId: 'a', verdict: 'held' },
        ...{ target: { kind: 'order', id: 'o' }, shiftId: 'd:1' },
      },
    ],
    ['office.journalContent', office, { deviceId: 'd', seq: 1 }],
    ['office.createEnrolmentCode', office, { name: 'Планшет' }],
    ['office.revokeDevice', office, { deviceId: 'd' }],
    ['office.savePerson', office, { id: 'p', name: 'Пётр', roles: ['driver'], active: true, pin: '582013' }],
    ['office.endSessions', office, { personId: 'p' }],
    [
      'office.saveSettings',
      office,
      {
        paymentIntents: ['cash'],
        retailPriceTypeId: small.priceType,
        autoConfirm: [small.priceType],
        weighedCodes: [{ prefix: '21', holds: 'weight' }],
        phoneMask: { country: '+7', mask: '(NNN) NNN-NN-NN' },
        till: { cashStepMinor: 0, pointMinor: 100, cashierDiscountPercent: 5 },
      },
    ],
    ['office.decideHeld', office, { deviceId: 'd', seq: 1, how: 'asItIs', reason: 'так и было' }],
    ['office.explainHeld', office, { deviceId: 'd', seq: 1 }],
    ['office.shiftStates', office, { shiftIds: ['d:1'] }],
    ['till.receipts', () => who.cashier.browser, { receiptId: 'd:1:1' }],
    ['session.signInWithPin', () => who.operator.browser, { personId: 'p', pin: '5820' }],
    ['session.checkPin', () => who.operator.browser, { personId: 'p', pin: '5820' }],
    ['session.requestCode', () => who.customer.browser, { phone: '+79120000001' }],
    ['session.signInWithCode', () => who.customer.browser, { phone: '+79120000001', code: '123456', name: 'Вера' }],
    ['device.enrol', () => server.browser(), { code: 'ABCD0000', name: 'Планшет', formerDeviceId: 'd' }],
    ['device.openShop', () => server.browser(), { name: 'Магазин' }],
  ]
  const fields = doors.flatMap(([procedure, browser, input]) =>
    textsIn(input).map((path) => [procedure, path.join('.'), browser, input] as const),
  )

  it.each(fields)('%s: %s', async (procedure, path, browser, input) => {
    const before = [await state(), await journal()]
    for (const put of [...unstorable, ...noTexts]) {
      const answer = await browser().call(procedure, withAt(input, path.split('.'), put))
      expect(answer, JSON.stringify(put)).toMatchObject({ status: 400, reason: 'badRequest' })
      expectQuiet(answer.body)
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it('the whole of a work file too: what no database takes is no file', async () => {
    const before = [await state(), await journal()]
    for (const content of [...unstorable, 7, { $ne: null }])
      expect(await administrator.call('office.importWork', { content })).toMatchObject({ reason: 'badRequest' })
    expect([await state(), await journal()]).toEqual(before)
  })

  it('a scope that nobody was given is not looked for, whatever it is called', async () => {
    const { browser, personId } = who.customer
    const before = [await state(), await journal()]
    for (const scope of [...unstorable, 'ж'.repeat(200), '__proto__']) {
      const asked = { scope, cursor: 1, count: 0, hash: '0'.repeat(16) }
      expect((await browser.call('sync.compare', asked)).data).toEqual({ kind: 'behind' })
      const cursors = Object.fromEntries([[scope, 1]])
      const pulled = await browser.call('sync.pull', {
        protocol: 1,
        personId,
        cursors,
        limit: 1,
        report: report({ now: 0 }),
      })
      const { pages } = pulled.data as { pages: { scope: string }[] }
      expect(pages.map((page) => page.scope)).not.toContain(scope)
    }
    expect([await state(), await journal()]).toEqual(before)
  })
})

nothingWasOurFault()
