/** S12: work that leaves the device as a file. `checksum` is the hex SHA-256 of `JSON.stringify(operations)`. */
import * as z from 'zod/mini'
import { wireOperation } from './sync.ts'

export const workFile = z.strictObject({
  format: z.literal('rodnik-work'),
  version: z.literal(1),
  deviceId: z.string(),
  savedAt: z.int(),
  operations: z.array(wireOperation),
  checksum: z.string(),
})
export type WorkFile = z.infer<typeof workFile>
