/** A till's day on the real database: numbers, money, goods that come back, and who may see and do what. */
import { describe, expect, it } from 'vitest'
import type { CartLine } from '../../lib/domain/till/cart.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../lib/domain/till/totals.ts'
import {
  nothingWasOurFault,
  openHostileCompany,
  type Person,
  push,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { storedRow as stored } from '../testing/stored.ts'
import { report } from '../testing/test-server.ts'
import {
  accepted,
  cartBottles,
  closing,
  heldConflict,
  openTill as till,
  rungUp,
  shiftOf,
  shiftOpening,
} from '../testing/till-acts.ts'

openHostileCompany()

const back = (receiptId: string, quantityMilli: number): CartLine =>
  cartBottles({
    quantityMilli,
    returnOf: { receiptId, lineId: 'l1', soldMilli: 2_000, soldMinor: 58_000, returnedMilli: 0 },
  })

const openShift = (person: Person, id = shiftOf(person)) => push(person, shiftOpening(id))
const close = (
  person: Person,
  number: number,
  lines: CartLine[],
  shift = shiftOf(person),
  approvals: ReceiptPayload['approvals'] = [],
) => push(person, closing(`${shift}:${number}`, rungUp(lines, { approvals })))

type Pages = { pages: { changes: { kind: string; id: string }[] }[] }
async function seenBy({ browser, personId }: Person): Promise<string[]> {
  const input = { protocol: 1, personId, cursors: {}, limit: 1000, report: report(server.clock) }
  const { pages } = (await browser.call('sync.pull', input)).data as Pages
  return pages.flatMap(({ changes }) => changes.map(({ kind, id }) => `${kind}/${id}`))
}

describe('a till', () => {
  it('sells, takes back and closes: the ledger of the office says what its Z says, to the kopeck', async () => {
    const kira = await till('Кира')
    const shift = shiftOf(kira)
    expect(await close(kira, 1, [cartBottles()])).toEqual(accepted)
    expect(await close(kira, 2, [back(`${shift}:1`, 1_000)])).toEqual(accepted)
    const receipts = await Promise.all([1, 2].map((n) => stored<Receipt>('receipt', `${shift}:${n}`)))
    const { body } = await stored<Shift>('shift', shift)
    const totals = shiftTotals(
      receipts.map((receipt) => receipt.body),
      body.movements,
    )
    const z = { countedMinor: totals.tenders.cash, reason: null, totals, lastReceipt: 2 }
    const target = { kind: 'shift', id: shift }
    expect(await push(kira, { kind: 'shift.close', target, payload: z })).toEqual(accepted)
    const register = await stored<{ amounts: Record<string, number> }>('register', shift)
    expect(register.body.amounts).toMatchObject({
      cash: 29_000,
      sale: 58_000,
      return: 29_000,
      saleCount: 1,
      returnCount: 1,
      'vat:22': totals.vat['22'],
      counted: 29_000,
    })
    expect(register.scopes).toEqual(expect.arrayContaining(['office', `till:${kira.deviceId}`]))
    expect(await close(kira, 3, [cartBottles()])).toEqual(heldConflict)
  })

  it('sees its own receipts and shifts; another till sees neither, the office the shifts', async () => {
    const [one, other] = [await till('Один'), await till('Другой')]
    await close(one, 1, [cartBottles()])
    const receipt = `receipt/${shiftOf(one)}:1`
    expect(await seenBy(one)).toEqual(expect.arrayContaining([receipt, `shift/${shiftOf(one)}`]))
    const others = await seenBy(other)
    expect(others).not.toContain(receipt)
    expect(others).not.toContain(`shift/${shiftOf(one)}`)
    expect(await seenBy(who.office)).toEqual(
      expect.arrayContaining([`shift/${shiftOf(one)}`, `register/${shiftOf(one)}`]),
    )
  })

  it('users.md 12: two tills take the same goods back at once: one is right, the other is for the office', async () => {
    const [one, other] = [await till('Левая'), await till('Правая')]
    const { personId: senior } = await server.staff('Старшая', ['administrator'])
    await close(one, 1, [cartBottles()])
    const goods = [back(`${shiftOf(one)}:1`, 2_000)]
    const approvals = [{ what: 'return' as const, by: senior }]
    const verdicts = await Promise.all([
      close(one, 2, goods, undefined, approvals),
      close(other, 1, goods, undefined, approvals),
    ])
    expect(verdicts).toEqual(expect.arrayContaining([accepted, heldConflict]))
    const { body } = await stored<{ amounts: Record<string, number> }>('returned', `${shiftOf(one)}:1`)
    expect(body.amounts).toEqual({ l1: 2_000 })
  })

  it('users.md 5: another sale under a number that is taken is held with its content, not dropped', async () => {
    const kira = await till('Дважды')
    expect(await close(kira, 1, [cartBottles()])).toEqual(accepted)
    expect(await close(kira, 1, [cartBottles(), cartBottles({ id: 'l2' })])).toEqual(heldConflict)
  })
})

describe('S23: nobody else', () => {
  it.each<[string, (kira: Person) => Promise<object>, object]>([
    ['a shift of another till', (kira) => openShift(who.cashier, `${kira.deviceId}:2`), { reason: 'badRequest' }],
    [
      'a receipt of another till',
      (kira) => close(who.cashier, 1, [cartBottles()], shiftOf(kira)),
      { reason: 'badRequest' },
    ],
    ['an operator opens a till', () => openShift(who.operator), { kind: 'refused', reason: 'notAllowed' }],
    ['a driver opens a till', () => openShift(who.driver), { kind: 'refused', reason: 'notAllowed' }],
    ['a customer sells', () => close(who.customer, 1, [cartBottles()]), { kind: 'refused', reason: 'notAllowed' }],
    ['a customer closes a shift', (kira) => closeOf(who.customer, kira), { kind: 'refused', reason: 'notAllowed' }],
    ['a number below one', (kira) => close(kira, 0, [cartBottles()]), { reason: 'badRequest' }],
    [
      'a slash in the name',
      (kira) => close(kira, 1, [cartBottles()], `${kira.deviceId}:1/x`),
      { reason: 'badRequest' },
    ],
  ])('%s', async (_name, act, expected) => {
    const kira = await till('Своя')
    const before = await state()
    expect(await act(kira)).toMatchObject(expected)
    expect(await state()).toBe(before)
  })
})

const closeOf = (person: Person, { deviceId }: Person) =>
  push(person, {
    kind: 'shift.close',
    target: { kind: 'shift', id: `${deviceId}:1` },
    payload: { countedMinor: 0, reason: null, totals: shiftTotals([], []), lastReceipt: 0 },
  })

nothingWasOurFault()
