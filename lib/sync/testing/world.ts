/** A server, a device and the time between them, anew for each test. */
import type { PullInput, PushInput } from '../../protocol/sync.ts'
import type { WriteStep } from '../memory-store.ts'
import { createFakeServer, type FakeServer } from './fake-server.ts'
import type { Fate, RequestKind } from './fake-transport.ts'
import { anna, createTestDevice, type Tab, type TestDevice } from './test-device.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'
import { listRef, wordLists, type List } from './word-lists.ts'

export type World = {
  time: VirtualTime
  server: FakeServer
  device: TestDevice
  /** The next requests of this kind meet these fates, then all is well. */
  script: (kind: RequestKind, ...fates: Fate[]) => void
  pushes: () => PushInput[]
  sentSeqs: () => number[][]
  pulls: () => PullInput[]
  putList: (id: string, scopes: string[], ...words: string[]) => void
  /** `count` lists in this scope, `p0`, `p1`, … */
  fill: (count: number, scope: string, prefix?: string) => void
  /** How many rows the device holds through this scope. */
  heldIn: (scope: string) => number
  wordsOnServer: (id: string) => string[]
  /** A tab that made the list `a` and put words into it without a network: `count` acts wait. */
  withBacklog: (count: number) => Promise<Tab>
}

/** The device `d1` is granted the scope `lists`. */
export function createWorld(): World {
  const time = createVirtualTime()
  const server = createFakeServer({ trade: wordLists, now: () => time.now() })
  server.grant('d1', ['lists'])
  const device = createTestDevice({ server, time })
  const sent = <Input>(kind: RequestKind) =>
    device.requests.filter((request) => request.kind === kind).map(({ input }) => input as Input)

  const world: World = {
    time,
    server,
    device,
    script(kind, ...fates) {
      device.fate = (asked) => (asked === kind ? (fates.shift() ?? fine()) : fine())
    },
    pushes: () => sent<PushInput>('push'),
    sentSeqs: () => world.pushes().map(({ operations }) => operations.map(({ seq }) => seq)),
    pulls: () => sent<PullInput>('pull'),
    putList: (id, scopes, ...words) => server.put(listRef(id), listOf(id, ...words), scopes),
    fill(count, scope, prefix = 'p') {
      for (let i = 0; i < count; i += 1) world.putList(`${prefix}${i}`, [scope])
    },
    heldIn: (scope) => device.disk.rows().filter((row) => row.scopes.includes(scope)).length,
    wordsOnServer: (id) => (server.document(listRef(id))?.body as List).words,
    async withBacklog(count) {
      device.fate = offline
      const tab = await device.tab()
      await tab.act('list.make', 'a', make)
      for (let i = 2; i <= count; i += 1) await tab.act('list.add', 'a', { word: `w${i}` })
      device.requests.length = 0
      return tab
    },
  }
  return world
}

export const fine = (): Fate => ({ what: 'ok' })
export const offline = (): Fate => ({ what: 'offline' })

/** What `list.make` is told. */
export const make = { scopes: ['lists'] }

export const listOf = (id: string, ...words: string[]): List => ({ id, words, scopes: ['lists'], closed: false })

/** Notes every write, and lets it happen. */
export const recorded =
  (steps: WriteStep[]) =>
  (step: WriteStep): null => {
    steps.push(step)
    return null
  }

/** An operation as another tab might have written it. */
export const sample = {
  deviceId: 'd1',
  seq: 1,
  actorId: 'anna',
  actor: anna,
  kind: 'list.make',
  target: listRef('stranger'),
  payload: { scopes: ['lists'] },
  madeAt: 1,
  clockOffsetMs: null,
  schema: 1,
  state: 'waiting',
  verdict: null,
  clock: null,
  settled: false,
  seen: false,
} as const
