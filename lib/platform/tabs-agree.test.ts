/**
 * Two tabs of one browser over one database, whose news comes late, in another order, or never because the tab died:
 * when all has come that will come, each tab says from memory what stands on the disk, and the views are those that the
 * operations make.
 */
import { IDBDatabase } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import type { DeviceStore } from '../store/open-store.ts'
import { sampleOperation } from '../store/store-contract.ts'
import { noChannel, type News, type TabChannel } from '../store/tab-news.ts'
import { createTestDevice, type TestDevice } from '../store/testing/test-device.ts'
import { createAct, type Act } from '../sync/act.ts'
import { createKernel } from '../sync/kernel.ts'
import { createNumbering } from '../sync/numbering.ts'
import type { Transport } from '../sync/ports.ts'
import { createPull, type Pull } from '../sync/pull.ts'
import { createPush, type Push } from '../sync/push.ts'
import { createScopeKeeper } from '../sync/scopes.ts'
import { createTally, type Tally } from '../sync/tally.ts'
import { createLockTable } from '../sync/testing/fake-locks.ts'
import { createFakeServer } from '../sync/testing/fake-server.ts'
import { anna } from '../sync/testing/test-device.ts'
import { createVirtualTime } from '../sync/testing/virtual-time.ts'
import { listRef, wordLists } from '../sync/testing/word-lists.ts'
import { createVerdicts, type Verdicts } from '../sync/verdicts.ts'
import { createViews, type Views } from '../sync/views.ts'

const deviceId = 'd1'
const lists = ['a', 'b', 'c'].map(listRef)
const steps = 16

/** A tab: its store and the kernel's pieces, so that each may be asked at any moment. */
type Tab = {
  store: DeviceStore
  act: Act
  push: Push
  pull: Pull
  views: Views
  verdicts: Verdicts
  tally: Tally
  mailbox: Mailbox
}

/** What the other tab has said and this one has not heard; `isMute`: nobody will hear what this one says. */
type Mailbox = { waiting: News[]; hear: (news: News) => void; isMute: boolean }

let device: TestDevice
afterEach(async () => {
  vi.restoreAllMocks()
  await device.closeAll()
})

