/** What can be done to a customer's record. `customer.register` makes it. */
import * as z from 'zod/mini'
import { id, text } from '../text.ts'

const addressPayload = z.strictObject({
  id,
  raw: text(500),
  verified: z.nullable(text(500)),
  note: z.nullable(text(500)),
  autoAccept: z.boolean(),
  neverAutoAccept: z.boolean(),
  receiptContact: z.nullable(text(64)),
})

export const customerPayloads = {
  /** By staff: a customer who calls on the phone. */
  'customer.register': z.strictObject({
    name: text(200).check(z.minLength(1)),
    phone: text(40),
    email: z.nullable(text(200)),
    address: z.nullable(addressPayload),
  }),
  'customer.edit': z.strictObject({
    name: z.optional(text(200).check(z.minLength(1))),
    phones: z.optional(z.array(text(40)).check(z.maxLength(10))),
    email: z.optional(z.nullable(text(200))),
    note: z.optional(z.nullable(text(1000))),
    priceTypeId: z.optional(z.nullable(id)),
  }),
  /** A customer may set raw and note of an own address; the flags and `verified` are the operator's. */
  'customer.setAddress': addressPayload,
  'customer.removeAddress': z.strictObject({ addressId: id }),
  /** GA5: this record is a customer of the books. */
  'customer.match': z.strictObject({}),
  /**
   * GA5, GA6: from now on this record stands for that customer, and its open orders move there. `from`: for whom it stood
   * on the person's screen (null: for itself), so that of two who join at once the second is told (GB5).
   */
  'customer.join': z.strictObject({ customerId: id, from: z.nullable(id) }),
  /** It stands for itself again. */
  'customer.separate': z.strictObject({ from: id }),
  /** Prepaid money taken at the office: goes to the customer's deposit. */
  'customer.deposit': z.strictObject({
    paymentId: id,
    tender: z.enum(['cash', 'card']),
    amountMinor: z.int().check(z.minimum(1), z.maximum(100_000_000_000)),
  }),
} as const

export type CustomerOperationKind = keyof typeof customerPayloads
export type CustomerPayload<Kind extends CustomerOperationKind> = z.infer<(typeof customerPayloads)[Kind]>
