import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptance } from './acceptance.ts'
import type { AcceptanceQuestion } from './acceptance.ts'

const fine: AcceptanceQuestion = {
  address: { autoAccept: true, neverAutoAccept: false },
  priceChanged: false,
  customerMatched: true,
  priceListConfirms: false,
  stockMissing: false,
  intentPossible: true,
}
const plain = { autoAccept: false, neverAutoAccept: false }

const question = fc.record<AcceptanceQuestion>({
  address: fc.option(fc.record({ autoAccept: fc.boolean(), neverAutoAccept: fc.boolean() })),
  priceChanged: fc.boolean(),
  customerMatched: fc.boolean(),
  priceListConfirms: fc.boolean(),
  stockMissing: fc.boolean(),
  intentPossible: fc.boolean(),
})

describe('acceptance', () => {
  it.each<[string, Partial<AcceptanceQuestion>, boolean, string]>([
    ['A18: the address allows it', {}, true, 'addressAllows'],
    ['E09: the price list confirms', { address: plain, priceListConfirms: true }, true, 'priceListConfirms'],
    ['A19: the address forbids it', { address: { autoAccept: false, neverAutoAccept: true } }, false, 'addressForbids'],
    ['GA1: both flags', { address: { autoAccept: true, neverAutoAccept: true } }, false, 'addressForbids'],
    [
      'GA1: a prohibition wins over the price list',
      { address: { autoAccept: false, neverAutoAccept: true }, priceListConfirms: true },
      false,
      'addressForbids',
    ],
    ['GA2: neither flag', { address: plain }, false, 'noRule'],
    ['GA2: an unknown address', { address: null }, false, 'addressUnknown'],
    [
      'GA2: an unknown address, whatever the price list says',
      { address: null, priceListConfirms: true },
      false,
      'addressUnknown',
    ],
    ['GA5: nobody has matched the customer', { customerMatched: false }, false, 'customerUnmatched'],
    ['E07: goods are missing', { stockMissing: true }, false, 'stockMissing'],
    ['B15: this way of paying is not possible', { intentPossible: false }, false, 'intentNotPossible'],
    ['GE5: the customer saw another price', { priceChanged: true }, false, 'priceChanged'],
  ])('%s', (_name, changes, automatic, reason) => {
    expect(acceptance({ ...fine, ...changes })).toEqual({ automatic, reason })
  })

  it('GA2: accepts exactly when something allows it and nothing speaks against it', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const allowed = asked.address !== null && (asked.address.autoAccept || asked.priceListConfirms)
        const hindered =
          asked.address?.neverAutoAccept === true ||
          asked.priceChanged ||
          !asked.customerMatched ||
          asked.stockMissing ||
          !asked.intentPossible
        expect(acceptance(asked).automatic).toBe(allowed && !hindered)
      }),
    )
  })

  it('GA1: a prohibition is the reason, whatever else there is', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const forbidden = { ...asked, address: { autoAccept: true, neverAutoAccept: true } }
        expect(acceptance(forbidden)).toEqual({ automatic: false, reason: 'addressForbids' })
      }),
    )
  })
})
