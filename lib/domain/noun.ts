/** One noun of the trade: its documents, its operations, its rules. `rodnik-trade.ts` puts the nouns together. */
import type * as z from 'zod/mini'
import { refused } from './operation.ts'
import type { Refused } from './operation.ts'
import type { Trade } from './trade.ts'

export type Noun = Trade & {
  /** The kind of document these operations act on. */
  documentKind: string
  operations: readonly string[]
}

type Read<Payload> = { kind: 'read'; data: Payload } | Refused

/** What has been read already: `needs` asks in rounds and `decide` once more, about one and the same payload object. */
const known = new WeakMap<object, { schema: z.ZodMiniType; data: unknown }>()

/** The payload in its shape, or where it is not. */
export function readPayload<Schema extends z.ZodMiniType>(schema: Schema, payload: unknown): Read<z.infer<Schema>> {
  const key = typeof payload === 'object' ? payload : null
  const before = key && known.get(key)
  if (before?.schema === schema) return { kind: 'read', data: before.data as z.infer<Schema> } // safe: the same schema made it
  const result = schema.safeParse(payload)
  if (result.success) {
    if (key) known.set(key, { schema, data: result.data })
    return { kind: 'read', data: result.data }
  }
  const path = result.error.issues[0]?.path.map(String).join('.') ?? ''
  return refused('badRequest', { path: path.slice(0, 120) })
}
