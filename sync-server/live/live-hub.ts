/**
 * Who is listening on this process, and who must be told when documents change. One stream per device carries all its
 * scopes; what goes over it is "there is something" with the clock, never a document (S27).
 *
 * - The first event leaves at once; further ones within `gapMs` are told together at its end.
 * - A reader that does not take what was sent gets nothing more: it is told once, when it is ready again, and let go
 *   when that takes too long. Nothing queues.
 * - A stream follows what its device is granted: the pull that first sees another set of scopes says so (`regrant`).
 * - Streams are plain records and share their timers: an idle device costs its socket and little else (P5).
 */

/** The open answer, as little of it as is needed. `backlog`: bytes the reader has not taken yet. */
export interface LiveSink {
  write(text: string): void
  backlog(): number
  end(): void
  destroy(): void
}

export type LiveStream = {
  readonly org: string
  readonly deviceId: string
  /** What the device may see, as last heard. */
  scopes: readonly string[]
  readonly sink: LiveSink
  /** When the last event was written; when the reader was first found slow, 0 while it is not. Epoch ms. */
  toldAt: number
  slowSince: number
  /** The clock to tell as soon as the gap is over or the reader is ready; 0: nothing. */
  owed: number
  /** The last announcement it was told of: one that names several of its scopes is one event. */
  heard: number
}

/** All scopes granted to a device at this position of the feed, with its own. */
export type Grant = { org: string; deviceId: string; scopes: readonly string[]; clock: number }

export type LiveHubOptions = {
  now(): number
  /** Runs `work` every `ms`; returns a stopper. */
  every(ms: number, work: () => void): () => void
}

const gapMs = 100
const pingSpreadMs = 1_000
const pingEveryMs = 25_000
const patienceMs = 60_000
/** Tabs share one stream, and a lost one may not have been noticed yet: more is a fault or an attack. */
const maxPerDevice = 4

export const pingText = 'event: ping\ndata: {}\n\n'
export const somethingText = (clock: number): string => `data: {"clock":${clock}}\n\n`

export class LiveHub {
  readonly #options: LiveHubOptions
  /** organisation → scope → streams; and organisation → device → streams (two while it reconnects). */
  readonly #byScope = new Map<string, Map<string, Set<LiveStream>>>()
  readonly #byDevice = new Map<string, Map<string, Set<LiveStream>>>()
  readonly #all = new Set<LiveStream>()
  readonly #owing = new Set<LiveStream>()
  readonly #stopPings: () => void
  #stopGap: (() => void) | null = null
  #pings: Iterator<LiveStream> | null = null
  #isClosed = false
  #announcements = 0

  constructor(options: LiveHubOptions) {
    this.#options = options
    this.#stopPings = options.every(pingSpreadMs, () => this.#pingSome())
  }

  /** How many streams are open. */
  get size(): number {
    return this.#all.size
  }

