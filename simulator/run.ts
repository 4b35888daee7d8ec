/**
 * One seed: a company's bad day in virtual time, then everything heals, then everything must agree.
 *
 *     people act on their devices   ×   network, disks, tabs, clocks, processes and grants that fail
 *
 * The same seed is the same day, to the last step. A breach is reported with the seed; run again with tracing it tells
 * what happened before.
 */
import type { Actor } from '../lib/domain/operation.ts'
import { actors } from '../lib/domain/sample-books.ts'
import { createVirtualTime, type VirtualTime } from '../lib/sync/testing/virtual-time.ts'
import type { Announcement } from '../sync-server/store/ports.ts'
import { paperOf, type Paper } from './cashier.ts'
import { checkEnd, type Promised } from './check-end.ts'
import { prices, priceDocument, productIds, write } from './company.ts'
import { createSimDevice, type SimDevice } from './device.ts'
import { createMarkedTrade, markOf } from './marked-trade.ts'
import { createMishaps, type Mishaps } from './mishaps.ts'
import { chooseAct, type Act } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { createServerFarm, type HowDecided, type ServerFarm } from './server-farm.ts'
import { watchDevice, type Watch } from './watch.ts'
import { chooseWeather, type Weather } from './weather.ts'

export type RunResult = {
  seed: number
  failures: string[]
  trace: string[]
  stats: { acts: number; operations: number; refused: number; held: number; documents: number; requests: number }
}

export type RunOptions = { traced?: boolean; change?: (weather: Weather) => void }

type Roster = [id: string, people: Actor[]][]

/** Who may use which device; the first is signed in at the start. */
const roster: Roster = [
  ['desk1', [actors.olga, actors.pavel]],
  ['shop1', [actors.anna]],
  ['route1', [actors.dmitri, actors.denis]],
  ['desk2', [actors.pavel, actors.denis]],
  ['shop2', [actors.boris]],
]
/** On every third day there is a till as well, and on every second of those another one. */
const tills: Roster = [
  ['till1', [actors.kira]],
  ['till2', [actors.kira]],
]
const tillsOf = (seed: number): Roster => (seed % 3 === 0 ? tills.slice(0, seed % 6 === 0 ? 2 : 1) : [])

export async function runSeed(seed: number, { traced = false, change }: RunOptions = {}): Promise<RunResult> {
  const random = createRandom(seed)
  const weather = chooseWeather(random.stream('weather'))
  change?.(weather)
  const day = new Day(seed, random, weather, traced)
  return day.run()
}

class Day {
  readonly #seed: number
  readonly #random: Random
  readonly #people: Random
  readonly #weather: Weather
  readonly #traced: boolean
  readonly #time: VirtualTime = createVirtualTime()
  readonly #startedAt = this.#time.now()
  readonly #failures: string[] = []
  readonly #trace: string[] = []
  readonly #promised: Promised[] = []
  readonly #toldAsFailed: { device: SimDevice; mark: string }[] = []
  readonly #devices: SimDevice[] = []
  /** In the customers' pockets. */
  readonly #papers: Paper[] = []
  readonly #watches: { device: SimDevice; watch: Watch }[] = []
  readonly #changedNothing = new Set<string>()
  readonly #faultsMet = new Set<string>()
  readonly #roster: Roster
  #farm!: ServerFarm
  #mishaps!: Mishaps
  #over = false
  #acts = 0
  #requests = 0
  #ids = 0

  constructor(seed: number, random: Random, weather: Weather, traced: boolean) {
    this.#seed = seed
    this.#random = random.stream('events')
    this.#people = random.stream('people')
    this.#weather = weather
    this.#roster = [...roster.slice(0, weather.devices), ...tillsOf(seed)]
    this.#traced = traced
  }

  /** What is thrown is a breach as well, and told with its seed: a seed that nobody knows cannot be run again. */
  async run(): Promise<RunResult> {
    try {
      await this.#live()
    } catch (error) {
      this.#fail(`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
    return this.#result()
  }

  async #live(): Promise<void> {
    this.#say(() => JSON.stringify(this.#weather))
    await this.#open()
    this.#plan()
    await this.#time.pass(this.#weather.minutes * 60_000)
    this.#over = true
    await this.#heal()
    this.#checkFailedActs()
    checkEnd({
      devices: this.#devices,
      farm: this.#farm,
      promised: this.#promised,
      changedNothing: this.#changedNothing,
      fail: (text) => this.#fail(text),
    })
  }

