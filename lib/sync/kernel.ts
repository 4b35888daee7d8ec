/**
 * The device kernel: what a person does becomes an operation, operations go up, documents come down, views are made
 * of both. Headless, over ports; the browser, the simulator and the load tests run this same code.
 *
 *     act ──► operations ──► push ──► verdicts ─┐
 *                 │                             ├──► views
 *     listen ─────┴────────► pull ──► documents ┘
 *
 * Every tab has a kernel; one of them leads and talks to the server (S4). The others write and show.
 */
import { refKey, type Actor, type Ref } from '../domain/operation.ts'
import type { Trade } from '../domain/trade.ts'
import type { DeviceReport } from '../protocol/sync.ts'
import { createAct, type Act } from './act.ts'
import { createCompare, type Difference } from './compare.ts'
import { createConnection } from './connection.ts'
import { createFallBackLimit } from './fall-back-limit.ts'
import { createNumbering } from './numbering.ts'
import { TransportError, type Clock, type DeviceFacts, type LocalStore, type Locks, type Transport } from './ports.ts'
import { createPullDemand, type PullDemand } from './pull-demand.ts'
import { createPull, type PullEnd } from './pull.ts'
import { createPush } from './push.ts'
import { forgetOld } from './retention.ts'
import { createRunner, type Runner } from './runner.ts'
import { createScopeKeeper } from './scopes.ts'
import type { SyncStatus } from './status.ts'
import { createTally } from './tally.ts'
import { createVerdicts } from './verdicts.ts'
import { createViews } from './views.ts'
import { exportWork } from './work-file.ts'

export type Identity = {
  deviceId: string
  /** Who is signed in; null: nobody. Work goes up all the same (S10). */
  actor: Actor | null
}

export type KernelOptions = {
  store: LocalStore
  transport: Transport
  trade: Trade
  clock: Clock
  locks: Locks
  facts: DeviceFacts
  /** null: this browser is not enrolled; nothing is sent. */
  identity: () => Identity | null
  onStatus: (status: SyncStatus) => void
}

export type Kernel = {
  /**
   * Loads the queue and stands for leading; the tab that leads rebuilds the views of pending work (S3). Once: again only
   * after it has failed.
   */
  start(): Promise<void>
  act: Act
  /** Another tab acted, marked something as seen, or heard a verdict; these numbers, as far as it said. */
  wake(seqs?: readonly number[]): void
  /** The person asks for it, the browser says it is online, someone signed in: tries at once, whatever the backoff says. */
  syncNow(): void
  /** S6: these refusals have been read. */
  markSeen(seqs: number[]): Promise<void>
  /** S12: the content of a work file, as the device that made the work. */
  exportWork(deviceId: string): Promise<string>
  /** S29: compares all scopes with the next pull, instead of one now and then. */
  compareNow(): void
  differences(): readonly Difference[]
  status(): SyncStatus
  /** A tab that does not lead shows what the leading one says. */
  hear(status: SyncStatus): void
  /** Stops, after what is being written. */
  dispose(): Promise<void>
}

const leadLock = 'rodnik-sync'
const firstDelayMs = 500
const maxDelayMs = 30_000
/** The live stream tells of changes; this is for the case that it is silent and nobody knows. */
const pollMs = { open: 300_000, closed: 20_000 }
const forgetEveryMs = 24 * 3_600_000
const adoptEveryMs = 20_000