  /** Organisations that anybody here listens to. */
  organisations(): string[] {
    return [...this.#byDevice.keys()]
  }

  add(stream: Pick<LiveStream, 'org' | 'deviceId' | 'scopes' | 'sink'>): LiveStream {
    const added: LiveStream = { ...stream, toldAt: 0, slowSince: 0, owed: 0, heard: 0 }
    this.#all.add(added)
    index(this.#byDevice, added.org, added.deviceId).add(added)
    for (const scope of added.scopes) index(this.#byScope, added.org, scope).add(added)
    const ofDevice = index(this.#byDevice, added.org, added.deviceId)
    const [oldest] = ofDevice
    if (ofDevice.size > maxPerDevice && oldest) this.#letGo(oldest)
    if (this.#isClosed) this.#letGo(added)
    return added
  }

  /** When the connection has closed. Twice does no harm. */
  remove(stream: LiveStream): void {
    if (!this.#all.delete(stream)) return
    // An iterator that nobody moves on would keep all who were there alive.
    if (this.#all.size === 0) this.#pings = null
    this.#owing.delete(stream)
    unindex(this.#byDevice, stream.org, stream.deviceId, stream)
    for (const scope of stream.scopes) unindex(this.#byScope, stream.org, scope, stream)
  }

  /** `scopes` null: nobody knows which, so everyone of the organisation is told. */
  announce({ org, clock, scopes }: { org: string; clock: number; scopes: readonly string[] | null }): void {
    const byScope = this.#byScope.get(org)
    if (!byScope) return
    this.#announcements += 1
    for (const scope of scopes ?? byScope.keys()) {
      for (const stream of byScope.get(scope) ?? []) this.#tell(stream, clock)
    }
  }

  /**
   * What this device may see now, as a pull has found out. A stream that listened to something else listens to this from
   * here on, and is told once: something may have changed in the new scopes since that pull.
   */
  regrant({ org, deviceId, scopes, clock }: Grant): void {
    for (const stream of this.#byDevice.get(org)?.get(deviceId) ?? []) {
      if (isSameSet(stream.scopes, scopes)) continue
      for (const scope of stream.scopes) unindex(this.#byScope, org, scope, stream)
      stream.scopes = scopes
      for (const scope of scopes) index(this.#byScope, org, scope).add(stream)
      this.#announcements += 1
      this.#tell(stream, clock)
    }
  }

  /** Ends a device's streams: what it may see has changed, or that it may see anything. It comes back and is looked at anew. */
  dismiss(org: string, deviceId: string): void {
    for (const stream of [...(this.#byDevice.get(org)?.get(deviceId) ?? [])]) this.#letGo(stream)
  }

  /** Also those that come later are let go at once. */
  close(): void {
    this.#isClosed = true
    this.#stopPings()
    this.#stopGap?.()
    for (const stream of [...this.#all]) this.#letGo(stream)
  }

  #tell(stream: LiveStream, clock: number): void {
    if (stream.heard === this.#announcements) return
    stream.heard = this.#announcements
    if (stream.owed > 0) {
      stream.owed = Math.max(stream.owed, clock)
      return
    }
    const now = this.#options.now()
    if (now - stream.toldAt < gapMs || this.#isSlow(stream, now)) {
      stream.owed = clock
      this.#owing.add(stream)
      this.#stopGap ??= this.#options.every(gapMs, () => this.#payOwed())
      return
    }
    this.#write(stream, clock, now)
  }

  #payOwed(): void {
    const now = this.#options.now()
    for (const stream of this.#owing) {
      if (this.#isSlow(stream, now)) continue
      this.#write(stream, stream.owed, now)
    }
    if (this.#owing.size > 0) return
    this.#stopGap?.()
    this.#stopGap = null
  }

  #write(stream: LiveStream, clock: number, now: number): void {
    stream.owed = 0
    this.#owing.delete(stream)
    stream.toldAt = now
    stream.sink.write(somethingText(clock))
  }

  /** Has not taken what was written before. One that stays so is let go: it comes back when it can. */
  #isSlow(stream: LiveStream, now: number): boolean {
    if (stream.sink.backlog() === 0) {
      stream.slowSince = 0
      return false
    }
    if (stream.slowSince === 0) stream.slowSince = now
    if (now - stream.slowSince > patienceMs) {
      this.remove(stream)
      stream.sink.destroy()
    }
    return true
  }

  /** A ping every 25 s for each, spread over the time so that thousands of streams make no burst. */
  #pingSome(): void {
    const now = this.#options.now()
    const count = Math.ceil((this.#all.size * pingSpreadMs) / pingEveryMs)
    for (let i = 0; i < count; i += 1) {
      this.#pings ??= this.#all.values()
      const next = this.#pings.next()
      if (next.done) {
        this.#pings = null
        continue
      }
      if (!this.#isSlow(next.value, now)) next.value.sink.write(pingText)
    }
  }

  #letGo(stream: LiveStream): void {
    this.remove(stream)
    stream.sink.end()
  }
}

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && new Set([...some, ...others]).size === new Set(some).size

type Index = Map<string, Map<string, Set<LiveStream>>>

function index(all: Index, org: string, name: string): Set<LiveStream> {
  const ofOrg = all.get(org) ?? new Map<string, Set<LiveStream>>()
  all.set(org, ofOrg)
  const found = ofOrg.get(name) ?? new Set<LiveStream>()
  ofOrg.set(name, found)
  return found
}

function unindex(all: Index, org: string, name: string, stream: LiveStream): void {
  const ofOrg = all.get(org)
  const found = ofOrg?.get(name)
  if (!ofOrg || !found) return
  found.delete(stream)
  if (found.size === 0) ofOrg.delete(name)
  if (ofOrg.size === 0) all.delete(org)
}
