import { expect, test } from 'vitest'
import { draftOf, isSameDraft, withOne } from './settings-draft.ts'

const priceType = (id: string, autoConfirm: boolean) => ({
  id,
  name: id,
  currency: 'RUB',
  vatIncluded: true,
  autoConfirm,
})
const settings = {
  id: 'organisation',
  name: 'Родник',
  currency: 'RUB',
  timezone: 'Europe/Moscow',
  retailPriceTypeId: 'retail',
  paymentIntents: ['cash' as const, 'card' as const],
  phone: null,
}

test('the form begins with what stands', () => {
  expect(draftOf(settings, [priceType('retail', false), priceType('firms', true)])).toEqual({
    paymentIntents: ['cash', 'card'],
    retailPriceTypeId: 'retail',
    autoConfirm: ['firms'],
    weighedCodes: [],
    phoneMask: null,
    till: { cashStepMinor: 0, pointMinor: 100, cashierDiscountPercent: 5 },
  })
})

test('a retail list that is gone is none', () => {
  expect(draftOf(settings, [priceType('firms', false)]).retailPriceTypeId).toBeNull()
})

test('taking something out and putting it back is no change, whatever its place', () => {
  const draft = draftOf(settings, [priceType('retail', true), priceType('firms', true)])
  const without = { ...draft, paymentIntents: withOne(draft.paymentIntents, 'cash', false) }
  expect(isSameDraft(draft, without)).toBe(false)
  expect(isSameDraft(draft, { ...draft, paymentIntents: withOne(without.paymentIntents, 'cash', true) })).toBe(true)
  expect(isSameDraft(draft, { ...draft, autoConfirm: withOne(draft.autoConfirm, 'firms', true) })).toBe(true)
  expect(isSameDraft(draft, { ...draft, autoConfirm: ['firms'] })).toBe(false)
  expect(isSameDraft(draft, { ...draft, retailPriceTypeId: 'firms' })).toBe(false)
})

test('labels of the scales, the mask of phones and the rules of the tills are changes too', () => {
  const draft = draftOf(settings, [])
  const weighed = { ...draft, weighedCodes: [{ prefix: '21' as const, holds: 'weight' as const }] }
  expect(isSameDraft(draft, weighed)).toBe(false)
  expect(isSameDraft(weighed, { ...draft, weighedCodes: [{ prefix: '21', holds: 'price' }] })).toBe(false)
  expect(isSameDraft(draft, { ...draft, phoneMask: { country: '+7', mask: '(NNN) NNN-NN-NN' } })).toBe(false)
  expect(isSameDraft(weighed, { ...draft, weighedCodes: [{ prefix: '21', holds: 'weight' }] })).toBe(true)
  expect(isSameDraft(draft, { ...draft, till: { ...draft.till, cashStepMinor: 100 } })).toBe(false)
  expect(isSameDraft(draft, { ...draft, till: { ...draft.till } })).toBe(true)
})
