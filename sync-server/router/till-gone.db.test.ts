/**
 * A till whose device, person or clock is not what it was: nothing that was sold is lost, and nobody reads or takes more
 * than before.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { ReceiptsAnswer } from '../../lib/protocol/till.ts'
import { writeWorkFile } from '../../lib/protocol/work-file.ts'
import { savePerson } from '../office/people-acts.ts'
import {
  customer,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  operationOf,
  type Person,
  push,
  server,
  who,
} from '../testing/hostile-company.ts'
import { org } from '../testing/test-server.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  back,
  bottles,
  close,
  closing,
  heldConflict,
  openTill,
  receipt,
  receiptOf,
  shiftOf,
} from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()
booksAddUp()

let senior = ''
beforeAll(async () => {
  senior = (await server.staff('Старшая', ['administrator'])).personId
})

const ask = (procedure: string, input: unknown) => who.office.browser.call(procedure, input)
const save = async ({ personId }: Person, changed: { active?: boolean; roles?: ('cashier' | 'operator')[] }) => {
  const place = { store: server.store, pool: server.database.pool, org, dismiss: async () => undefined }
  const person = { id: personId, name: 'Кира', roles: ['cashier' as const], active: true, pin: null, ...changed }
  expect(await savePerson(place, { id: 'system', name: '' }, person, server.clock.now)).toMatchObject({ kind: 'ok' })
}
const operation = (person: Person, seq: number, number: number, payload: ReceiptPayload) => ({
  ...operationOf(person, seq, closing(receiptOf(person, number), payload)),
  target: { kind: 'receipt', id: receiptOf(person, number) },
})

describe('in the middle of a shift', () => {
  it('the device is revoked: its later receipts come as a file, count once, and settle what waited for them', async () => {
    const [kira, other] = [await openTill('Кира'), await openTill('Другая')]
    expect(await close(kira, 1, receipt([bottles()]))).toEqual(accepted)
    const payload = receipt([bottles()])
    expect(
      await close(
        other,
        1,
        receipt([back(receiptOf(kira, 2), 1_000, 29_000)], { approvals: [{ what: 'return', by: senior }] }),
      ),
    ).toEqual(heldConflict)
    expect(await ask('office.revokeDevice', { deviceId: kira.deviceId })).toMatchObject({ status: 200 })
    expect(await close(kira, 2, payload)).toEqual({ kind: 'deviceRevoked' })
    expect(await stored('receipt', receiptOf(kira, 2))).toBeNull()

    const content = writeWorkFile(kira.deviceId, server.clock.now, [operation(kira, kira.seq + 1, 2, payload)])
    for (const brought of [{ taken: 1 }, { taken: 0, known: 1 }])
      expect((await ask('office.importWork', { content })).data).toMatchObject(brought)
    expect(await amounts('register', shiftOf(kira))).toMatchObject({ cash: 116_000, saleCount: 2 })
    expect(await amounts('returned', receiptOf(kira, 2))).toEqual({ l1: 1_000 })
  })

  it('the person is dismissed: what they sold is held, and counts when the office says so', async () => {
    const kira = await openTill('Уволенная')
    await save(kira, { active: false })
    expect(await close(kira, 1, receipt([bottles()]))).toEqual({ kind: 'held', cause: 'actor' })
    const input = { deviceId: kira.deviceId, seq: kira.seq }
    expect((await ask('office.decideHeld', { ...input, how: 'again' })).data).toEqual({ verdict: 'accepted' })
    expect(await amounts('register', shiftOf(kira))).toMatchObject({ cash: 58_000 })
  })

  it('the person becomes an operator: held, and again it does not fit, but the office can say that it counts', async () => {
    const kira = await openTill('Повышенная')
    await save(kira, { roles: ['operator'] })
    expect(await close(kira, 1, receipt([bottles()]))).toEqual(heldConflict)
    const input = { deviceId: kira.deviceId, seq: kira.seq }
    expect((await ask('office.decideHeld', { ...input, how: 'again' })).data).toEqual({ verdict: 'held' })
    const ruled = await ask('office.decideHeld', { ...input, how: 'asItIs', reason: 'утром была кассиром' })
    expect(ruled.data).toEqual({ verdict: 'accepted' })
    expect(await stored<Receipt>('receipt', receiptOf(kira, 1))).toMatchObject({ totalMinor: 58_000, byName: 'Кира' })
  })

  it('a customer is joined to another: money back goes onto the deposit that can be spent', async () => {
    const kira = await openTill('Склейка')
    await mustBeAccepted(who.operator, {
      kind: 'customer.join',
      target: customer('customer'),
      payload: { customerId: who.victim.personId, from: null },
    })
    expect(await close(kira, 1, receipt([bottles()], { customerId: who.customer.personId }))).toEqual(accepted)
    const tenders = [{ tender: 'deposit' as const, amountMinor: -29_000 }]
    const goods = receipt([back(receiptOf(kira, 1), 1_000, 29_000)], { tenders, customerId: who.customer.personId })
    expect(await close(kira, 2, goods)).toEqual(accepted)
    expect((await amounts('balance', who.victim.personId))['deposit']).toBe(29_000)
    expect((await amounts('balance', who.customer.personId))['deposit'] ?? 0).toBe(0)
    expect(await stored<Receipt>('receipt', receiptOf(kira, 2))).toMatchObject({ customerId: who.victim.personId })
  })
})

describe('users.md 15: a clock that is years off', () => {
  it.each<[string, number, number | null]>([
    ['1970, and the device never heard the server', Date.UTC(1970, 0), null],
    ['2098', Date.UTC(2098, 0), null],
    ['the first day that travels', Date.UTC(1900, 0), 0],
    ['an offset of centuries', Date.UTC(2026, 5, 1), 7_000 * 365 * 86_400_000],
  ])('%s: the receipt stands in the present month', async (_, madeAt, clockOffsetMs) => {
    const kira = await openTill('Часы')
    const act = { ...closing(receiptOf(kira, 1), receipt([bottles()])), madeAt, clockOffsetMs }
    expect(await push(kira, act)).toEqual(accepted)
    expect((await stored<Receipt>('receipt', receiptOf(kira, 1)))?.at).toBe(server.clock.now)
  })

  it('a year that no clock has is not taken, and the next receipt is', async () => {
    const kira = await openTill('Век')
    const act = { ...closing(receiptOf(kira, 1), receipt([bottles()])), madeAt: 8e15 }
    expect(await push(kira, act)).toEqual({ kind: 'badRequest' })
    expect(await close(kira, 1, receipt([bottles()]))).toEqual(accepted)
  })
})

describe('a receipt of another till, asked for', () => {
  const find = async ({ browser }: Person, input: unknown) => browser.call('till.receipts', input)
  const hostile = [
    { receiptId: 'x'.repeat(121) },
    { receiptId: 'a\u0000' },
    { receiptId: '\ud800' },
    { receiptId: ['a'] },
    { receiptId: 'a', org: 'other' },
    { shift: 1e9, number: 1 },
    { shift: 1.5, number: 1 },
    { shift: '1', number: '1' },
  ]

  it('under names that are none: nothing is told, and no name is a pattern', async () => {
    const [one, other] = [await openTill('Хозяйка'), await openTill('Чужая')]
    expect(await close(one, 1, receipt([bottles()]))).toEqual(accepted)
    for (const input of hostile) expect(await find(other, input)).toMatchObject({ reason: 'badRequest' })
    for (const receiptId of ['', '%', '*', `${shiftOf(one)}:%`, `' or '1'='1`, shiftOf(one)])
      expect((await find(other, { receiptId })).data).toEqual({ found: [], tooOld: 0 })
  })

  it('by a device that is revoked, or by nobody: nothing', async () => {
    const [one, other] = [await openTill('Отданная'), await openTill('Отозванная')]
    expect(await close(one, 1, receipt([bottles()]))).toEqual(accepted)
    const input = { receiptId: receiptOf(one, 1) }
    expect(await server.browser().call('till.receipts', input)).toMatchObject({ reason: 'notEnrolled' })
    await other.browser.call('session.signOut')
    expect(await find(other, input)).toMatchObject({ reason: 'signInNeeded' })
    await ask('office.revokeDevice', { deviceId: other.deviceId })
    expect(await find(other, input)).toMatchObject({ reason: 'deviceRevoked' })
  })

  it('number after number: limited per till, and filled again while nobody asks', async () => {
    const curious = await openTill('Любопытная')
    const reasons: (string | undefined)[] = []
    for (let number = 1; number <= 33; number += 1) reasons.push((await find(curious, { shift: 1, number })).reason)
    expect(reasons.filter((reason) => reason === 'limited')).toHaveLength(3)
    server.clock.now += 10_000
    const { data } = await find(curious, { shift: 1, number: 1 })
    expect((data as ReceiptsAnswer).found.length).toBeGreaterThan(0)
    expect(await find(curious, { shift: 1, number: 2 })).toMatchObject({ reason: 'limited' })
  })
})

nothingWasOurFault()