export function createKernel(options: KernelOptions): Kernel {
  const { store, transport, clock, locks, facts, identity } = options
  const connection = createConnection({ clock, onStatus: options.onStatus })
  const tally = createTally(store.operations)
  const views = createViews({ store, trade: options.trade, onFault: (error) => connection.failed(error) })
  const verdicts = createVerdicts({ store, views, tally })
  const numbering = createNumbering({ operations: store.operations, locks, tally })
  const onFallBack = createFallBackLimit(() => clock.now())
  let isDoubtful = false
  const unwritten = new Map<string, Ref>()
  /** What other tabs have acted on while this one leads: whoever tells of an act may die before its view. */
  const heardOf = new Map<string, Ref>()
  let loops: { push: Runner; pull: Runner; demand: PullDemand } | null = null

  const showQueue = (): void => connection.queue(tally.numbers())

  const report = async (): Promise<DeviceReport> => {
    const { storage, appVersion } = await facts.report()
    const { waiting, oldestWaitingAt, refused } = tally.numbers()
    const now = clock.now()
    return {
      queue: waiting,
      oldestAgeMs: oldestWaitingAt === null ? null : Math.max(0, now - oldestWaitingAt),
      refused,
      storage,
      sentAt: now,
      appVersion,
    }
  }

  const onContact = (serverTime: number, sentAt: number): void => {
    const now = clock.now()
    const offset = Math.round(serverTime - (sentAt + now) / 2)
    const { clockOffsetMs } = connection.get()
    const changed = clockOffsetMs === null || Math.abs(offset - clockOffsetMs) > 1000
    connection.reached()
    connection.offset(offset)
    if (changed) void store.notes.setClockOffsetMs(offset).catch((error: unknown) => connection.failed(error))
  }

  const pull = createPull({
    store,
    transport,
    tally,
    verdicts,
    numbering,
    views,
    scopes: createScopeKeeper({ store, views }),
    report,
    identity: () => {
      const me = identity()
      return me && { deviceId: me.deviceId, personId: me.actor?.id ?? null }
    },
    clock,
    onContact,
    onFallBack,
    onFilling: (documents) => connection.filling(documents),
  })
  const push = createPush({
    store,
    transport,
    verdicts,
    numbering,
    views,
    report,
    onContact,
    onFallBack,
    onDecided: (asOf) => {
      showQueue()
      loops?.demand.asked(asOf)
    },
    async onServerFellBack() {
      await pull.refill(null)
      loops?.pull.now()
    },
  })
  const compare = createCompare({
    store,
    transport,
    pull,
    clock,
    onLastingDifference: (scope) => connection.failed(new Error(`Scope ${scope} differs from the server's`)),
  })

  const act = createAct({
    store,
    views,
    locks,
    deviceId: () => identity()?.deviceId ?? null,
    now: () => clock.now(),
    highestSeq: () => tally.highest(),
    clockOffsetMs: () => connection.get().clockOffsetMs,
    onAppended: (operation) => tally.note(operation),
    onHandedOver: (failure) => {
      if (failure !== null) connection.failed(failure)
      showQueue()
      loops?.push.soon()
    },
    onViewFailed: (ref, error) => {
      unwritten.set(`${ref.kind}/${ref.id}`, ref)
      connection.failed(error)
    },
  })

  /** S3: everything an unsettled operation stands on, and every row that says it has pending ones. */
  const rebuildPending = async (): Promise<void> => {
    const operations = await store.operations.read({ settled: false })
    await views.rebuild([...operations.map(({ target }) => target), ...(await store.documents.pending())])
  }

  const writeUnwritten = async (): Promise<void> => {
    if (unwritten.size === 0) return
    const refs = [...unwritten.values()]
    await views.rebuild(refs)
    unwritten.clear()
  }

  /** One run of a loop: expected failures are shown and tried again, and end nothing. */
  const attempt = async (ready: () => Promise<void>, work: () => Promise<void>): Promise<'done' | 'failed'> => {
    if (identity() === null) return 'done'
    try {
      await ready()
      if (isDoubtful) {
        await verdicts.recount()
        await rebuildPending()
        isDoubtful = false
      }
      await work()
      await writeUnwritten()
      connection.wrote()
      return 'done'
    } catch (error) {
      // A failed write may have happened all the same, or in part: numbers in memory and views are made anew.
      isDoubtful ||= !(error instanceof TransportError)
      connection.failed(error)
      return 'failed'
    } finally {
      showQueue()
    }
  }

  const lead = async (signal: AbortSignal): Promise<void> => {
    let streamOpen = false
    /** Waiting work goes up before the first pull: a store that was evicted or restored is found out by it. */
    let triedPush = false
    let pullOwed = false
    // Other tabs wrote while they led, and may have died between an operation and its view. Sending need not wait for views.
    const loaded = whenDone(async () => {
      // Nor need they have told of what they wrote last.
      store.documents.forgetRemembered()
      await verdicts.recount()
      showQueue()
    })
    const rebuilt = whenDone(() => loaded().then(rebuildPending))
    const runner = (ready: () => Promise<void>, work: () => Promise<void>) =>
      createRunner({ clock, random: () => facts.random(), work: () => attempt(ready, work), firstDelayMs, maxDelayMs })

    /** What other tabs did without a word, because they died on the way to saying it. */
    const adoptStrays = async (): Promise<void> => {
      const untold = await tally.catchUp()
      if (untold.length > 0) pushLoop.now()
      const told = [...heardOf.values()]
      heardOf.clear()
      await views.rebuild([...untold, ...told])
    }

    const pushLoop: Runner = runner(loaded, async () => {
      demand.hold()
      try {
        await push.run(signal)
      } finally {
        demand.release()
        triedPush = true
        if (pullOwed) pullLoop.now()
      }
    })
    const pullLoop: Runner = runner(rebuilt, async () => {
      pullOwed = !triedPush && tally.numbers().waiting > 0
      if (pullOwed) return
      demand.began()
      let end: PullEnd | null = null
      try {
        end = await pull.run(signal)
      } finally {
        demand.ended(end?.kind === 'complete' ? end.asOf : null)
      }
      if (end.kind === 'stopped') return
      pullLoop.within(streamOpen ? pollMs.open : pollMs.closed)
      if (end.kind === 'pushFirst') {
        pullOwed = true
        pushLoop.now()
        return
      }
      connection.access(end.kind === 'complete' ? null : end.kind)
      if (tally.numbers().waiting > 0) pushLoop.now()
      if (end.kind !== 'complete') return
      if (await compare.runDue()) pullLoop.now()
      pullLoop.within(compare.dueInMs())
    })

    const demand = createPullDemand({ now: () => clock.now(), pullNow: () => pullLoop.now() })

    connection.leader(true)
    loops = { push: pushLoop, pull: pullLoop, demand }
    const close = transport.listen(
      (asOf) => demand.asked(asOf),
      (state) => {
        streamOpen = state === 'open'
        // What the stream's end means is found out by a request, not guessed (users.md 18).
        if (!streamOpen) pullLoop.within(facts.random() * 2000)
      },
    )
    const forgetting: Runner = runner(rebuilt, async () => {
      await forgetOld(store.operations, clock.now())
      forgetting.within(forgetEveryMs)
    })
    /** A view written just when its operation was settled elsewhere, by somebody who found nothing to change in it. */
    const rebuildLeftOver = async (): Promise<void> => {
      if (tally.numbers().waiting === 0) await views.rebuild(await store.documents.pending())
    }

    const adopting: Runner = runner(rebuilt, async () => {
      await adoptStrays()
      await rebuildLeftOver()
      adopting.within(adoptEveryMs)
    })
    forgetting.now()
    adopting.within(adoptEveryMs)
    pushLoop.now()
    pullLoop.now()
    try {
      await aborted(signal)
    } finally {
      loops = null
      close()
      connection.leader(false)
      await Promise.all([pushLoop.stop(), pullLoop.stop(), forgetting.stop(), adopting.stop()])
    }
  }

  let release: (() => void) | null = null
  let leading: Promise<void> = Promise.resolve()

  return {
    act,
    async start() {
      await tally.load()
      const [clockOffsetMs, wasCutOff] = await Promise.all([store.notes.clockOffsetMs(), pull.wasCutOff()])
      if (clockOffsetMs !== null) connection.offset(clockOffsetMs)
      // Before anybody can take what is here for all there is.
      if (wasCutOff) connection.filling(0)
      showQueue()
      release = locks.lead(leadLock, (signal) => {
        leading = lead(signal)
        return leading
      })
    },
    wake(seqs = []) {
      void Promise.all([tally.catchUp(), tally.reread(seqs)])
        .then(([targets]) => {
          if (loops !== null) for (const target of targets) heardOf.set(refKey(target), target)
          showQueue()
        })
        .catch((error: unknown) => connection.failed(error))
      loops?.push.soon()
    },
    syncNow() {
      // Somebody has just signed in: nobody need be told to, and only a complete answer says that all is here.
      if (connection.get().connection === 'signInNeeded' && identity()?.actor) connection.access('unknown')
      loops?.push.now()
      loops?.pull.now()
    },
    async markSeen(seqs) {
      await store.operations.update(seqs.map((seq) => ({ seq, seen: true })))
      for (const operation of await store.operations.read({ states: ['refused'] })) tally.note(operation)
      showQueue()
    },
    exportWork: (deviceId) => exportWork(store.operations, deviceId, clock.now()),
    compareNow() {
      compare.demand()
      loops?.pull.now()
    },
    differences: () => compare.differences(),
    status: () => connection.get(),
    hear(status) {
      if (loops === null) connection.hear(status)
    },
    async dispose() {
      release?.()
      await leading
    },
  }
}

/** Runs `work` until it has succeeded once; whoever asks meanwhile waits for the same run. */
function whenDone(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => {
    running ??= work().catch((error: unknown) => {
      running = null
      throw error
    })
    return running
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
