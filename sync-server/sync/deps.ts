/** What the sync room is given: the store, the rules of the trade, who may act, the time. */
import type { Actor, Operation } from '../../lib/domain/operation.ts'
import type { Trade } from '../../lib/domain/trade.ts'
import type { SyncStore } from '../store/ports.ts'

/** `revoked`: signed in on this device once, but may no longer act. */
export type KnownActor = { actor: Actor; standing: 'active' | 'revoked' }

export interface ActorDirectory {
  /** Those of `ids` who have ever signed in on this device. An id that is not in the answer was forged. */
  actors(org: string, deviceId: string, ids: string[]): Promise<Map<string, KnownActor>>
}

/** For the log and the counters. Carries no names, no content. */
export type SyncEvent =
  | { kind: 'decided'; accepted: number; refused: number; held: number; lost: number; ms: number }
  /** A number arrived again with other content than was stored under it. The first one stands; the device is told the next number. */
  | { kind: 'differing'; org: string; deviceId: string; seq: number }
  | { kind: 'held'; org: string; deviceId: string; seq: number; cause: string; error?: unknown }
  | { kind: 'again'; org: string; attempt: number; error: unknown }
  /** A batch that failed as a whole is taken piece by piece. */
  | { kind: 'apart'; org: string; operations: number; error: unknown }
  | { kind: 'difference'; org: string; deviceId: string; scope: string }

export type SyncDeps = {
  store: SyncStore
  trade: Trade
  actors: ActorDirectory
  /** Epoch ms. */
  now(): number
  observe?: (event: SyncEvent) => void
  /**
   * S28: the payload schema that operations are decided by, and how one of an older schema is brought up to it. What the
   * device sent is what is stored. Missing: that of lib/domain, the first.
   */
  schema?: { version: number; upgrade(operation: Operation): Operation }
}

export type Caller = { org: string; deviceId: string }

/** The device is not enrolled here (any more): the router answers as to any unknown device. */
export class UnknownDeviceError extends Error {
  constructor(deviceId: string) {
    super(`Device ${deviceId} is not enrolled`)
    this.name = 'UnknownDeviceError'
  }
}

/** The request breaks the protocol in a way that its schema cannot say. */
export class MalformedRequestError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MalformedRequestError'
  }
}
