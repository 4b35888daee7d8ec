/** What a person may do at the till alone, and who may allow more. */
import type { Role } from '../staff/person.ts'
import type { TillRules } from './rules.ts'

/** Percent of the line before discounts. */
export const discountLimit = (
  roles: readonly Role[],
  { cashierDiscountPercent }: Pick<TillRules, 'cashierDiscountPercent'>,
): number => (mayApprove(roles) ? 100 : roles.includes('cashier') ? cashierDiscountPercent : 0)

export const mayApprove = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'office' || role === 'administrator')

/**
 * Is this discount more than `percent` of the line? Exact, in integers. The kopeck that rounding adds is within: who may
 * give five percent may give them on every price.
 */
export const exceeds = (discountMinor: number, grossMinor: number, percent: number): boolean =>
  (discountMinor - 1) * 100 >= grossMinor * percent

/**
 * Rounding spares coins, in the buyer's favour; no till of ours has a step above ten roubles. More would be a discount that
 * nobody allowed.
 */
export const isRounding = (roundingMinor: number): boolean => roundingMinor <= 0 && roundingMinor > -1000

/** A return at a till comes within a year of the sale; what is older is for the office. */
export const returnableMs = 366 * 24 * 3_600_000
