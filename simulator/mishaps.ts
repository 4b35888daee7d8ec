/**
 * What befalls devices and their server on a day: lines that break, tabs and browsers that die, clocks that are wrong,
 * power, disks, a backup that is put back. When each happens is the day's plan (run.ts); this is what happens then.
 */
import type { VirtualTime } from '../lib/sync/testing/virtual-time.ts'
import type { SimDevice } from './device.ts'
import type { Random } from './random.ts'
import type { ServerFarm } from './server-farm.ts'

export type MishapsOptions = {
  devices: readonly SimDevice[]
  farm: ServerFarm
  time: VirtualTime
  random: Random
  minutes: number
  isOver: () => boolean
  say: (text: () => string) => void
}

export type Mishaps = {
  disconnect(device: SimDevice): void
  tabs(device: SimDevice): void
  reopen(): void
  turnClock(device: SimDevice): void
  evict(device: SimDevice): void
  damage(device: SimDevice): void
  cutPower(device: SimDevice): void
  /** A backup is taken some time, and put back some time after it. */
  planRestore(): void
  /** Differences may be left that only a comparison finds. */
  readonly hadPowerCut: boolean
  readonly wasRestored: boolean
}

export function createMishaps({ devices, farm, time, random, minutes, isOver, say }: MishapsOptions): Mishaps {
  let hadPowerCut = false
  let wasRestored = false

  return {
    get hadPowerCut() {
      return hadPowerCut
    },
    get wasRestored() {
      return wasRestored
    },
    disconnect(device) {
      device.connect(false)
      time.after(random.between(2000, 120_000), () => device.connect(true))
    },
    tabs(device) {
      if (device.tabs.length > 1 && random.chance(0.5)) device.killTab(random.below(device.tabs.length))
      else if (device.tabs.length < 3 && random.chance(0.6)) void device.openTab()
      else if (random.chance(0.4)) device.killBrowser()
    },
    reopen() {
      for (const device of devices) {
        if (device.tabs.length === 0 && random.chance(0.5)) void device.openTab()
        else if (device.tabs.length > 1 && random.chance(0.3)) {
          // A broadcast between tabs: the one that leads hears that another one acted.
          for (const { kernel } of device.tabs) kernel.wake()
        }
      }
    },
    turnClock(device) {
      device.skewMs = random.between(-7_200_000, 7_200_000)
      say(() => `${device.id}: clock is ${device.skewMs} ms off`)
    },
    evict(device) {
      say(() => `${device.id} is evicted`)
      device.lossy = true
      device.killBrowser((disk) => disk.evict())
    },
    damage(device) {
      const waiting = device.disk.operations().filter(({ state }) => state === 'waiting')
      if (waiting.length === 0) return
      const { seq } = random.pick(waiting)
      say(() => `${device.id}: ${seq} is damaged`)
      device.lossy = true
      device.killBrowser((disk) => disk.damage(seq))
    },
    cutPower(device) {
      const lost = { rows: random.below(12), cursors: random.chance(0.5) }
      say(() => `${device.id}: power cut takes ${JSON.stringify(lost)}`)
      hadPowerCut = true
      device.killBrowser((disk) => disk.powerCut(lost))
    },
    planRestore() {
      const takenAt = random.between(60_000, minutes * 25_000)
      time.after(takenAt, () => {
        const restore = farm.backup()
        time.after(random.between(10_000, minutes * 20_000), () => {
          if (isOver()) return
          say(() => 'the database goes back to its backup')
          wasRestored = true
          restore()
        })
      })
    },
  }
}
