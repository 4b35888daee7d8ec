/**
 * The status bar's truth (users.md 18): it comes from the results of real requests, never from what the browser says
 * of its network.
 */
import { StoreError, TransportError } from './ports.ts'
import { statusAtStart, type SyncStatus } from './status.ts'
import type { QueueNumbers } from './tally.ts'

type Contact = 'unknown' | 'online' | 'offline' | 'serverDown'
/** `unknown`: somebody has just signed in, and what they may see is not here yet. */
type Access = 'signInNeeded' | 'updateRequired' | 'deviceRevoked' | 'unknown' | null

export type Connection = {
  get(): SyncStatus
  /** A reply came: the way and the device are fine. */
  reached(): void
  /** What a complete answer to a pull said of the person and the app. */
  access(access: Access): void
  failed(error: unknown): void
  queue(numbers: QueueNumbers): void
  leader(leader: boolean): void
  filling(documents: number | null): void
  offset(ms: number): void
  /** A write went well after trouble. */
  wrote(): void
  /** What the leading tab says, for a tab that does not lead. */
  hear(status: SyncStatus): void
}

export function createConnection(options: {
  clock: { now(): number }
  onStatus: (status: SyncStatus) => void
}): Connection {
  const { clock, onStatus } = options
  let contact: Contact = 'unknown'
  let access: Access = null
  /** Of this tab; what the leading tab says comes and goes with it. */
  let ownTrouble: SyncStatus['trouble'] = null
  let status = statusAtStart(clock.now())

  const set = (change: Partial<SyncStatus>): void => {
    const next = { ...status, ...change }
    if ((Object.keys(change) as (keyof SyncStatus)[]).every((key) => isSame(next[key], status[key]))) return
    status = next
    onStatus(status)
  }

  const refresh = (): void => {
    const connection = contact === 'online' ? (access ?? 'online') : contact
    if (connection !== status.connection) set({ connection, since: clock.now() })
  }

  return {
    get: () => status,
    reached() {
      contact = 'online'
      if (access === 'deviceRevoked') access = null
      refresh()
    },
    access(next) {
      access = next
      refresh()
    },
    failed(error) {
      if (error instanceof TransportError) {
        contact = contactAfter(error)
        if (error.failure === 'auth') access = 'deviceRevoked'
        refresh()
        return
      }
      const message = error instanceof Error ? error.message : String(error)
      const kind = error instanceof StoreError ? (error.failure === 'quota' ? 'quota' : 'storage') : 'fault'
      ownTrouble = { kind, message }
      set({ trouble: ownTrouble })
    },
    queue: (numbers) => set(numbers),
    leader: (leader) => set({ leader }),
    filling: (documents) => set({ filling: documents === null ? null : { documents } }),
    offset: (clockOffsetMs) => set({ clockOffsetMs }),
    wrote() {
      if (ownTrouble?.kind !== 'fault') ownTrouble = null
      set({ trouble: ownTrouble })
    },
    hear(heard) {
      // What is done in this tab is put right by the difference that the leading one has learnt.
      const clockOffsetMs = heard.clockOffsetMs ?? status.clockOffsetMs
      set({ ...heard, clockOffsetMs, leader: false, trouble: ownTrouble ?? heard.trouble })
    },
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

function contactAfter({ failure }: TransportError): Contact {
  switch (failure) {
    case 'offline':
    case 'timeout':
      return 'offline'
    case 'server':
    case 'limited':
      return 'serverDown'
    case 'auth':
      return 'online'
  }
}
