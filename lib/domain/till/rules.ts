/** What the office has decided for all tills. */
import * as z from 'zod/mini'

export const tillRulesSchema = z.object({
  /** A total paid in cash alone goes down to a multiple of it, in minor units. 0: it stays as it is. */
  cashStepMinor: z.int().check(z.minimum(0), z.maximum(1_000)),
  /** What one point pays, in minor units. 0: points are not taken at the till. */
  pointMinor: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** Percent of a line that a cashier may give without a senior. */
  cashierDiscountPercent: z.int().check(z.minimum(0), z.maximum(100)),
})
export type TillRules = z.infer<typeof tillRulesSchema>

/** Until the office says otherwise. */
export const usualTillRules: TillRules = { cashStepMinor: 0, pointMinor: 100, cashierDiscountPercent: 5 }

export const tillRulesOf = (settings: { till?: TillRules | undefined } | null | undefined): TillRules =>
  settings?.till ?? usualTillRules
