// users.md 9, 10, 15: a till that holds the receipts of months, and a clock that was set back: those of the running shift
// are older by their time than all others, and count all the same.

import { expect, test } from 'vitest'
import { receiptNoun } from '../../lib/domain/till/decide-receipt.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { receiptSchema, type Receipt } from '../../lib/domain/till/receipt.ts'
import { receiptId, shiftId, type Shift } from '../../lib/domain/till/shift.ts'
import type { RowReader } from '../../lib/store/document-store.ts'
import { createLiveRows } from '../../lib/store/live-rows.ts'
import { emptyRow } from '../../lib/sync/views.ts'
import type { Row } from '../../lib/store/local-store.ts'
import { bodies } from '../_ui/bodies.ts'
import { closeReceipt, notedAfterMs, readReceipts, type Books } from './close-receipt.ts'
import { closingOf } from './shift/shift-closing.ts'

const today = Date.UTC(2026, 10, 22)
const minute = 60_000
const priceMinor = 10_000
const running = { id: shiftId('till', 41), openingMinor: 0, movements: [] } as unknown as Shift

const receipt = (shiftNumber: number, number: number, at: number, saleId = `${shiftNumber}-${number}`): Receipt =>
  receiptSchema.parse({
    id: receiptId(shiftId('till', shiftNumber), number),
    saleId,
    tillId: 'till',
    tillName: 'Касса',
    shiftId: shiftId('till', shiftNumber),
    shiftNumber,
    number,
    kind: 'sale',
    lines: [],
    discountMinor: 0,
    roundingMinor: 0,
    totalMinor: priceMinor,
    tenders: [{ tender: 'cash', amountMinor: priceMinor }],
    givenMinor: null,
    changeMinor: 0,
    customerId: null,
    customerName: null,
    orderId: null,
    approvals: [],
    reason: null,
    at,
    by: 'irina',
    byName: 'Ирина',
  })

/** Forty shifts of fifty receipts, the last of them a minute ago. */
const months = Array.from({ length: 2000 }, (_, n) =>
  receipt(1 + Math.floor(n / 50), (n % 50) + 1, today - (2000 - n) * minute),
)

/** A till with these receipts on its disk, whose screens read the disk as the real one's do. */
function createTill(held: Receipt[], now: () => number) {
  const rowOf = (body: Receipt): Row => ({ ...emptyRow({ kind: 'receipt', id: body.id }), base: body, body })
  const rows = new Map(held.map((body) => [body.id, rowOf(body)]))
  const reader = { ofKind: async () => [...rows.values()] } as unknown as RowReader
  const live = createLiveRows({
    reader,
    sortKeyOf: (ref, body) => receiptNoun.sortKeyOf(ref, body),
    onFailure: (cause) => {
      throw cause
    },
  })
  const kept = new Map<string, unknown>()
  const books = {
    list: (query: Parameters<Books['list']>[0]) => live.list(query),
    keep: (key: string, initial: unknown) => ({
      get: () => kept.get(key) ?? initial,
      set: async (value: unknown) => void kept.set(key, value),
    }),
    async act(_kind: string, { id }: { id: string }, { saleId }: ReceiptPayload) {
      const before = rows.get(id)?.body as Receipt | undefined
      if (before && before.saleId !== saleId) return { kind: 'refused', reason: 'alreadyExists', params: {} }
      const number = Number(id.split(':').at(-1))
      const row = rowOf(receipt(41, number, now(), saleId))
      rows.set(id, row)
      live.apply([{ key: `receipt/${id}`, row }])
      return { kind: 'done', seq: number }
    },
  } as unknown as Books
  return {
    sell: (saleId: string) => closeReceipt(books, running, { saleId } as ReceiptPayload),
    async receipts(): Promise<Receipt[]> {
      return bodies(await readReceipts(books))
    },
  }
}

test('the Z of a shift under a clock that was set back has all its receipts', async () => {
  const till = createTill(months, () => Date.UTC(2020, 0, 1))
  for (const saleId of ['a', 'b', 'c']) await till.sell(saleId)
  const { totals, expectedMinor, voided } = closingOf(running, await till.receipts(), 3)
  expect({ count: totals.sales.count, expectedMinor, voided }).toEqual({
    count: 3,
    expectedMinor: 3 * priceMinor,
    voided: [],
  })
})

test('the same sale once more, a while later, is the receipt that it became', async () => {
  const till = createTill(months, () => Date.UTC(2020, 0, 1))
  const first = await till.sell('a')
  await new Promise((resolve) => setTimeout(resolve, notedAfterMs + 50))
  expect(await till.sell('a')).toEqual(first)
  expect((await till.receipts()).filter(({ saleId }) => saleId === 'a')).toHaveLength(1)
})

test('the Z of a shift of more than two thousand receipts has the first of them too', async () => {
  const long = Array.from({ length: 2001 }, (_, n) => receipt(41, n + 1, today - (2001 - n) * minute))
  const { totals, voided } = closingOf(running, await createTill(long, () => today).receipts(), long.length)
  expect({ count: totals.sales.count, voided }).toEqual({ count: 2001, voided: [] })
})
