/**
 * What a till did and the server holds, over the real router: the acts of a cashier whose role was taken away in the middle
 * of the shift, asked for by their shift, explained, and decided by the office.
 */
import { describe, expect, it } from 'vitest'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../lib/domain/till/totals.ts'
import type { JournalEntry, ShiftState } from '../../lib/protocol/office.ts'
import { nothingWasOurFault, openHostileCompany, type Person, push, who } from '../testing/hostile-company.ts'
import { ask, decide, explain, type HeldRef, last, rule } from '../testing/office-desk.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  becomes,
  bottles,
  close,
  closing,
  dismissed,
  heldConflict,
  openTill,
  receipt,
  shiftOf,
} from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()

booksAddUp()

const refuse = (held: HeldRef) => decide(held, { how: 'refuse' })
const waiting = (shiftId: string, page: { before?: number | null; limit?: number } = {}) =>
  ask<{ entries: JournalEntry[]; before: number | null }>('office.journal', {
    ...{ before: null, limit: 50, verdict: 'held', shiftId },
    ...page,
  })
const stateOf = async (shiftId: string) =>
  (await ask<ShiftState[]>('office.shiftStates', { shiftIds: [shiftId] })).find((state) => state.shiftId === shiftId)

const takeOut = (person: Person, amountMinor: number) =>
  push(person, {
    kind: 'shift.cash',
    target: { kind: 'shift', id: shiftOf(person) },
    payload: { movementId: `m-${person.seq}`, direction: 'out', amountMinor, reason: 'инкассация' },
  })
const z = (person: Person, changed: object = {}) =>
  push(person, {
    kind: 'shift.close',
    target: { kind: 'shift', id: shiftOf(person) },
    payload: { countedMinor: 0, reason: null, totals: shiftTotals([], []), lastReceipt: 0, ...changed },
  })

describe('a cashier whose role was taken away in the middle of the shift', () => {
  it('sold, put money aside and closed: the office is told what waits, and takes it in whatever order', async () => {
    const kira = await dismissed('Снятая')
    expect(await close(kira, 1, receipt([bottles()]))).toEqual(heldConflict)
    const sale = last(kira)
    expect(await takeOut(kira, 8_000)).toEqual(heldConflict)
    const cash = last(kira)
    const totals = {
      ...shiftTotals([], []),
      sales: { count: 1, amountMinor: 58_000 },
      tenders: { cash: 58_000, card: 0, deposit: 0, points: 0 },
      cashOutMinor: 8_000,
    }
    expect(await z(kira, { countedMinor: 49_000, reason: 'сдача', totals, lastReceipt: 1 })).toEqual(heldConflict)
    const evening = last(kira)

    expect(await stateOf(shiftOf(kira))).toMatchObject({ held: [1], heldActs: 2 })
    const { entries } = await waiting(shiftOf(kira))
    expect(entries.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['shift.close', evening.seq],
      ['shift.cash', cash.seq],
      ['receipt.close', sale.seq],
    ])
    for (const held of [cash, evening])
      expect(await explain(held)).toMatchObject({ now: { kind: 'refused', reason: 'notAllowed' }, originals: [] })
    expect((await explain(evening))?.payload).toMatchObject({ countedMinor: 49_000, totals: { cashOutMinor: 8_000 } })

    for (const held of [evening, cash, sale]) expect(await rule(held)).toEqual({ verdict: 'accepted' })
    expect(await stored<Shift>('shift', shiftOf(kira))).toMatchObject({
      state: 'closed',
      movements: [{ direction: 'out', amountMinor: 8_000, by: kira.personId, byName: 'Кира' }],
      closing: { countedMinor: 49_000, expectedMinor: 50_000, reason: 'сдача', byName: 'Кира' },
    })
    expect(await amounts('register', shiftOf(kira))).toMatchObject({ cash: 58_000, cashOut: 8_000, counted: 49_000 })
    expect(await stateOf(shiftOf(kira))).toMatchObject({ held: [], heldActs: 0 })
    expect((await waiting(shiftOf(kira))).entries).toEqual([])
    const { entries: told } = await ask<{ entries: JournalEntry[] }>('office.journal', {
      ...{ before: null, limit: 2, target: { kind: 'shift', id: shiftOf(kira) } },
    })
    expect(told.map(({ kind, actorId, payload }) => ({ kind, actorId, payload }))).toEqual(
      [cash, evening].map((held) => ({
        kind: 'held.accept',
        actorId: who.office.personId,
        payload: { ...held, reason: 'утром была кассиром' },
      })),
    )
  })

  it('is refused: nothing of it is in the books, the shift stays open for whoever closes it', async () => {
    const kira = await dismissed('Отказанная')
    await takeOut(kira, 5_000)
    const cash = last(kira)
    await z(kira)
    for (const held of [cash, last(kira)]) expect(await refuse(held)).toEqual({ verdict: 'refused' })
    expect(await stored<Shift>('shift', shiftOf(kira))).toMatchObject({ state: 'open', movements: [], closing: null })
    expect((await amounts('register', shiftOf(kira)))['cashOut'] ?? 0).toBe(0)
    await becomes(kira, 'cashier')
    expect(await z(kira)).toEqual(accepted)
  })

  it('a second Z waits for good: no word of the office makes it one', async () => {
    const kira = await openTill('Дважды')
    expect(await z(kira)).toEqual(accepted)
    expect(await z(kira, { lastReceipt: 5 })).toEqual(heldConflict)
    expect(await rule(last(kira))).toEqual({ verdict: 'held' })
    expect(await explain(last(kira))).toMatchObject({ now: { kind: 'refused', reason: 'shiftClosed' } })
    expect(await refuse(last(kira))).toEqual({ verdict: 'refused' })
    expect(await stored<Shift>('shift', shiftOf(kira))).toMatchObject({ closing: { lastReceipt: 0 } })
  })
})

describe('what waits of a shift', () => {
  it('comes page by page and is nobody else’s: not of the till’s other shifts, not of others whose name begins so', async () => {
    const kira = await openTill('Страницы')
    const unknown = (shift: number) => `${kira.deviceId}:${shift}`
    const shifts = [2, 22, 2, 2, 1, 2]
    for (const [index, shift] of shifts.entries())
      expect(await push(kira, closing(`${unknown(shift)}:${index + 1}`, receipt([bottles()])))).toEqual(
        shift === 1 ? accepted : heldConflict,
      )
    const first = await waiting(unknown(2), { limit: 3 })
    expect(first.entries.map(({ target }) => target.id)).toEqual([6, 4, 3].map((n) => `${unknown(2)}:${n}`))
    expect(first.before).toBe(first.entries.at(-1)?.position)
    const second = await waiting(unknown(2), { limit: 3, before: first.before })
    expect(second).toMatchObject({ entries: [{ target: { id: `${unknown(2)}:1` } }], before: null })
    for (const name of ['', '%', unknown(3), `${unknown(2)}:`]) expect((await waiting(name)).entries).toEqual([])
  })
})

nothingWasOurFault()
