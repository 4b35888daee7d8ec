/** People who work with Rodnik, and what of them may travel to a device. Secrets (PIN hashes) never stand here. */
import * as z from 'zod/mini'

export const roles = ['customer', 'operator', 'driver', 'cashier', 'office', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Document kind `person`. Staff only; a customer is a `customer` document. Scope `staff`. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  active: z.boolean(),
  /** Changes with every new PIN: a device then knows that its offline verifier is out of date. */
  pinVersion: z.int(),
  createdAt: z.int(),
})
export type Person = z.infer<typeof personSchema>
