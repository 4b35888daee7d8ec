/**
 * How a device hears of a verdict that is not in the reply to its push. The server writes a document of kind
 * `outcome`, id `deviceId:seq`, in scope `device:<deviceId>` in the transaction that puts an operation on hold, and
 * again in the one that decides it later (S22). Pages of this scope come first in a pull's reply.
 */
import * as z from 'zod/mini'
import { wireVerdict } from './sync.ts'

export const outcomeKind = 'outcome'
export const deviceScope = (deviceId: string): string => `device:${deviceId}`
export const outcomeId = (deviceId: string, seq: number): string => `${deviceId}:${seq}`

type Act = { kind: string; target: { id: string }; madeAt: number }

export const actOf = (operation: Act | { lost: true }): Outcome['of'] =>
  'lost' in operation ? null : { kind: operation.kind, targetId: operation.target.id, madeAt: operation.madeAt }

export const outcomeSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  seq: z.int(),
  verdict: wireVerdict,
  /** Which act it was: on a device whose storage was evicted, the number may stand for another one by now. null: lost. */
  of: z.nullable(z.object({ kind: z.string(), targetId: z.string(), madeAt: z.int() })),
})
export type Outcome = z.infer<typeof outcomeSchema>
