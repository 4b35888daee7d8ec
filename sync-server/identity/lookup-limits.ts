/**
 * How often a till may ask for a receipt that is not its own. A cashier with a queue of returns does not notice; whoever
 * tries one number after another to read the sales of all tills learns little.
 *
 *     30 at once, then 6 a minute · each process counts for itself
 */
import { createBuckets } from './buckets.ts'

const rate = { most: 30, perSecond: 0.1 } as const

export type LookupLimits = { take(deviceId: string, now: number): boolean }

export function createLookupLimits(): LookupLimits {
  const buckets = createBuckets(10_000)
  return { take: (deviceId, now) => buckets.take([{ name: deviceId, count: 1, ...rate }], now) }
}
