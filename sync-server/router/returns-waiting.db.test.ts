/**
 * Returns that wait for the receipt of their sale, over the real router, when that receipt comes by the office's word or in a
 * file: however many they are, and whatever becomes of looking at them.
 */
import { describe, expect, it, vi } from 'vitest'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { JournalEntry } from '../../lib/protocol/office.ts'
import { writeWorkFile } from '../../lib/protocol/work-file.ts'
import { nothingWasOurFault, openHostileCompany, operationOf, pushBody, server } from '../testing/hostile-company.ts'
import { ask, explain, last, rule } from '../testing/office-desk.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  back,
  bottles,
  close,
  closing,
  dismissed,
  heldConflict,
  openTill,
  receipt,
  receiptOf,
} from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()

booksAddUp()

describe('a return that waits for a sale that waits itself', () => {
  it('counts when the office takes the sale; so does what came back on a receipt of that return', async () => {
    const [one, two, three] = [await dismissed('Продала'), await openTill('Обменяла'), await openTill('Вернула')]
    expect(await close(one, 1, receipt([bottles()]))).toEqual(heldConflict)
    const exchange = receipt([back(receiptOf(one, 1), 1_000, 29_000), bottles({ id: 'new' })])
    expect(await close(two, 1, exchange)).toEqual(heldConflict)
    const again = back(receiptOf(two, 1), 1_000, 29_000)
    const ofNew = { ...again, returnOf: { receiptId: receiptOf(two, 1), lineId: 'new', amountMinor: 29_000 } }
    expect(await close(three, 1, receipt([ofNew]))).toEqual(heldConflict)
    expect(await rule(last(one))).toEqual({ verdict: 'accepted' })
    for (const [person, number] of [
      [two, 1],
      [three, 1],
    ] as const)
      expect(await stored<Receipt>('receipt', receiptOf(person, number))).not.toBeNull()
    expect(await amounts('returned', receiptOf(two, 1))).toEqual({ new: 1_000 })
  })

  it('counts however many others wait before it', async () => {
    const [one, two] = [await dismissed('Сотая'), await openTill('Возвраты')]
    expect(await close(one, 1, receipt([bottles()]))).toEqual(heldConflict)
    const operations = Array.from({ length: 100 }, (_, n) =>
      operationOf(two, two.seq + 1 + n, closing(receiptOf(two, n + 1), receipt([back(`nobody:1:${n + 1}`, 1_000, 1)]))),
    )
    expect(await two.browser.call('sync.push', pushBody(operations))).toMatchObject({ status: 200 })
    two.seq += 100
    expect(await close(two, 101, receipt([back(receiptOf(one, 1), 1_000, 29_000)]))).toEqual(heldConflict)
    expect(await rule(last(one))).toEqual({ verdict: 'accepted' })
    expect(await amounts('returned', receiptOf(one, 1))).toEqual({ l1: 1_000 })
    const filter = { before: null, limit: 200, verdict: 'held', deviceId: two.deviceId }
    expect((await ask<{ entries: JournalEntry[] }>('office.journal', filter)).entries).toHaveLength(100)
  })

  it('goes on waiting when it cannot be looked at, and the decision, or what a file brought, stands', async () => {
    const [one, two] = [await dismissed('Стоит'), await openTill('Ждёт')]
    expect(await close(one, 1, receipt([bottles()]))).toEqual(heldConflict)
    expect(await close(two, 1, receipt([back(receiptOf(one, 1), 1_000, 29_000)]))).toEqual(heldConflict)
    const { pool } = server.database
    const query = pool.query.bind(pool) as (...args: unknown[]) => unknown
    const failing = vi
      .spyOn(pool, 'query')
      .mockImplementation((...args: unknown[]) =>
        (args[0] as { name?: string }).name === 'returns-waiting'
          ? Promise.reject(new Error('The disk is full'))
          : query(...args),
      )
    const sale = operationOf(two, two.seq + 1, closing(receiptOf(two, 2), receipt([bottles()])))
    const content = writeWorkFile(two.deviceId, server.clock.now, [sale as never])
    try {
      expect(await rule(last(one))).toEqual({ verdict: 'accepted' })
      expect(await ask('office.importWork', { content })).toMatchObject({ taken: 1 })
    } finally {
      failing.mockRestore()
    }
    expect(server.logged.filter((line) => line.includes('were not decided again'))).toHaveLength(2)
    expect(await stored<Receipt>('receipt', receiptOf(one, 1))).not.toBeNull()
    expect(await stored<Receipt>('receipt', receiptOf(two, 2))).not.toBeNull()
    expect(await explain(last(two))).toMatchObject({ now: { kind: 'accepted' } })
  })
})

it('a return that names one line twice is one return to whoever looks at the next', async () => {
  const [one, two] = [await openTill('Дважды строка'), await openTill('Спор')]
  const sold = receiptOf(one, 1)
  expect(await close(one, 1, receipt([bottles()]))).toEqual(accepted)
  const halves = [back(sold, 500, 14_500), back(sold, 500, 14_500, { id: 'other' })]
  expect(await close(one, 2, receipt(halves))).toEqual(accepted)
  expect(await close(one, 3, receipt([back(sold, 1_000, 29_000)]))).toEqual(accepted)
  expect(await close(two, 1, receipt([back(sold, 1_000, 29_000)]))).toEqual(heldConflict)
  const told = await explain(last(two))
  expect(told?.originals[0]?.returns.map(({ receiptId, quantityMilli }) => [receiptId, quantityMilli])).toEqual([
    [receiptOf(one, 2), 1_000],
    [receiptOf(one, 3), 1_000],
  ])
})

nothingWasOurFault()
