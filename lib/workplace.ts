/**
 * The browser's composition root: builds the adapters, hands them to the kernel, and offers screens what
 * `workplace-types.ts` promises. One per tab. Disposal runs in the opposite order.
 */
import { personSchema } from './domain/staff/person.ts'
import { trade } from './domain/rodnik-trade.ts'
import type { PersonSelf } from './protocol/identity.ts'
import { createApi } from './platform/api-client.ts'
import { browserClock } from './platform/browser-clock.ts'
import { openCodeIndex, type CodeIndex } from './platform/code-index.ts'
import { createDeviceStorage } from './platform/device-storage.ts'
import { adoptFormerWork, leaveFormerDevice } from './platform/former-work.ts'
import { localHighWater } from './platform/high-water.ts'
import { beginFreshLog } from './platform/fresh-log.ts'
import { createLiveStream } from './platform/live-stream.ts'
import { newId, randomBytes } from './platform/new-id.ts'
import { createOfficeApi } from './platform/office-client.ts'
import { createReceiptSigning } from './platform/receipt-signing.ts'
import { createSessionNotes } from './platform/session/session-notes.ts'
import { createSession, type DeviceSession } from './platform/session/session.ts'
import { createSharedStatus, type SharedStatus } from './platform/shared-status.ts'
import { createTillApi } from './platform/till-client.ts'
import { createTransport } from './platform/sync-transport.ts'
import { createTabChannel } from './platform/tab-channel.ts'
import { createPortRoles } from './platform/ports/port-roles.ts'
import type { Printing } from './platform/printing/create-printing.ts'
import type { Scanning } from './platform/scanning/create-scanning.ts'
import { listenForWakeUps } from './platform/wake-ups.ts'
import { createLocks } from './platform/web-locks.ts'
import { openStore, type Damage } from './store/open-store.ts'
import { createKernel, type Kernel } from './sync/kernel.ts'
import { numbersLock } from './sync/numbering.ts'
import { statusAtStart, type SyncStatus } from './sync/status.ts'
import type { Live, Shown, Workplace } from './workplace-types.ts'

/** A person waits for the answer and would rather sign in offline than look at a wheel. */
const personWaitsMs = 8000
const importWaitsMs = 300_000
const tidyAfterMs = 30_000
const startAgainMs = 10_000

