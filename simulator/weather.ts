/** How bad a seed's day is. Each kind of trouble is absent in many seeds, so that none hides another. */
import type { DeviceWeather } from './device.ts'
import type { Random } from './random.ts'
import type { ServerWeather } from './server-farm.ts'

export type Weather = {
  minutes: number
  /** Mean time between two acts of one device. */
  actEveryMs: number
  devices: number
  server: ServerWeather
  device: DeviceWeather
  /** Mean times between these events over the whole company; Infinity: never. */
  offlineEveryMs: number
  tabsEveryMs: number
  clockEveryMs: number
  personEveryMs: number
  processEveryMs: number
  importEveryMs: number
  /** Changes in one reply at most. */
  pageLimit: number
  /** Part of the server's decisions that meet a fault of ours and are held. */
  fault: number
  /** At most once each. */
  eviction: boolean
  damage: boolean
  powerCut: boolean
  restore: boolean
  revoked: boolean
}

const never = Infinity

export function chooseWeather(random: Random): Weather {
  const often = (probability: number, low: number, high: number): number =>
    random.chance(probability) ? low + random.next() * (high - low) : 0
  const every = (probability: number, low: number, high: number): number =>
    random.chance(probability) ? random.between(low, high) : never
  return {
    minutes: random.between(4, 9),
    actEveryMs: random.between(30_000, 60_000),
    devices: random.between(3, 5),
    server: { crash: often(0.4, 0.002, 0.02), slow: often(0.6, 0.05, 0.3) },
    device: {
      failure: often(0.6, 0.02, 0.3),
      pushFailure: often(0.3, 0.2, 0.7),
      lostReply: often(0.6, 0.02, 0.25),
      copy: often(0.5, 0.02, 0.25),
      delayMs: random.pick([50, 500, 5000]),
      writeFailure: often(0.4, 0.005, 0.05),
      crash: often(0.4, 0.003, 0.03),
      slowDisk: often(0.5, 0.02, 0.4),
    },
    offlineEveryMs: every(0.7, 40_000, 180_000),
    tabsEveryMs: every(0.6, 60_000, 240_000),
    clockEveryMs: every(0.4, 60_000, 300_000),
    personEveryMs: every(0.5, 30_000, 150_000),
    processEveryMs: every(0.3, 90_000, 300_000),
    importEveryMs: every(0.4, 60_000, 300_000),
    pageLimit: random.pick([3, 10, 1000, 1000]),
    fault: often(0.3, 0.02, 0.15),
    eviction: random.chance(0.08),
    damage: random.chance(0.06),
    powerCut: random.chance(0.1),
    restore: random.chance(0.08),
    revoked: random.chance(0.08),
  }
}
