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

export const outcomeSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  seq: z.int(),
  verdict: wireVerdict,
})
export type Outcome = z.infer<typeof outcomeSchema>
