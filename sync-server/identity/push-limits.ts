/**
 * How much a device may push. Everything that is pushed stays in the journal, also what is refused, so a hostile one could
 * fill the disk with it. A bucket of operations fills up steadily and is emptied by pushes; an honest device with days of
 * work behind it does not notice.
 *
 *     staff device 30,000 at once, then 100 a second · customer's 6,000 at once, then 2 a second
 *     nobody ever signed in there: 100 at once, then 6 a minute, and one network address ten times that
 *     new orders from a customer's device: 100 at once, then 40 an hour
 *
 * Each process counts for itself and forgets at a restart: it is a bound on the disk, not on guessing.
 */
import type pg from 'pg'
import { createBuckets, type Bucket } from './buckets.ts'
import type { KnownDevice } from './devices.ts'

const rates = {
  staff: { most: 30_000, perSecond: 100 },
  customer: { most: 6_000, perSecond: 2 },
  /** Each is a row on the operators' screen and a sound. A request that is sent again counts again, hence so many. */
  orders: { most: 100, perSecond: 40 / 3600 },
  /** No honest device has work to send before anybody signed in there: an act has an actor. */
  nobody: { most: 100, perSecond: 0.1 },
  nobodyAtAddress: { most: 1_000, perSecond: 1 },
} as const satisfies Record<string, Bucket>

const mostRemembered = 50_000

export type PushLimits = {
  /** Whether so many more operations, so many new orders among them, may come from there now. */
  take(push: {
    device: KnownDevice
    address: string
    operations: number
    orders: number
    now: number
  }): Promise<boolean>
}

export function createPushLimits(pool: pg.Pool, org: string): PushLimits {
  const buckets = createBuckets(mostRemembered)
  /** Once somebody has signed in on a device that stays so. */
  const used = new Set<string>()

  const isUsed = async (deviceId: string): Promise<boolean> => {
    if (used.has(deviceId)) return true
    const { rowCount } = await pool.query('select from device_people where org = $1 and device_id = $2 limit 1', [
      org,
      deviceId,
    ])
    if (rowCount === 0) return false
    if (used.size >= mostRemembered) used.clear()
    used.add(deviceId)
    return true
  }

  return {
    async take({ device, address, operations: count, orders, now }) {
      if (await isUsed(device.id)) {
        const all = { name: `device:${device.id}`, count, ...rates[device.kind] }
        const fresh = { name: `orders:${device.id}`, count: orders, ...rates.orders }
        return buckets.take(device.kind === 'customer' && orders > 0 ? [all, fresh] : [all], now)
      }
      const both = [
        { name: `nobody:${device.id}`, count, ...rates.nobody },
        { name: `address:${address}`, count, ...rates.nobodyAtAddress },
      ]
      return buckets.take(both, now)
    },
  }
}
