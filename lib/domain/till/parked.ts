/** A sale laid aside: "I forgot my purse". Taken up once, here or at another till. */
import * as z from 'zod/mini'
import { rolesFor } from '../access.ts'
import { doneAt } from '../done-at.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { accepted, refused } from '../operation.ts'
import { isPlainId } from '../text.ts'
import { tillPayloads } from './operations.ts'
import type { TillPayload } from './operations.ts'

const who = z.object({ at: z.int(), by: z.string(), byName: z.string() })

/** Document kind `parked`. Scope `tills` until it is taken up. */
export const parkedSchema = z.object({
  id: z.string(),
  /** What the cashier recognises it by. */
  name: z.string(),
  tillName: z.string(),
  customerId: z.nullable(z.string()),
  lines: z.array(
    z.object({
      id: z.string(),
      productId: z.nullable(z.string()),
      name: z.string(),
      unit: z.string(),
      quantityMilli: z.int(),
      priceMinor: z.int(),
      discountMinor: z.int(),
      vatPercent: z.nullable(z.int()),
      stocked: z.boolean(),
    }),
  ),
  parked: who,
  taken: z.nullable(who),
})
export type Parked = z.infer<typeof parkedSchema>

export const parkedNoun: Noun = {
  documentKind: 'parked',
  operations: ['parked.put', 'parked.take'],
  needs: () => ({ documents: [], accounts: [] }),
  decide(body, operation, facts) {
    const kind = operation.kind as 'parked.put' | 'parked.take' // safe: the table routes only these kinds here
    const read = readPayload(tillPayloads[kind], operation.payload)
    if (read.kind === 'refused') return read
    if (rolesFor(facts.actor, kind).length === 0) return refused('notAllowed')
    const stamp = { at: doneAt(operation, facts), by: facts.actor.id, byName: facts.actor.name }
    if (kind === 'parked.put') {
      if (body !== null) return refused('alreadyExists')
      if (!isPlainId(operation.target.id)) return refused('badRequest', { path: 'target.id' })
      const payload = read.data as TillPayload<'parked.put'> // safe: read by this kind's schema
      return accepted({ id: operation.target.id, ...payload, parked: stamp, taken: null } satisfies Parked)
    }
    if (body === null) return refused('notFound')
    const parked = parseParked(body)
    if (!parked) {
      if (facts.place === 'server') throw new Error(`The stored document parked/${operation.target.id} is none`)
      return refused('badRequest', { path: 'document' })
    }
    if (parked.taken) {
      const { by, byName, at } = parked.taken
      return refused('alreadyTaken', { by: byName, byId: by, at })
    }
    return accepted({ ...parked, taken: stamp })
  },
  hasHappened: () => false,
  scopesOf: (_ref, body) => (parseParked(body)?.taken ? ['office'] : ['tills']),
  sortKeyOf: (ref, body) => `${String(parseParked(body)?.parked.at ?? 0).padStart(16, '0')}:${ref.id}`,
}

/** null: no parked sale. */
export function parseParked(body: unknown): Parked | null {
  return parkedSchema.safeParse(body).success ? (body as Parked) : null // safe: it has just been checked
}