export async function createWorkplace(): Promise<Workplace> {
  const now = () => browserClock.now()
  const fault = (error: unknown): void => console.error('Rodnik', error)
  const ends: (() => void | Promise<void>)[] = []

  const channels = { rows: createTabChannel('rodnik-rows'), status: createTabChannel('rodnik-status') }
  ends.push(() => {
    channels.rows.close()
    channels.status.close()
  })
  const locks = createLocks()
  /** Other tabs may be heard before it stands. */
  let wakeKernel = (_seqs: readonly number[]): void => undefined
  const freshLog = isChromium()
    ? beginFreshLog({ factory: indexedDB, random: randomBytes, clock: browserClock })
    : Promise.resolve()
  const store = await openStore({
    sortKeyOf: (ref, body) => trade.sortKeyOf(ref, body),
    channel: channels.rows,
    highWater: localHighWater,
    usage: locks,
    onNews: (news) => {
      if (news.kind === 'operations') wakeKernel(news.seqs)
    },
    onFailure: fault,
  })
  ends.push(() => store.close())
  await freshLog

  const api = createApi()
  const storage = createDeviceStorage(now)
  const status = createSharedStatus(channels.status, statusAtStart(now()))
  const stream = createLiveStream({
    url: '/api/live',
    mayListen: () => session.device() !== null,
    random: () => Math.random(),
  })
  const session: DeviceSession = createSession({
    api: createApi({ timeoutMs: personWaitsMs }),
    notes: createSessionNotes(store.notes),
    now,
    random: randomBytes,
    async pinVersionHere(id) {
      const [row] = await store.local.documents.read([{ kind: 'person', id }])
      return personSchema.safeParse(row?.body).data?.pinVersion ?? null
    },
    onChanged() {
      void adopt().then(() => {
        kernel.wake()
        kernel.syncNow()
      }, fault)
      stream.poke()
      void storage.persist().catch(fault)
    },
    onOtherDevice: (former, next) =>
      leaveFormerDevice(store, { former, next, exportWork: () => kernel.exportWork(former.id) }),
    onFault: fault,
  })
  ends.push(() => session.dispose())
  const adopt = () => {
    const state = session.state.get()
    const isKnown = state.kind === 'signedIn' && !state.person.offline
    return locks.exclusive(numbersLock, () => adoptFormerWork(store, isKnown ? state.deviceId : null))
  }

  const kernel: Kernel = createKernel({
    store: store.local,
    transport: createTransport(api, stream, (scopes) => {
      const person = session.person()
      if (person !== null && isOtherAccount(person, scopes)) void session.refresh()
    }),
    trade,
    clock: browserClock,
    locks: {
      exclusive: (name, work) => locks.exclusive(name, work),
      // Tabs of two versions of the app keep two sets of documents: each set needs somebody who fills it.
      lead: (name, work) => locks.lead(`${name}:${store.viewsName}`, work),
    },
    facts: {
      report: async () => ({
        storage: await storage.report(),
        appVersion: process.env.RODNIK_BUILD_ID ?? 'development',
      }),
      random: () => Math.random(),
    },
    identity: () => {
      const device = session.sendsAs()
      return device && { deviceId: device.id, actor: session.person() }
    },
    onStatus: (said) => status.say(said),
  })
  wakeKernel = (seqs) => kernel.wake(seqs)
  ends.push(() => kernel.dispose())
  ends.push(
    status.listen(
      (heard) => kernel.hear(heard),
      () => kernel.syncNow(),
    ),
  )
  ends.push(watchDamage(store.damage, kernel, status))
  ends.push(reloadAsOtherDevice(session))
  ends.push(refreshOnReturn(status.live, session))
  ends.push(
    listenForWakeUps({
      online: () => {
        kernel.syncNow()
        void session.refresh()
      },
      // The request that fails says so at once: the live stream would be silent for a while before anybody doubts it.
      offline: () => kernel.syncNow(),
      visible: () => kernel.syncNow(),
      slept: () => {
        store.rereadAll()
        kernel.wake()
        kernel.syncNow()
      },
    }),
  )
  let printing: Promise<Printing> | null = null
  let scanning: Promise<Scanning> | null = null
  let codes: Promise<CodeIndex> | null = null
  const roles = createPortRoles()
  ends.push(async () => (await printing)?.dispose())
  ends.push(async () => (await scanning)?.dispose())
  ends.push(async () => (await codes)?.close())
  await adopt()
  ends.push(startUntilItWorks(kernel, status, fault))
  ends.push(browserClock.after(tidyAfterMs, () => void store.tidy().catch(fault)))
  void session.refresh()
  const wasEmptied = session.device() === null && localHighWater.read() > 0
  if (wasEmptied) ends.push(askWhoThisIs(session))
  if (session.device() !== null) void storage.persist().catch(fault)
  void storage.report()

  return {
    session,
    wasEmptied,
    status: status.live,
    async act(kind, target, payload, onDurable) {
      const person = session.person()
      if (person === null) return { kind: 'refused', reason: 'notAllowed', params: {} }
      return kernel.act(kind, target, payload, person, onDurable)
    },
    // The body of a kind is what the rules of its noun made it; the server and `decide` both check them.
    list: <Body>(query: Parameters<Workplace['list']>[0]) =>
      store.rows.list(query) as Live<readonly Shown<Body>[] | null>,
    one: <Body>(ref: Parameters<Workplace['one']>[0]) => store.rows.one(ref) as Live<Shown<Body> | null | undefined>,
    tray: store.tray,
    markSeen: (seqs) => kernel.markSeen(seqs),
    sendNow() {
      kernel.syncNow()
      status.askToSend()
    },
    async exportWork() {
      const device = session.device()
      if (device === null) throw new Error('A browser that is not enrolled has no work to export')
      return kernel.exportWork(device.id)
    },
    keep<T>(key: string, initial: T) {
      const live = store.notes.live(`keep/${key}`)
      return {
        // Only `set` below writes under this key.
        get: () => (live.get() ?? initial) as T,
        subscribe: (changed) => live.subscribe(changed),
        set: (value) => store.notes.set(`keep/${key}`, value),
      }
    },
    newId,
    now,
    storage: storage.state,
    till: createTillApi(createApi({ timeoutMs: personWaitsMs })),
    signing: createReceiptSigning({ subtle: subtleHere(), factory: indexedDB }),
    office: createOfficeApi(api, createApi({ timeoutMs: importWaitsMs })),
    printing(needs) {
      printing ??= import('./platform/printing/open-printing.ts').then(({ openPrinting }) =>
        openPrinting({ ...needs, roles }),
      )
      // What could not be opened is opened anew when somebody asks again.
      printing.catch(() => (printing = null))
      return printing
    },
    codes() {
      codes ??= openCodeIndex()
      codes.catch(() => (codes = null))
      return codes
    },
    scanning(needs) {
      scanning ??= import('./platform/scanning/open-scanning.ts').then(({ openScanning }) =>
        openScanning({ ...needs, roles }),
      )
      scanning.catch(() => (scanning = null))
      return scanning
    },
    async dispose() {
      for (const end of ends.reverse()) await end()
    },
  }
}

