/**
 * Carries "documents changed" between the processes on one database (S30), by LISTEN and NOTIFY on a connection of its
 * own. It is only a hint that saves waiting: what a hint misses (the process died between its commit and the notice, the
 * connection was down) is found by looking at the clocks, at every connection and every few seconds.
 *
 * The notice is sent after the commit and not inside it: a NOTIFY inside makes all commits of the database wait for each
 * other, and the clock's row is locked meanwhile.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import * as z from 'zod'
import type { Announcement } from '../store/ports.ts'
import type { Grant } from './live-hub.ts'

export type Notice = { org: string; clock: number; scopes: string[] | null }

export type ChangeRelayOptions = {
  connectionString: string
  /** Something changed in another process, or was missed. `scopes` null: it is not known where. */
  onNotice: (notice: Notice) => void
  /** Another process wants this device's streams ended. */
  onDismiss: (org: string, deviceId: string) => void
  /** Another process has found out what this device may see now. */
  onRegrant: (grant: Grant) => void
  /** Organisations whose clocks are watched. */
  watched: () => string[]
  onTrouble?: (error: unknown) => void
  catchUpMs?: number
}

const channel = 'rodnik_live'
/** PostgreSQL takes 7,999 bytes. */
const maxPayloadBytes = 7_500
const retryMs = [100, 500, 1_000, 2_000, 5_000]

/** In this order: the last one would take a regrant for a change. */
const message = z.union([
  z.object({ from: z.string(), org: z.string(), dismiss: z.string() }),
  z.object({
    from: z.string(),
    org: z.string(),
    regrant: z.string(),
    scopes: z.array(z.string()),
    clock: z.number(),
  }),
  z.object({ from: z.string(), org: z.string(), clock: z.number(), scopes: z.nullable(z.array(z.string())) }),
])
type Message = z.infer<typeof message>

export class ChangeRelay {
  readonly #options: ChangeRelayOptions
  readonly #me = randomUUID()
  /** The highest clock told here, by organisation. */
  readonly #clocks = new Map<string, number>()
  /** What others are still to be told, by organisation. */
  readonly #outgoing = new Map<string, Notice>()
  #client: pg.Client | null = null
  #isSending = false
  #isClosed = false
  #timer: NodeJS.Timeout | null = null
  #failures = 0
  #catchingUp: Promise<void> = Promise.resolve()

  constructor(options: ChangeRelayOptions) {
    this.#options = options
  }

  /** Resolves once connected; throws when the first connection fails. Later ones are tried again by themselves. */
  async start(): Promise<void> {
    await this.#connect()
    this.#scheduleCatchUp()
  }

  /** A commit of this process. Its own streams have been told already. */
  tell({ org, clock, scopes }: Announcement): void {
    this.#remember(org, clock)
    const waiting = this.#outgoing.get(org)
    this.#outgoing.set(org, waiting ? merge(waiting, { org, clock, scopes }) : { org, clock, scopes })
    void this.#send()
  }

  async dismiss(org: string, deviceId: string): Promise<void> {
    await this.#notify({ from: this.#me, org, dismiss: deviceId })
  }

  async regrant({ org, deviceId, scopes, clock }: Grant): Promise<void> {
    await this.#notify({ from: this.#me, org, regrant: deviceId, scopes: [...scopes], clock })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#catchingUp
    const client = this.#client
    this.#client = null
    await client?.end()
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.connectionString,
      application_name: 'rodnik-live',
      keepAlive: true,
    })
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    client.on('error', (error) => this.#options.onTrouble?.(error))
    client.once('end', () => {
      if (this.#client !== client) return
      this.#client = null
      this.#reconnect()
    })
    await client.connect()
    await client.query(`listen ${channel}`)
    if (this.#isClosed) {
      await client.end()
      return
    }
    this.#client = client
    this.#failures = 0
  }

  #reconnect(): void {
    if (this.#isClosed) return
    const wait = retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 5_000
    this.#failures += 1
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#connect().then(
        () => this.#catchUp(),
        (error: unknown) => {
          this.#options.onTrouble?.(error)
          this.#reconnect()
        },
      )
    }, wait)
  }

  #scheduleCatchUp(): void {
    if (this.#isClosed) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#catchUp(), this.#options.catchUpMs ?? 5_000)
    this.#timer.unref()
  }

  /** Clocks that are further than anything heard of: a notice was missed. */
  #catchUp(): void {
    this.#catchingUp = this.#lookAtClocks()
      .catch((error: unknown) => this.#options.onTrouble?.(error))
      .then(() => {
        // A lost connection sets its own timer.
        if (this.#client) this.#scheduleCatchUp()
      })
  }

  async #lookAtClocks(): Promise<void> {
    const watched = this.#options.watched()
    const client = this.#client
    if (!client || watched.length === 0) return
    const { rows } = await client.query<{ id: string; clock: string }>(
      'select id, clock from organisations where id = any ($1::text[])',
      [watched],
    )
    for (const { id, clock } of rows) {
      const known = this.#clocks.get(id)
      if (known !== undefined && Number(clock) <= known) continue
      this.#remember(id, Number(clock))
      this.#options.onNotice({ org: id, clock: Number(clock), scopes: null })
    }
  }

  /** One notice is on its way at a time; what comes meanwhile goes with the next. */
  async #send(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      for (;;) {
        const [next] = this.#outgoing.values()
        if (!next || !this.#client) break
        this.#outgoing.delete(next.org)
        await this.#notify({ from: this.#me, ...next })
      }
    } finally {
      this.#isSending = false
    }
  }

  /** Never throws: a notice that is not sent is found by the others' catching up. */
  async #notify(notice: Message): Promise<void> {
    let payload = JSON.stringify(notice)
    if (Buffer.byteLength(payload) > maxPayloadBytes) payload = JSON.stringify(shorter(notice))
    try {
      await this.#client?.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] })
    } catch (error) {
      this.#options.onTrouble?.(error)
    }
  }

  #hear(payload: string): void {
    const heard = readMessage(payload)
    if (!heard) {
      this.#options.onTrouble?.(new Error('A notice on the live channel could not be read'))
      return
    }
    if (heard.from === this.#me) return
    if ('regrant' in heard) {
      const { org, regrant: deviceId, scopes, clock } = heard
      this.#options.onRegrant({ org, deviceId, scopes, clock })
      return
    }
    if ('dismiss' in heard) {
      this.#options.onDismiss(heard.org, heard.dismiss)
      return
    }
    this.#remember(heard.org, heard.clock)
    this.#options.onNotice(heard)
  }

  #remember(org: string, clock: number): void {
    this.#clocks.set(org, Math.max(clock, this.#clocks.get(org) ?? 0))
  }
}

/** A change whose scopes do not fit is told to everyone; a device whose scopes do not fit is asked to come anew. */
function shorter(notice: Message): Message {
  const { from, org } = notice
  if ('regrant' in notice) return { from, org, dismiss: notice.regrant }
  return 'clock' in notice ? { ...notice, scopes: null } : notice
}

function merge(a: Notice, b: Notice): Notice {
  const scopes = a.scopes && b.scopes ? [...new Set([...a.scopes, ...b.scopes])] : null
  return { org: a.org, clock: Math.max(a.clock, b.clock), scopes }
}

function readMessage(payload: string): Message | null {
  let json: unknown
  try {
    json = JSON.parse(payload)
  } catch {
    return null
  }
  return message.safeParse(json).data ?? null
}
