/**
 * What runs in the page of a benchmark: the app's own composition root (lib/workplace.ts), and the limits it is compared
 * with. The page is served by the benchmark from the server's origin, so that storage, cookies and network are the app's;
 * the product has no hook for it.
 */
import { Dexie } from 'dexie'
import type { Ref } from '../../lib/domain/operation.ts'
import type { DeviceReport, PullInput, PullOutput } from '../../lib/protocol/sync.ts'
import type { Live, Workplace } from '../../lib/workplace-types.ts'
import { createWorkplace } from '../../lib/workplace.ts'

export type PageAct = { kind: string; target: Ref; payload: unknown }

let opened: Promise<Workplace> | undefined

/** Epoch ms, finer than Date.now; comparable between the processes of one machine. */
const clock = (): number => performance.timeOrigin + performance.now()

const workplace = (): Promise<Workplace> => (opened ??= createWorkplace())

function until<T>(live: Live<T>, isSo: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const value = live.get()
      if (!isSo(value)) return
      stop()
      resolve(value)
    }
    let stop = (): void => undefined
    stop = live.subscribe(look)
    look()
  })
}

async function countRows(kinds: readonly string[]): Promise<number> {
  const place = await workplace()
  let count = 0
  for (const kind of kinds) count += (await until(place.list({ kind }), (rows) => rows !== null))?.length ?? 0
  return count
}

const page = {
  /** Starts the workplace and waits until somebody is signed in. */
  async signedIn(): Promise<string> {
    const { session } = await workplace()
    const state = await until(session.state, ({ kind }) => kind === 'signedIn')
    return state.kind === 'signedIn' ? state.deviceId : ''
  },

  /** P1: from starting the workplace until a local query answers everything. */
  async coldSync(kinds: readonly string[]): Promise<{ ms: number; rows: number }> {
    const began = clock()
    const { session, status } = await workplace()
    await until(session.state, ({ kind }) => kind === 'signedIn')
    let seenFilling = false
    await until(status, ({ filling, connection }) => {
      seenFilling ||= filling !== null
      return seenFilling && filling === null && connection === 'online'
    })
    const rows = await countRows(kinds)
    return { ms: clock() - began, rows }
  },

  /** P1: what a start without a network finds. */
  async localRows(kinds: readonly string[]): Promise<{ ms: number; rows: number }> {
    const began = clock()
    const rows = await countRows(kinds)
    return { ms: clock() - began, rows }
  },

  /** P1's limit: the same pages, fetched one after the other and put into one Dexie table as they are. */
  async bareSync(input: { personId: string; report: DeviceReport; protocol: number }) {
    const began = clock()
    const dexie = new Dexie('bench-limit')
    dexie.version(1).stores({ rows: '' })
    const cursors: PullInput['cursors'] = {}
    let limit = 1000
    let rows = 0
    for (;;) {
      const response = await fetch('/api/trpc/sync.pull', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...input, cursors, limit }),
      })
      const answer = (await response.json()) as { result: { data: PullOutput } }
      const { data } = answer.result
      if (data.kind !== 'pages') throw new Error(`The pull was answered with ${data.kind}`)
      const changes = data.pages.flatMap((one) => one.changes)
      await dexie.table('rows').bulkPut(
        changes,
        changes.map(({ kind, id }) => `${kind}/${id}`),
      )
      rows += changes.length
      for (const one of data.pages) cursors[one.scope] = one.to
      if (!data.pages.some((one) => one.more)) break
      // As the kernel asks (lib/sync/pull.ts): more each time while answers are quick.
      limit = Math.min(4000, limit * 2)
    }
    const found = await dexie.table('rows').count()
    return { ms: clock() - began, rows: Math.min(rows, found) }
  },

  /** P3: one act after the other, each awaited. Answers how long each took until it was durable, and until it was shown. */
  async act(acts: readonly PageAct[]): Promise<{ durable: number; shown: number }[]> {
    const place = await workplace()
    const times: { durable: number; shown: number }[] = []
    for (const { kind, target, payload } of acts) {
      let durable = Infinity
      const began = performance.now()
      const result = await place.act(kind, target, payload, () => void (durable = performance.now() - began))
      times.push({ durable, shown: performance.now() - began })
      if (result.kind !== 'done') throw new Error(`${kind} was not done: ${JSON.stringify(result)}`)
    }
    return times
  },

  /** P3's peer: strictly durable writes of the same acts into one bare IndexedDB store, one after the other. */
  async strictWrites(acts: readonly PageAct[]): Promise<number[]> {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bench-strict', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('acts', { autoIncrement: true })
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error('IndexedDB did not open', { cause: opening.error }))
    })
    const times: number[] = []
    for (const act of acts) {
      const began = performance.now()
      await new Promise<void>((resolve, reject) => {
        const transaction = database.transaction('acts', 'readwrite', { durability: 'strict' })
        transaction.objectStore('acts').add(JSON.stringify(act))
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(new Error('A bare write was not taken', { cause: transaction.error }))
      })
      times.push(performance.now() - began)
    }
    database.close()
    return times
  },

  async untilWaiting(count: number): Promise<number> {
    const { status } = await workplace()
    await until(status, ({ waiting }) => waiting === count)
    return clock()
  },

  async untilOnline(): Promise<void> {
    const { status } = await workplace()
    await until(status, ({ connection, filling }) => connection === 'online' && filling === null)
  },

  /** P2: acts, and answers the moments at which it began and was done here. */
  async actAt({ kind, target, payload }: PageAct): Promise<{ began: number; done: number }> {
    const place = await workplace()
    const began = clock()
    const result = await place.act(kind, target, payload)
    if (result.kind !== 'done') throw new Error(`${kind} was not done: ${JSON.stringify(result)}`)
    return { began, done: clock() }
  },

  /** P2's limit: a bare request to a bare server. */
  async postAt(url: string, name: string): Promise<number> {
    const began = clock()
    await fetch(url, { method: 'POST', body: name })
    return began
  },

  /** P2's limit: a bare stream that writes what comes into the page. */
  listen(url: string): Promise<void> {
    const source = new EventSource(url)
    source.onmessage = ({ data }) => {
      const line = document.createElement('p')
      line.dataset['name'] = String(data)
      document.body.append(line)
    }
    return new Promise((resolve) => (source.onopen = () => resolve()))
  },
}

export type BenchPage = typeof page

Object.assign(globalThis, { bench: page })