  async #open(): Promise<void> {
    const names = this.#roster.map(([id]) => id)
    this.#farm = await createServerFarm({
      time: this.#time,
      random: createRandom(this.#seed).stream('server'),
      weather: this.#weather.server,
      pageLimit: this.#weather.pageLimit,
      trade: this.#serverTrade(),
      deviceIds: names,
      onCommit: (announcement) => this.#announce(announcement),
      trace: (text) => this.#say(text),
    })
    this.#mishaps = createMishaps({
      devices: this.#devices,
      farm: this.#farm,
      time: this.#time,
      random: this.#random,
      minutes: this.#weather.minutes,
      isOver: () => this.#over,
      say: (text) => this.#say(text),
    })
    for (const [id, people] of this.#roster) {
      const endpoint = this.#farm.endpoint(id)
      const foundDone = new Set<string>()
      const trade = createMarkedTrade({
        onDecide: (operation, decision, changed) => {
          if (decision.kind === 'accepted' && !changed) foundDone.add(markOf(operation))
          else foundDone.delete(markOf(operation))
        },
      })
      const device = createSimDevice({
        id,
        time: this.#time,
        random: createRandom(this.#seed).stream(id),
        weather: this.#weather.device,
        trade,
        endpoint: {
          ...endpoint,
          pull: (input) => {
            this.#requests += 1
            return endpoint.pull(input)
          },
        },
        trace: (text) => this.#say(text),
        onWrite: () => undefined,
      })
      this.#devices.push(device)
      const watch = watchDevice({
        device,
        farm: this.#farm,
        restored: () => this.#mishaps.wasRestored,
        hadPowerCut: () => this.#mishaps.hadPowerCut,
        foundDone,
        changedNothing: this.#changedNothing,
        fail: (text) => this.#fail(text),
      })
      this.#watches.push({ device, watch })
      this.#signIn(device, people[0] ?? null)
      // Not awaited: a slow disk needs time to pass.
      void device.openTab()
      if (this.#random.chance(0.6)) void device.openTab()
    }
  }

  /** The rules as the server runs them: some decisions meet a fault of ours, once. */
  #serverTrade() {
    const faults = createRandom(this.#seed).stream('faults')
    return createMarkedTrade({
      onDecide: (operation, decision, changed) => {
        const mark = markOf(operation)
        if (!this.#over && !this.#faultsMet.has(mark) && faults.chance(this.#weather.fault)) {
          this.#faultsMet.add(mark)
          this.#say(() => `a fault of ours meets ${mark}`)
          throw new Error('A fault of ours')
        }
        this.#say(
          () => `server: ${mark} ${decision.kind === 'refused' ? decision.reason : changed ? 'accepted' : 'unchanged'}`,
        )
        if (decision.kind === 'accepted' && !changed) this.#changedNothing.add(mark)
        else this.#changedNothing.delete(mark)
      },
    })
  }

  #announce({ scopes, clock }: Announcement): void {
    for (const device of this.#devices) {
      const granted = this.#farm.grants(device.id)
      if (!granted?.some((scope) => scopes.includes(scope)) && !scopes.includes(`device:${device.id}`)) continue
      // A stream breaks off now and then; the device asks by itself after a while.
      if (!this.#over && this.#random.chance(0.1)) continue
      this.#time.after(this.#random.between(1, 60), () => device.tell(clock))
    }
  }

  #plan(): void {
    const { actEveryMs, offlineEveryMs, tabsEveryMs, clockEveryMs, personEveryMs, processEveryMs, importEveryMs } =
      this.#weather
    const mishaps = this.#mishaps
    const anyDevice = (): SimDevice => this.#random.pick(this.#devices)
    for (const device of this.#devices) this.#often(actEveryMs, () => this.#act(device))
    this.#often(offlineEveryMs, () => mishaps.disconnect(anyDevice()))
    this.#often(tabsEveryMs, () => mishaps.tabs(anyDevice()))
    this.#often(5000, () => mishaps.reopen())
    this.#often(15_000, () => this.#checkShown())
    this.#often(clockEveryMs, () => mishaps.turnClock(anyDevice()))
    this.#often(personEveryMs, () => this.#changePerson())
    this.#often(processEveryMs, () => this.#farm.kill(this.#random.below(2)))
    this.#often(importEveryMs, () => void this.#import())
    this.#often(60_000, () => void this.#office())
    this.#once(this.#weather.eviction, () => mishaps.evict(anyDevice()))
    this.#once(this.#weather.damage, () => mishaps.damage(anyDevice()))
    this.#once(this.#weather.powerCut, () => mishaps.cutPower(anyDevice()))
    this.#once(this.#weather.revoked, () => {
      this.#say(() => 'pavel may not act any more')
      this.#farm.revokePerson('pavel')
    })
    if (this.#weather.restore) mishaps.planRestore()
  }

  #often(meanMs: number, run: () => void): void {
    if (meanMs === Infinity) return
    const next = (): void => {
      if (this.#over) return
      run()
      this.#time.after(this.#random.between(meanMs / 4, meanMs * 1.75), next)
    }
    this.#time.after(this.#random.between(1000, meanMs * 1.5), next)
  }

  #once(happens: boolean, run: () => void): void {
    if (!happens) return
    this.#time.after(this.#random.between(60_000, this.#weather.minutes * 60_000 - 1000), run)
  }

  #act(device: SimDevice): void {
    const { person } = device
    if (person === null || device.tabs.length === 0) return
    const newId = (): string => `n${(this.#ids += 1)}`
    const act = chooseAct(person, device.id, device.disk.rows(), this.#people, newId, this.#papers)
    if (act === null) return
    const paper = paperOf(act)
    if (paper) this.#papers.push(paper)
    void this.#perform(device, person, act)
    // The second press of an impatient finger, perhaps in another tab.
    if (!this.#people.chance(0.08)) return
    this.#time.after(this.#random.pick([1, 2, 5, 20, 400]), () => {
      if (device.person === person && device.tabs.length > 0) void this.#perform(device, person, act)
    })
  }

  async #perform(device: SimDevice, person: Actor, act: Act): Promise<void> {
    const tab = this.#people.pick(device.tabs)
    this.#acts += 1
    const before = new Set(device.disk.operations().map(markOf))
    const result = await tab.kernel.act(act.kind, act.target, act.payload, person)
    this.#say(() => `${device.id}: ${person.id} ${act.kind} ${act.target.id} → ${JSON.stringify(result)}`)
    const operations = device.disk.operations()
    if (result.kind === 'done') {
      const operation = operations.find(({ seq }) => seq === result.seq)
      if (operation) this.#promised.push({ device, mark: markOf(operation), seq: operation.seq, at: this.#time.now() })
      else if (!device.lossy) this.#fail(`S1 ${device.id} ${result.seq} is "done" and not on the disk`)
    } else if (result.kind === 'failed' && tab.alive) {
      const made = operations.filter((one) => one.payload === act.payload && !before.has(markOf(one)))
      this.#toldAsFailed.push(...made.map((one) => ({ device, mark: markOf(one) })))
    }
  }

  /** What stands on the disk after an act that was told as failed: only another press of the same may explain it. */
  #checkFailedActs(): void {
    const promised = new Set(this.#promised.map(({ mark }) => mark))
    for (const { device, mark } of this.#toldAsFailed) {
      if (!promised.has(mark)) this.#fail(`S1 ${device.id}: ${mark} was told as failed and is done`)
    }
  }

  /** What was done a while ago must be shown, where tabs have been standing and the disk takes what it is given. */
  #checkShown(): void {
    const before = this.#time.now() - 60_000
    for (const { device, watch } of this.#watches) {
      const isCalm = device.changedAt < before && device.tabs.length > 0
      if (!isCalm || device.tabs.some(({ kernel }) => kernel.status().trouble !== null)) continue
      for (const { device: own, mark, at } of this.#promised) if (own === device && at < before) watch.checkShown(mark)
    }
  }

  #changePerson(): void {
    const device = this.#random.pick(this.#devices)
    const people = this.#roster.find(([id]) => id === device.id)?.[1] ?? []
    this.#random.weighted<() => void>([
      [2, () => this.#signIn(device, this.#random.pick(people))],
      [1, () => this.#signIn(device, null)],
      [1, () => this.#farm.endSession(device.id)],
    ])()
    if (device.person === null) {
      this.#time.after(this.#random.between(1000, 40_000), () => {
        if (!this.#over) this.#signIn(device, this.#random.pick(people))
      })
    }
  }

  #signIn(device: SimDevice, person: Actor | null): void {
    this.#say(() => `${device.id}: ${person?.id ?? 'nobody'} is signed in`)
    device.person = person
    this.#farm.signIn(device.id, person)
    for (const { kernel } of device.tabs) kernel.syncNow()
  }

  async #import(): Promise<void> {
    const type = this.#random.pick(Object.keys(prices))
    const productId = this.#random.pick(productIds)
    await write(this.#farm.quiet, [priceDocument(type, productId, this.#random.between(10_000, 90_000))])
  }

  async #office(): Promise<void> {
    for (const { deviceId, seq } of this.#farm.heldOperations()) {
      if (this.#random.chance(0.5)) await this.#decideHeld(deviceId, seq)
    }
  }

  async #decideHeld(deviceId: string, seq: number): Promise<void> {
    const how = this.#random.weighted<HowDecided>([
      [8, 'again'],
      [1, 'refuse'],
      [0.5, 'asItIs'],
      [0.5, 'writtenDown'],
    ])
    this.#say(() => `office: ${deviceId} ${seq} ${how}`)
    await this.#farm.decideHeld(deviceId, seq, how)
  }

  async #heal(): Promise<void> {
    this.#say(() => '— everything heals —')
    this.#farm.heal()
    for (const device of this.#devices) {
      device.healed = true
      device.connect(true)
      const people = this.#roster.find(([id]) => id === device.id)?.[1] ?? []
      this.#signIn(device, people.find(({ id }) => !(this.#weather.revoked && id === 'pavel')) ?? null)
      if (device.tabs.length === 0) void device.openTab()
    }
    await this.#round(25_000)
    for (const { deviceId, seq } of this.#farm.heldOperations()) await this.#decideHeld(deviceId, seq)
    // What still does not fit is refused in the end.
    for (const { deviceId, seq } of this.#farm.heldOperations()) await this.#farm.decideHeld(deviceId, seq, 'refuse')
    await this.#round(25_000)
    // A power cut or a backup leaves differences that only a comparison finds; elsewhere it must find none.
    for (const device of this.#devices) for (const { kernel } of device.tabs) kernel.compareNow()
    await this.#round(25_000)
    if (this.#mishaps.wasRestored || this.#mishaps.hadPowerCut) return
    for (const device of this.#devices) {
      for (const { kernel } of device.tabs) {
        for (const { scope } of kernel.differences()) this.#fail(`S29 ${device.id}: ${scope} had a difference`)
      }
    }
  }

  async #round(ms: number): Promise<void> {
    for (const device of this.#devices) for (const { kernel } of device.tabs) kernel.syncNow()
    await this.#time.pass(ms)
  }

  #fail(text: string): void {
    this.#say(() => `BREACH ${text}`)
    this.#failures.push(text)
  }

  #say(text: () => string): void {
    if (!this.#traced) return
    const at = ((this.#time.now() - this.#startedAt) / 1000).toFixed(3).padStart(9)
    this.#trace.push(`${at} ${text()}`)
  }

  #result(): RunResult {
    // A day that broke before it began has no server.
    const organisation = (this.#farm as ServerFarm | undefined)?.organisation()
    const verdicts = organisation?.journal.map(({ verdict }) => verdict.kind) ?? []
    return {
      seed: this.#seed,
      failures: this.#failures,
      trace: this.#trace,
      stats: {
        acts: this.#acts,
        operations: verdicts.length,
        refused: verdicts.filter((kind) => kind === 'refused').length,
        held: this.#faultsMet.size,
        documents: organisation?.documents.size ?? 0,
        requests: this.#requests,
      },
    }
  }
}