/** Chrome, Edge, Yandex, Opera, Samsung. What the user agent calls its brands is not told on plain http. */
const isChromium = (): boolean => navigator.userAgent.includes('Chrome/')

/** A browser withholds it on plain http, as in a trial in a shop's LAN. */
const subtleHere = (): SubtleCrypto | undefined => crypto.subtle

/** Joined to another customer, or separated again (GA6): the session still names the account of before. */
function isOtherAccount({ id, customerId }: PersonSelf, scopes: readonly string[]): boolean {
  if (customerId === null) return false
  const known = new Set([`customer:${customerId}`, `customer:${id}`])
  const granted = scopes.filter((scope) => scope.startsWith('customer:'))
  return granted.length !== known.size || !granted.every((scope) => known.has(scope))
}

/** A full or broken disk at the start must not keep anybody from seeing what is there. */
function startUntilItWorks(kernel: Kernel, status: SharedStatus, fault: (error: unknown) => void): () => void {
  let cancel: () => void = () => undefined
  const start = (): void => {
    kernel.start().then(
      () => status.trouble(null),
      (error: unknown) => {
        fault(error)
        status.trouble({ kind: 'storage', message: error instanceof Error ? error.message : String(error) })
        cancel = browserClock.after(startAgainMs, start)
      },
    )
  }
  start()
  return () => cancel()
}

/** The cookie may still know what the storage does not. Nothing else asks: without a device there is nothing to sync. */
function askWhoThisIs(session: DeviceSession): () => void {
  let cancel: () => void = () => undefined
  const wait = (): void => {
    cancel = browserClock.after(startAgainMs, () => {
      if (session.device() === null) void session.refresh().finally(wait)
    })
  }
  wait()
  return () => cancel()
}

/** Documents that cannot be read are found missing by a comparison and come again (S29); operations only the office can mend. */
function watchDamage(damage: Live<Damage>, kernel: Kernel, status: SharedStatus): () => void {
  let documents = 0
  const look = (): void => {
    const found = damage.get()
    if (found.documents > documents) kernel.compareNow()
    documents = found.documents
    if (found.operations.length === 0) return
    const message = `Operations ${found.operations.join(', ')} cannot be read on this device`
    console.error(message)
    status.trouble({ kind: 'storage', message })
  }
  look()
  return damage.subscribe(look)
}

/** This browser is another device now, or was made one in another tab: what this tab shows is the former one's. */
function reloadAsOtherDevice(session: DeviceSession): () => void {
  let known = session.device()?.id ?? null
  return session.state.subscribe(() => {
    const id = session.device()?.id ?? null
    if (known !== null && id !== null && id !== known) window.location.reload()
    known = id ?? known
  })
}

/** The server was reached after a while, or says that it does not know this session or device: ask it who we are. */
function refreshOnReturn(status: Live<SyncStatus>, session: DeviceSession): () => void {
  let before = status.get().connection
  return status.subscribe(() => {
    const { connection, leader } = status.get()
    if (connection === before) return
    before = connection
    if (!leader) return
    const person = session.state.get()
    const isOffline = person.kind === 'signedIn' && person.person.offline
    if (connection === 'signInNeeded' || connection === 'deviceRevoked' || (connection === 'online' && isOffline))
      void session.refresh()
  })
}
