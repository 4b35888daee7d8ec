/**
 * Closes a sale under the next number of its shift (decision 010). The number is part of the document's name, so it is
 * used in the same durable write as the sale, and two tabs cannot use one:
 *
 *     highest known + 1  →  act            → done
 *                        ←  alreadyExists  (another tab was faster)  → the next one
 *
 * The same sale again is the receipt that it became, whatever happened to the answer (users.md 9).
 */
import type { Params } from '../../lib/domain/operation.ts'
import type { RefusalReason } from '../../lib/domain/refusal.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { receiptId } from '../../lib/domain/till/shift.ts'
import type { ActResult, Shown, Workplace } from '../../lib/workplace-types.ts'
import { readOnce } from './read-once.ts'

export type ClosingResult =
  /** On disk: it may be said and printed. */
  | { kind: 'done'; receiptId: string; number: number }
  | { kind: 'refused'; reason: RefusalReason; params: Params }
  | { kind: 'failed'; failure: Extract<ActResult, { kind: 'failed' }>['failure'] }

/** This call put it on the disk; the screen hears of it when that has ended. */
type OnReceipt = (receiptId: string, receipt: Receipt) => Promise<void>

export type Books = Pick<Workplace, 'act' | 'list' | 'keep'>

/**
 * All that are on the device, newest first. The newest so many by their time would not do: a clock that was set back puts
 * the receipts of today behind those of the last months, and the Z would not know them (users.md 15).
 */
export const readReceipts = (books: Pick<Workplace, 'list'>): Promise<readonly Shown<Receipt>[]> =>
  readOnce(books.list<Receipt>({ kind: 'receipt' }), (rows) => rows !== null)

/**
 * The highest number given out, beside the receipts: one that the office has refused is no receipt any more, but its
 * number stands on a paper and is not given out again (users.md 7).
 */
export const lastNumberKey = 'till.lastNumber'
export type LastNumber = { shiftId: string; number: number }

export const lastGiven = (last: LastNumber | null, shiftId: string): number =>
  last?.shiftId === shiftId ? last.number : 0

/**
 * Not while the paper is on its way: every write to the disk would hold it up (P8). Until then the receipt itself, which
 * is on the disk, knows its number; a till that dies in that second notes it when it starts again (`noteGiven`).
 */
export const notedAfterMs = 1000

/** Other tabs take one each at a time; more than this means that something else is wrong. */
const mostTries = 50

const queues = new WeakMap<Books, Promise<unknown>>()

export function closeReceipt(
  books: Books,
  shift: { id: string },
  payload: ReceiptPayload,
  onDurable?: OnReceipt,
): Promise<ClosingResult> {
  const before = queues.get(books) ?? Promise.resolve()
  // One after another: the second press finds what the first has made. A failure of one is told to its own caller.
  const turn = before.then(
    () => closeNext(books, shift, payload, onDurable),
    () => closeNext(books, shift, payload, onDurable),
  )
  queues.set(books, turn)
  return turn
}

/** As a till starts: before it can hear that the office has refused a receipt whose number it did not come to note. */
export async function noteGiven(books: Pick<Books, 'list' | 'keep'>, shift: { id: string }): Promise<void> {
  const receipts = await readReceipts(books)
  await note(books, shift, highestOf(receipts, shift))
}

const highestOf = (receipts: readonly Shown<Receipt>[], shift: { id: string }): number =>
  receipts.reduce((top, { body }) => (body.shiftId === shift.id ? Math.max(top, body.number) : top), 0)

async function note(books: Pick<Books, 'keep'>, shift: { id: string }, number: number): Promise<void> {
  const given = books.keep<LastNumber | null>(lastNumberKey, null)
  if (number > lastGiven(given.get(), shift.id)) await given.set({ shiftId: shift.id, number })
}

async function closeNext(
  books: Books,
  shift: { id: string },
  payload: ReceiptPayload,
  onDurable?: OnReceipt,
): Promise<ClosingResult> {
  const receipts = await readReceipts(books)
  const known = receipts.find(({ body }) => body.saleId === payload.saleId)
  if (known) return { kind: 'done', receiptId: known.id, number: known.body.number }
  const given = books.keep<LastNumber | null>(lastNumberKey, null)
  const highest = Math.max(highestOf(receipts, shift), lastGiven(given.get(), shift.id))
  for (let number = highest + 1; number <= highest + mostTries; number += 1) {
    const id = receiptId(shift.id, number)
    const result = await books.act(
      'receipt.close',
      { kind: 'receipt', id },
      payload,
      (body) => onDurable?.(id, body as Receipt), // safe: what the rules make of a receipt is one
    )
    if (result.kind === 'done') {
      setTimeout(() => {
        note(books, shift, number).catch((cause: unknown) => console.warn('The number given out was not noted', cause))
      }, notedAfterMs)
      return { kind: 'done', receiptId: id, number }
    }
    if (result.kind === 'failed') return { kind: 'failed', failure: result.failure }
    if (result.reason !== 'alreadyExists') return result
  }
  return { kind: 'refused', reason: 'alreadyExists', params: {} }
}
