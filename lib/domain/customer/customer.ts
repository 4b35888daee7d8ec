/** People and firms we sell to, with their delivery addresses (A03–A19). */
import * as z from 'zod/mini'
import { weighedRuleSchema } from '../barcode/weighed.ts'
import { phoneMaskSchema } from '../phone-mask.ts'
import { tillRulesSchema } from '../till/rules.ts'

export const addressSchema = z.object({
  id: z.string(),
  /** A16: as typed by the customer. */
  raw: z.string(),
  /** A15: as verified by the operator. */
  verified: z.nullable(z.string()),
  /** Entrance, floor, door code. */
  note: z.nullable(z.string()),
  /** A18. */
  autoAccept: z.boolean(),
  /** A19: wins over everything (GA1). */
  neverAutoAccept: z.boolean(),
  /** C24: e-mail or phone for the fiscal copy. */
  receiptContact: z.nullable(z.string()),
})
export type Address = z.infer<typeof addressSchema>

/** Prepaid money taken; its id makes a second press the first (GC5). */
export const depositSchema = z.object({
  id: z.string(),
  tender: z.enum(['cash', 'card']),
  amountMinor: z.int(),
  at: z.int(),
  by: z.string(),
  byName: z.string(),
})
export type Deposit = z.infer<typeof depositSchema>

/**
 * GA5, GA6: the record of an app's client that stands for another customer: that one's prices, addresses and money hold,
 * and new orders are that one's. The record stays the sign-in: phones, and the name as given in the app (A28).
 */
export const joinedSchema = z.object({
  customerId: z.string(),
  /** Of that customer, when it was joined. */
  name: z.string(),
  at: z.int(),
  by: z.string(),
  byName: z.string(),
  /** Matched as a customer of its own before. */
  wasMatched: z.boolean(),
  /** What came along and goes on with the next re-mapping: minor units, points, pieces. */
  brought: z.object({ deposit: z.int(), points: z.int(), containers: z.int() }),
  addressIds: z.array(z.string()),
})
export type Joined = z.infer<typeof joinedSchema>

/** Document kind `customer`. Scopes `customers`, `customer:<id>`. */
export const customerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `+7` and ten digits, or a number of the country of the shop's mask. The first one is the main phone. */
  phones: z.array(z.string()),
  email: z.nullable(z.string()),
  addresses: z.array(addressSchema),
  /** The price list this customer buys at; null: the organisation's retail list. */
  priceTypeId: z.nullable(z.string()),
  /** GA5, GE8: false until an operator has matched the app's client with a customer of the books. */
  matched: z.boolean(),
  note: z.nullable(z.string()),
  /** The newest 20. The whole ledger stands on the server. */
  deposits: z.array(depositSchema),
  createdAt: z.int(),
  joined: z.optional(z.nullable(joinedSchema)),
  /** To whom it was joined before, newest last: a device without a network may still name them. */
  formerAccounts: z.optional(z.array(z.string())),
  /** Whose records are joined to this customer. */
  clients: z.optional(z.array(z.object({ id: z.string(), name: z.string(), phone: z.nullable(z.string()) }))),
})
export type Customer = z.infer<typeof customerSchema>

/**
 * Document kind `phone`, id = the number: whose it is. In no scope, so only the server knows it (on a device it is
 * `undefined`). The database keeps it beside every change of a customer's `phones`, and refuses a second owner: name it
 * in `needs` for each new number, and answer `phoneTaken` when it is another's.
 */
export const phoneSchema = z.object({ id: z.string(), customerId: z.string(), name: z.string() })
export type Phone = z.infer<typeof phoneSchema>

/** Document kind `settings`, id `organisation`. Scope `public`. */
export const settingsSchema = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  /** IANA name. */
  timezone: z.string(),
  retailPriceTypeId: z.nullable(z.string()),
  /** B05: which payment intents a customer may name. */
  paymentIntents: z.array(z.enum(['cash', 'card', 'deposit'])),
  phone: z.nullable(z.string()),
  /** What the labels of the shop's own scales hold. Missing: there are no scales. */
  weighedCodes: z.optional(z.array(weighedRuleSchema)),
  /** D01–D04: how a cashier types phones. Missing or null: without a mask. */
  phoneMask: z.optional(z.nullable(phoneMaskSchema)),
  /** Missing: as `usualTillRules` says. */
  till: z.optional(tillRulesSchema),
})
export type Settings = z.infer<typeof settingsSchema>
