/** What the office asks and tells online. Input limits stand here; the answers' types are in `lib/workplace-types.ts`. */
import * as z from 'zod/mini'
import { tenders } from '../domain/order/order.ts'
import { roles } from '../domain/staff/person.ts'
import { id, isStorable, text } from '../domain/text.ts'

/** One line of words: no control characters, nothing that cannot be stored. */
const label = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\p{Cs}]*$/u))

export const journalInput = z.strictObject({
  /** Continue below this position; null: from the newest. */
  before: z.nullable(z.int().check(z.minimum(0))),
  limit: z.int().check(z.minimum(1), z.maximum(200)),
  deviceId: z.optional(id),
  actorId: z.optional(id),
  verdict: z.optional(z.enum(['accepted', 'refused', 'held', 'lost'])),
  target: z.optional(z.strictObject({ kind: text(80), id: text(120) })),
})
export type JournalInput = z.infer<typeof journalInput>
export const contentInput = z.strictObject({ deviceId: id, seq: z.int().check(z.minimum(1)) })
export type ContentInput = z.infer<typeof contentInput>

export const enrolmentCodeInput = z.strictObject({ name: label })
export const deviceInput = z.strictObject({ deviceId: id })
export const personInput = z.strictObject({ personId: id })

export const savePersonInput = z.strictObject({
  /** null: a new person. */
  id: z.nullable(id),
  name: label,
  /** Staff roles; nobody becomes a customer this way. */
  roles: z.array(z.enum(roles)).check(z.maxLength(roles.length)),
  active: z.boolean(),
  /** A new PIN; null leaves the present one. */
  pin: z.nullable(text(20)),
})
export type SavePersonInput = z.infer<typeof savePersonInput>

export const saveSettingsInput = z.strictObject({
  /** B05: the ways of paying that a customer may name. */
  paymentIntents: z.array(z.enum(tenders)).check(z.maxLength(tenders.length)),
  retailPriceTypeId: z.nullable(id),
  /** E09: the price lists at which an order may be accepted by itself. All others may not. */
  autoConfirm: z.array(id).check(z.maxLength(1000)),
})
export type SaveSettingsInput = z.infer<typeof saveSettingsInput>

export const heldInput = z.strictObject({
  deviceId: id,
  seq: z.int().check(z.minimum(1)),
  how: z.enum(['again', 'refuse']),
})

/** In UTF-8: some 20,000 orders of ten lines, with notes in Russian. */
export const maxWorkFileBytes = 48 * 1024 * 1024
export const importWorkInput = z.strictObject({
  content: z.string().check(z.maxLength(maxWorkFileBytes), z.refine(fitsWorkFile), z.refine(isStorable)),
})

/** A character is one to three bytes for each of its UTF-16 units: mostly nothing has to be encoded to know. */
function fitsWorkFile(content: string): boolean {
  return content.length * 3 <= maxWorkFileBytes || new TextEncoder().encode(content).length <= maxWorkFileBytes
}

/** What of a work file could not be taken. The server goes on with number `expected`. */
export type UntakenWork = {
  count: number
  expected: number
  /** `gap`: numbers before it are missing. `differs`: other work has arrived under its numbers. */
  why: 'gap' | 'differs'
}
