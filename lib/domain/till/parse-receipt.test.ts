import { expect, it } from 'vitest'
import { actors, expectAccepted } from '../sample-books.ts'
import { parseReceipt } from './parse-receipt.ts'
import { openTill, paidInCash, receiptOf, water } from './sample-till.ts'

function sold(): object {
  const payload = paidInCash({ saleId: 'sale-1', lines: [water()], discount: null })
  const decision = openTill().act({ actor: actors.kira, kind: 'receipt.close', id: receiptOf(1), payload })
  return expectAccepted(decision).body as object // safe: a receipt
}

/** Counts how often anything of the object is looked at. */
function watched(receipt: object) {
  const seen = { times: 0 }
  const body = new Proxy(receipt, {
    get(target, key) {
      seen.times += 1
      return Reflect.get(target, key) as unknown
    },
  })
  return { body, seen }
}

it('a stored receipt is checked once, however often it is asked for', () => {
  const { body, seen } = watched(structuredClone(sold()))
  expect(parseReceipt(body)).toBe(body)
  const once = seen.times
  expect(once).toBeGreaterThan(0)
  expect(parseReceipt(body)).toBe(body)
  expect(seen.times).toBe(once)
})

it('what is no receipt is none, asked again too', () => {
  const other = { ...sold(), totalMinor: 'much' }
  for (const body of [null, undefined, 'receipt', {}, other, other]) expect(parseReceipt(body)).toBeNull()
})
