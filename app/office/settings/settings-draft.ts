/** What the settings' form holds, and whether it differs from what stands. Pure. */
import type { WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import type { PriceType } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { tillRulesOf } from '../../../lib/domain/till/rules.ts'
import type { OfficeApi } from '../../../lib/workplace-types.ts'

export type Draft = Required<Parameters<OfficeApi['saveSettings']>[0]>

export const draftOf = (settings: Settings, priceTypes: readonly PriceType[]): Draft => ({
  paymentIntents: [...settings.paymentIntents],
  // A list that the accounting system took away can be neither shown nor saved again.
  retailPriceTypeId: priceTypes.some(({ id }) => id === settings.retailPriceTypeId) ? settings.retailPriceTypeId : null,
  autoConfirm: priceTypes.filter(({ autoConfirm }) => autoConfirm).map(({ id }) => id),
  weighedCodes: [...(settings.weighedCodes ?? [])],
  phoneMask: settings.phoneMask ?? null,
  till: tillRulesOf(settings),
})

export const isSameDraft = (a: Draft, b: Draft): boolean =>
  a.retailPriceTypeId === b.retailPriceTypeId &&
  isSameSet(a.paymentIntents, b.paymentIntents) &&
  isSameSet(a.autoConfirm, b.autoConfirm) &&
  isSameSet(a.weighedCodes.map(ruleText), b.weighedCodes.map(ruleText)) &&
  a.phoneMask?.country === b.phoneMask?.country &&
  a.phoneMask?.mask === b.phoneMask?.mask &&
  ruleNames.every((name) => a.till[name] === b.till[name])

const ruleNames = ['cashStepMinor', 'pointMinor', 'cashierDiscountPercent'] as const

const ruleText = ({ prefix, holds }: WeighedRule): string => `${prefix} ${holds}`

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** With `one` in the list or without it. */
export const withOne = <T>(list: readonly T[], one: T, isIn: boolean): T[] =>
  isIn ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one)
