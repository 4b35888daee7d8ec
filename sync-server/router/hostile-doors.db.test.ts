/** Strangers, people at doors that are not theirs, and attempts to sign in. */
import { describe, expect, it } from 'vitest'
import { maxWorkFileBytes } from '../../lib/protocol/office.ts'
import {
  expectQuiet,
  halfPair,
  html,
  journal,
  nothingWasOurFault,
  nul,
  openHostileCompany,
  operationOf,
  order,
  pushBody,
  server,
  sql,
  state,
  who,
} from '../testing/hostile-company.ts'

openHostileCompany()

describe('strangers', () => {
  const valid = () => pushBody([operationOf(who.victim, who.victim.seq + 1, withdrawal())])
  const withdrawal = () => ({ kind: 'order.withdraw', target: order('victim'), payload: {} })

  it('without a device, or with one made up, are told to enrol', async () => {
    const before = [await state(), await journal()]
    for (const cookie of [undefined, 'x', 'A'.repeat(43), "' or '1'='1"]) {
      const browser = server.browser()
      if (cookie !== undefined) browser.cookies.set('rodnik_device', encodeURIComponent(cookie))
      expect(await browser.call('sync.push', valid())).toMatchObject({ status: 401, reason: 'notEnrolled' })
      expect((await browser.send({ method: 'GET', url: '/api/live' })).statusCode).toBe(401)
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it('who hold somebody’s session but not the device are nobody', async () => {
    const { browser } = await server.customer('+79120000009', 'thief')
    browser.cookies.set('rodnik_session', who.office.browser.cookies.get('rodnik_session') ?? '')
    expect(await browser.call('office.devices')).toMatchObject({ status: 401, reason: 'signInNeeded' })
  })

  it('cannot send in another device’s name: the cookie says whose numbers they are', async () => {
    const answer = await who.customer.browser.call(
      'sync.push',
      pushBody([{ ...operationOf(who.victim, 1, withdrawal()), deviceId: who.victim.deviceId }]),
    )
    expect(answer).toMatchObject({ status: 400, reason: 'badRequest' })
  })
})

describe('the office’s door', () => {
  const all: [string, unknown][] = [
    ['office.journal', { before: null, limit: 10 }],
    ['office.journalContent', { deviceId: 'x', seq: 1 }],
    ['office.devices', undefined],
    ['office.createEnrolmentCode', { name: 'моё' }],
    ['office.revokeDevice', { deviceId: 'x' }],
    ['office.people', undefined],
    ['office.savePerson', { id: null, name: 'я', roles: ['administrator'], active: true, pin: '582013' }],
    ['office.endSessions', { personId: 'x' }],
    ['office.saveSettings', { paymentIntents: [], retailPriceTypeId: null, autoConfirm: [] }],
    ['office.pendingCodes', undefined],
    ['office.decideHeld', { deviceId: 'x', seq: 1, how: 'again' }],
    ['office.explainHeld', { deviceId: 'x', seq: 1 }],
    ['office.shiftStates', { shiftIds: ['x:1'] }],
    ['office.importWork', { content: '{}' }],
  ]
  const allowed: Record<string, string[]> = {
    customer: [],
    driver: [],
    cashier: [],
    operator: ['office.pendingCodes'],
    office: all.map(([name]) => name).filter((name) => !/people|savePerson|endSessions|saveSettings/.test(name)),
  }
  it.each(Object.keys(allowed))('opens for the role %s only as far as the table says', async (role) => {
    const before = [await state(), await journal()]
    for (const [procedure, input] of all) {
      if (allowed[role]?.includes(procedure)) continue
      const answer = await who[role as 'customer'].browser.call(procedure, input)
      expect(answer).toMatchObject({ status: 403, reason: 'notAllowed' })
      expectQuiet(answer.body)
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it.each([
    ['NUL in a name', 'office.createEnrolmentCode', { name: `a${nul}` }],
    ['an endless name', 'office.createEnrolmentCode', { name: 'x'.repeat(10_000) }],
    ['an empty name', 'office.createEnrolmentCode', { name: '   ' }],
    ['a page of a million', 'office.journal', { before: null, limit: 1_000_000 }],
    ['SQL for a number', 'office.journal', { before: sql, limit: 10 }],
    ['a made-up verdict', 'office.journal', { before: null, limit: 1, verdict: sql }],
    ['half a character in a filter', 'office.journal', { before: null, limit: 1, actorId: halfPair }],
    ['a made-up decision', 'office.decideHeld', { deviceId: 'x', seq: 1, how: 'accept' }],
    ['a file over the limit', 'office.importWork', { content: 'я'.repeat(maxWorkFileBytes / 2 + 1) }],
  ])('%s is refused at the edge', async (_, procedure, input) => {
    const before = [await state(), await journal()]
    const answer = await who.office.browser.call(procedure, input)
    expect([400, 413]).toContain(answer.status)
    expectQuiet(answer.body)
    expect([await state(), await journal()]).toEqual(before)
  })

  it('SQL and HTML in what it asks find nothing and break nothing', async () => {
    const before = [await state(), await journal()]
    for (const text of [sql, html, "' or 1=1 --", '%', '\\']) {
      const ask = (input: object) => who.office.browser.call('office.journal', { before: null, limit: 9, ...input })
      for (const input of [{ deviceId: text }, { actorId: text }, { target: { kind: text, id: text } }]) {
        expect((await ask(input)).data).toEqual({ entries: [], before: null })
      }
      expect(await who.office.browser.call('office.revokeDevice', { deviceId: text })).toMatchObject({ status: 404 })
      expect((await who.office.browser.call('office.importWork', { content: text })).data).toMatchObject({
        kind: 'badFile',
      })
    }
    expect([await state(), await journal()]).toEqual(before)
  })
})

describe('sign-in', () => {
  it.each([
    ['session.signInWithPin', { personId: sql, pin: '5820' }, 200, { kind: 'notFound' }],
    ['session.signInWithPin', { personId: `a${nul}`, pin: '5820' }, 400, undefined],
    ['session.signInWithPin', { personId: 'a', pin: sql }, 400, undefined],
    ['session.signInWithPin', { personId: 'a', pin: ['5820'] }, 400, undefined],
    ['session.signInWithPin', { personId: { $ne: null }, pin: '5820' }, 400, undefined],
  ])('%s %j', async (procedure, input, status, data) => {
    const before = await state()
    const answer = await who.operator.browser.call(procedure, input)
    expect(answer.status).toBe(status)
    expect(answer.data).toEqual(data)
    expectQuiet(answer.body)
    expect(await state()).toBe(before)
  })

  it.each([sql, html, '+7912000000', '+1 555 000 00 00', ''])('%j is no phone', async (phone) => {
    const answer = await who.victim.browser.call('session.requestCode', { phone })
    expect(answer.data).toEqual({ kind: 'phoneWrong' })
  })

  it.each([sql, html, 'ABCD-0000', ''])('%j enrols nothing', async (code) => {
    const answer = await server.browser().call('device.enrol', { code, name: html })
    expect(answer.data).toEqual({ kind: 'wrong', attemptsLeft: null })
  })
})

nothingWasOurFault()