test.each(Array.from({ length: 20 }, (_, i) => i + 1))('two tabs agree with the disk: seed %i', async (seed) => {
  device = createTestDevice()
  const random = createRandom(seed)
  const below = (end: number) => Math.floor(random() * end)
  /** Each makes up for what the others spoil: a death ends the news under way, quick news leaves nothing to find out. */
  const [deaths, slowness] = [[0, 6][seed % 2]!, [6, 20, 60][seed % 3]!]
  const server = createFakeServer({ trade: wordLists, now: () => 1 })
  server.grant(deviceId, ['lists'])
  server.hold('list.keep')
  const locks = createLockTable()
  const tabs: Tab[] = []
  const signal = new AbortController().signal

  const openTab = async (place: number): Promise<void> => {
    const mailbox: Mailbox = { waiting: [], hear: () => undefined, isMute: false }
    const channel: TabChannel = {
      post: (message) => {
        if (!mailbox.isMute) tabs[1 - place]?.mailbox.waiting.push(structuredClone(message as News))
      },
      listen(heard) {
        mailbox.hear = heard
        return () => (mailbox.hear = () => undefined)
      },
    }
    const store = await device.open(channel)
    tabs[place] = { store, mailbox, ...kernelOf(store) }
    await tabs[place].tally.load()
  }

  const kernelOf = ({ local }: DeviceStore) => {
    const tally = createTally(local.operations)
    const views = createViews({ store: local, trade: wordLists, onFault: fail })
    const verdicts = createVerdicts({ store: local, views, tally })
    const tabLocks = locks.tab()
    const numbering = createNumbering({ operations: local.operations, locks: tabLocks, tally })
    const transport: Transport = { ...server.endpoint(deviceId), listen: () => () => undefined }
    const common = { store: local, transport, verdicts, numbering, views, onContact: nothing, onFallBack: nothing }
    return {
      tally,
      views,
      verdicts,
      act: createAct({
        store: local,
        views,
        locks: tabLocks,
        deviceId: () => deviceId,
        now: () => 1000,
        highestSeq: () => tally.highest(),
        clockOffsetMs: () => 0,
        onAppended: (operation) => tally.note(operation),
        onHandedOver: () => undefined,
        onViewFailed: (_ref, error) => fail(error),
      }),
      push: createPush({ ...common, report, onDecided: nothing, onServerFellBack: async () => undefined }),
      pull: createPull({
        ...common,
        report,
        tally,
        scopes: createScopeKeeper({ store: local, views }),
        identity: () => ({ deviceId, personId: null }),
        clock: { now: () => 1 },
        onFilling: nothing,
      }),
    }
  }

  /** Lets the work go on, and some of the news arrive meanwhile, in any order. */
  const during = async (work: Promise<unknown>): Promise<void> => {
    let isDone = false
    const end = work.finally(() => (isDone = true))
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve))
      const { waiting, hear } = tabs[below(2)]!.mailbox
      if (waiting.length > 0 && below(slowness) === 0) hear(waiting.splice(below(waiting.length), 1)[0]!)
    }
    await end
  }

  const act = ({ act }: Tab): Promise<unknown> => {
    const kind = ['list.make', 'list.add', 'list.add', 'list.add', 'list.keep', 'list.close'][below(6)]!
    return act(kind, lists[below(lists.length)]!, { word: `w${below(1000)}`, scopes: ['lists'] }, anna)
  }

  const byTheServer = (leader: Tab): Promise<unknown> => {
    const what = below(5)
    if (what < 2) return leader.push.run(signal)
    if (what < 4) return leader.pull.run(signal)
    const { id } = lists[below(lists.length)]!
    server.put(listRef(id), { id, words: ['other'], scopes: ['lists'], closed: below(3) === 0 }, ['lists'])
    const held = server.takenBy(deviceId).find(({ verdict }) => verdict.kind === 'held')
    if (held !== undefined) server.decideHeld(deviceId, held.operation.seq)
    server.hold('list.keep')
    return leader.pull.run(signal)
  }

  /** As the kernel does when it begins to lead. */
  const lead = async ({ store: { local }, verdicts, views }: Tab): Promise<void> => {
    local.documents.forgetRemembered()
    await verdicts.recount()
    const unsettled = await local.operations.read({ settled: false })
    await views.rebuild([...unsettled.map(({ target }) => target), ...(await local.documents.pending())])
  }

  await openTab(0)
  await openTab(1)
  let leader = 0
  for (let step = 0; step < steps; step += 1) {
    const dying = deaths > 0 && below(deaths) === 0 ? below(2) : null
    if (dying !== null) tabs[dying]!.mailbox.isMute = true
    const work = [act(tabs[below(2)]!), byTheServer(tabs[leader]!)]
    if (below(2) === 0) work.push(act(tabs[below(2)]!))
    await during(Promise.all(work))
    if (dying === null) continue
    await tabs[dying]!.store.close()
    if (leader === dying) {
      leader = 1 - dying
      await during(lead(tabs[leader]!))
    } else await during(tabs[leader]!.tally.catchUp().then((targets) => tabs[leader]!.views.rebuild(targets)))
    await openTab(dying)
  }
  for (const { mailbox } of tabs) for (const news of mailbox.waiting.splice(0)) mailbox.hear(news)
  await new Promise((resolve) => setTimeout(resolve, 20))

  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const remembered = await Promise.all(tabs.map(({ store }) => operationsOf(store)))
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
  const rows = await Promise.all(tabs.map(({ store }) => store.local.documents.read(lists)))
  expect(device.failures).toEqual([])
  await device.closeAll()

  const fresh = await device.open()
  const onDisk = await operationsOf(fresh)
  expect(remembered).toEqual([onDisk, onDisk])
  const shown = await fresh.local.documents.read(lists)
  expect(rows).toEqual([shown, shown])
  await kernelOf(fresh).views.rebuild(lists)
  expect(shown).toEqual(await fresh.local.documents.read(lists))
})

test('a tab that begins to lead sends what the one before it had only just reopened when it died', async () => {
  device = createTestDevice()
  const [here, died] = [await device.open(), await device.open(noChannel)]
  const settled = sampleOperation(1, { kind: 'list.make', target: listRef('a'), state: 'accepted', settled: true })
  await died.local.operations.append(settled)
  await died.local.operations.update([{ seq: 1, state: 'waiting', settled: false }])
  const server = createFakeServer({ trade: wordLists, now: () => 1 })
  server.grant(deviceId, ['lists'])
  const kernel = createKernel({
    store: here.local,
    transport: { ...server.endpoint(deviceId), listen: () => () => undefined },
    trade: wordLists,
    clock: createVirtualTime(),
    locks: createLockTable().tab(),
    facts: {
      report: async () => ({ storage: { persisted: true, usageBytes: 1, quotaBytes: 2 }, appVersion: 'test' }),
      random: () => 0.5,
    },
    identity: () => ({ deviceId, actor: anna }),
    onStatus: nothing,
  })
  await kernel.start()
  await vi.waitFor(() => expect(server.takenBy(deviceId)).toHaveLength(1), { timeout: 5000 })
  await kernel.dispose()
})

const operationsOf = async ({ local: { operations } }: DeviceStore) => ({
  unsettled: await operations.read({ settled: false }),
  waiting: await operations.read({ states: ['waiting'], limit: 100 }),
  on: await Promise.all(lists.map((ref) => operations.unsettledOn(ref))),
})

const report = async () => ({
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  storage: { persisted: true, usageBytes: 1, quotaBytes: 2 },
  sentAt: 1,
  appVersion: 'test',
})

const nothing = (): void => undefined

const fail = (error: unknown): never => {
  throw error
}

/** The same numbers for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
