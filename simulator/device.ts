/**
 * One device of the simulator: a browser profile with a disk, tabs that come and go, a clock that may be wrong, a
 * person signed in, and a network that does what the weather says.
 */
import type { Actor } from '../lib/domain/operation.ts'
import type { Trade } from '../lib/domain/trade.ts'
import { createKernel, type Kernel } from '../lib/sync/kernel.ts'
import { createDisk, type Disk, type Fault, type MemoryStore, type WriteStep } from '../lib/sync/memory-store.ts'
import { createLockTable, type TabLocks } from '../lib/sync/testing/fake-locks.ts'
import {
  createFakeTransport,
  type Endpoint,
  type FakeTransport,
  type Fate,
  type RequestKind,
} from '../lib/sync/testing/fake-transport.ts'
import type { VirtualTime } from '../lib/sync/testing/virtual-time.ts'
import type { Random } from './random.ts'

export type DeviceWeather = {
  /** Per request: failures before the server, replies lost, copies. */
  failure: number
  /** More of them on the way up, so that documents come down before own work is decided. */
  pushFailure: number
  lostReply: number
  copy: number
  /** Longest way of a request or reply, ms. */
  delayMs: number
  /** Per write: a failure, a death of the tab or the browser. */
  writeFailure: number
  crash: number
  /** A slow disk: other tabs and requests come in between. */
  slowDisk: number
}

export type SimTab = { kernel: Kernel; transport: FakeTransport; alive: boolean; end(): void }

export type SimDevice = {
  readonly id: string
  readonly disk: Disk
  readonly tabs: SimTab[]
  online: boolean
  /** When a tab last came or went. */
  changedAt: number
  skewMs: number
  person: Actor | null
  /** Its disk lost something: what it had not sent may be missing. */
  lossy: boolean
  /** Writes and requests do what they should from now on. */
  healed: boolean
  openTab(): Promise<void>
  /** Dies in the middle of whatever it does. */
  killTab(index: number): void
  killBrowser(how?: (disk: Disk) => void): void
  /** The live stream says that there is something as of this position. */
  tell(asOf: number): void
  connect(online: boolean): void
}

export type SimDeviceOptions = {
  id: string
  time: VirtualTime
  random: Random
  weather: DeviceWeather
  trade: Trade
  endpoint: Endpoint
  trace: (text: () => string) => void
  onWrite: (step: WriteStep) => void
}

export function createSimDevice(options: SimDeviceOptions): SimDevice {
  const { id, time, random, weather, trade, endpoint, trace } = options
  const disk = createDisk()
  let locks = createLockTable()

  /** No two acts of a device in one millisecond: their marks would be one. */
  let lastNow = 0
  const now = (): number => {
    const present = time.now() + device.skewMs
    lastNow = present > lastNow || present < lastNow - 10_000 ? present : lastNow + 1
    return lastNow
  }

  const way = (): number => (random.chance(0.1) ? random.between(1, weather.delayMs) : random.between(1, 30))

  const fate = (kind: RequestKind): Fate => {
    if (!device.online) return { what: 'offline', upMs: 1 }
    if (device.healed) return { what: 'ok', upMs: 2, downMs: 2 }
    if (kind === 'push' && random.chance(weather.pushFailure)) return { what: 'server', upMs: 5 }
    const delays = { upMs: way(), downMs: way() }
    const what = random.weighted<Fate['what']>([
      [1 - weather.failure - weather.lostReply - weather.copy, 'ok'],
      [weather.failure / 3, 'server'],
      [weather.failure / 3, 'offline'],
      [weather.failure / 3, 'timeout'],
      [weather.lostReply, 'lostReply'],
      [weather.copy / 2, 'twice'],
      [weather.copy / 2, 'echo'],
    ])
    if (what !== 'ok') trace(() => `${id} ${kind} meets ${what}`)
    return { what, ...delays, echoMs: random.between(100, 60_000) }
  }

  const faults = (tab: () => SimTab | null) => ({
    async before(step: WriteStep): Promise<Fault | null> {
      options.onWrite(step)
      if (device.healed) return null
      if (random.chance(weather.slowDisk)) await time.wait(random.between(1, 20))
      if (random.chance(weather.crash)) {
        trace(() => `${id} dies before ${step.what} ${step.key}`)
        if (random.chance(0.5)) device.killBrowser()
        else tab()?.end()
        return null
      }
      if (!random.chance(weather.writeFailure)) return null
      const fault = random.weighted<Fault>([
        [3, 'quota'],
        [1, 'unknown'],
        [1, 'landed'],
      ])
      trace(() => `${id} ${fault} at ${step.what} ${step.key}`)
      return fault
    },
    async reading(): Promise<void> {
      if (!device.healed && random.chance(weather.slowDisk / 2)) await time.wait(random.between(1, 8))
    },
  })

  const device: SimDevice = {
    id,
    disk,
    tabs: [],
    online: true,
    changedAt: 0,
    skewMs: 0,
    person: null,
    lossy: false,
    healed: false,

    async openTab() {
      let tab: SimTab | null = null
      const store: MemoryStore = disk.open(faults(() => tab))
      const tabLocks: TabLocks = locks.tab()
      const transport = createFakeTransport({ endpoint, time, fate, shared: true })
      const kernel = createKernel({
        store,
        transport,
        trade,
        clock: { now, after: (ms, run) => time.after(ms, run) },
        locks: tabLocks,
        facts: {
          report: async () => ({ storage: { persisted: null, usageBytes: null, quotaBytes: null }, appVersion: 'sim' }),
          random: () => random.next(),
        },
        identity: () => ({ deviceId: id, actor: device.person }),
        onStatus: () => undefined,
      })
      const opened: SimTab = {
        kernel,
        transport,
        alive: true,
        end() {
          if (!opened.alive) return
          opened.alive = false
          device.changedAt = time.now()
          store.close()
          tabLocks.die()
          void kernel.dispose()
          const at = device.tabs.indexOf(opened)
          if (at >= 0) device.tabs.splice(at, 1)
        },
      }
      tab = opened
      device.tabs.push(opened)
      device.changedAt = time.now()
      try {
        await kernel.start()
        if (!device.online) transport.stream('closed')
      } catch (error) {
        // The browser died while this tab was opening; there is nothing left to start.
        if (opened.alive) throw error
      }
    },

    killTab(index) {
      device.tabs[index]?.end()
    },

    killBrowser(how = (broken) => broken.crash()) {
      how(disk)
      for (const tab of [...device.tabs]) tab.end()
      locks = createLockTable()
    },

    tell(asOf) {
      if (!device.online) return
      for (const { transport } of device.tabs) transport.tell(asOf)
    },

    connect(online) {
      if (device.online === online) return
      device.online = online
      trace(() => `${id} is ${online ? 'online' : 'offline'}`)
      for (const { transport, kernel } of device.tabs) {
        transport.stream(online ? 'open' : 'closed')
        if (!online) continue
        transport.tell()
        if (random.chance(0.5)) kernel.syncNow()
      }
    },
  }
  return device
}
