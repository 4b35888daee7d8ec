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

/** The payload in its shape, or where it is not. */
export function readPayload<Schema extends z.ZodMiniType>(schema: Schema, payload: unknown): Read<z.infer<Schema>> {
  const result = schema.safeParse(payload)
  if (result.success) return { kind: 'read', data: result.data }
  const path = result.error.issues[0]?.path.map(String).join('.') ?? ''
  return refused('badRequest', { path: path.slice(0, 120) })
}
