/**
 * The public keys of a till. Its receipts are signed with a key that never leaves the device; whoever holds these can tell
 * a paper of that till from a forged one without asking anybody (decision 013).
 */
import * as z from 'zod/mini'
import { rolesFor } from '../access.ts'
import { doneAt } from '../done-at.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { accepted, refused } from '../operation.ts'
import { tillPayloads } from './operations.ts'

/** A browser that lost its data makes another key. Paper older than so many of them is not recognised any more. */
const mostKeys = 50

/** Document kind `tillKey`, id of the device. Scope `tills`: every till holds those of all others. */
export const tillKeySchema = z.object({
  id: z.string(),
  tillName: z.string(),
  /** The newest first. `publicKey`: a point of P-256, uncompressed, in base64url. */
  keys: z.array(z.object({ publicKey: z.string(), at: z.int(), by: z.string() })),
})
export type TillKey = z.infer<typeof tillKeySchema>

export const tillKeyNoun: Noun = {
  documentKind: 'tillKey',
  operations: ['tillKey.add'],
  needs: () => ({ documents: [], accounts: [] }),
  decide(body, operation, facts) {
    const read = readPayload(tillPayloads['tillKey.add'], operation.payload)
    if (read.kind === 'refused') return read
    if (rolesFor(facts.actor, 'tillKey.add').length === 0) return refused('notAllowed')
    // Nobody signs for another till.
    if (operation.target.id !== operation.deviceId) return refused('badRequest', { path: 'target.id' })
    const known = body === null ? null : parseTillKey(body)
    if (body !== null && known === null) {
      if (facts.place === 'server') throw new Error(`The stored document tillKey/${operation.target.id} is none`)
      return refused('badRequest', { path: 'document' })
    }
    const { tillName, publicKey } = read.data
    if (known?.keys.some((key) => key.publicKey === publicKey)) return accepted(known)
    const key = { publicKey, at: doneAt(operation, facts), by: facts.actor.id }
    const keys = [key, ...(known?.keys ?? [])].slice(0, mostKeys)
    return accepted({ id: operation.deviceId, tillName, keys } satisfies TillKey)
  },
  hasHappened: () => false,
  scopesOf: () => ['tills'],
  sortKeyOf: ({ id }) => id,
}

/** null: no till's keys. */
export function parseTillKey(body: unknown): TillKey | null {
  return tillKeySchema.safeParse(body).success ? (body as TillKey) : null // safe: it has just been checked
}
