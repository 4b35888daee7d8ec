/**
 * What deciding needs from a database, and nothing more. `postgres/` is the real one; `memory.ts` is the model the
 * simulator runs on. Both pass one contract suite (`contract/`).
 *
 *     lockDevices → lockDocuments → documents, readOwners → (decide) → lockOwners → commit
 *
 * A transaction sees what others committed before each of its reads, locks what it is going to change, and gives out
 * the feed's position last (S24): `commit` writes everything, then reserves numbers on the organisation's clock, writes
 * the feed and ends, without a step in between. A transaction whose work throws, or never commits, leaves nothing behind.
 */
import type { Hold, Operation, Posting, Ref, Verdict } from '../../lib/domain/operation.ts'
import type { ListQuery } from '../../lib/domain/trade.ts'

export type StoredDocument = { ref: Ref; version: number; scopes: string[]; body: unknown }

export type TakenOperation = {
  operation: Operation | { deviceId: string; seq: number; lost: true }
  verdict: Verdict
  arrivedAt: number
  /** Who brought it as a file (S12): a person's id. Absent: it came over the network. */
  broughtBy?: string
}

/** `clock`: the feed's position at which it was decided. */
export type StoredOperation = TakenOperation & { clock: number }

/** The device that stands for the server itself; made with the organisation. No browser can have this name. */
export const serverDeviceId = 'server'

/** Whose ledger accounts they are: `{ kind: 'balance', id: customerId }` or `{ kind: 'stock', id: productId }`. */
export type Owner = Ref
/** Account name → what it stands at. A name that is missing stands at 0. */
export type Amounts = Record<string, number>

export interface SyncTransaction {
  /** Locks the devices' rows in one fixed order. null: unknown device. */
  lockDevices(ids: string[]): Promise<({ lastSeq: number } | null)[]>
  /** Operations this device has sent before, ascending by number. */
  sent(deviceId: string, from: number, to: number): Promise<StoredOperation[]>
  /** Locks an operation that is `held` now; null when there is none (any more). */
  lockHeld(deviceId: string, seq: number): Promise<StoredOperation | null>
  /** Until the transaction ends; what is held alone, nobody else holds. Comes before `lockDocuments`. */
  hold(holds: Hold[]): Promise<void>
  /**
   * Locks (in one fixed order) and returns them; null where there is none. A missing document cannot be locked:
   * when someone else makes it meanwhile, `commit` throws `ConflictError`.
   */
  lockDocuments(refs: Ref[]): Promise<(StoredDocument | null)[]>
  /** Reads without a lock. The bodies are shared: nobody may write to them. */
  documents(refs: Ref[]): Promise<(StoredDocument | null)[]>
  /** Ids of the documents that stand in the scope and fit, in no particular order. Reads without a lock. */
  list(query: ListQuery): Promise<string[]>
  /** Reads without a lock. */
  readOwners(owners: Owner[]): Promise<Amounts[]>
  /** Locks all accounts of these owners (in one fixed order), also those that do not exist yet, and returns them. */
  lockOwners(owners: Owner[]): Promise<Amounts[]>
  /** Ascending, never given twice. Numbers of a transaction that fails are not given again: there are gaps. */
  orderNumbers(count: number): Promise<string[]>
  /**
   * Writes everything, advances the clock as the last thing, and ends the transaction. Each changed document gets its
   * next version and, per scope, one feed row; scopes it left get a `gone` row. Throws `FloorError`, `ConflictError`.
   */
  commit(result: Partial<TransactionResult>): Promise<{ clock: number }>
}

export type TransactionResult = {
  /** Locked devices and their last number from now on. */
  devices: { id: string; lastSeq: number }[]
  /** In the order decided. */
  operations: TakenOperation[]
  /** Held operations (locked) that were decided after all. `by`: who had it done. */
  redecided: { deviceId: string; seq: number; verdict: Verdict; by: string }[]
  /** `before`: as locked. Refs are distinct, also from those of `derived`. Empty `scopes` take it from every device. */
  documents: { ref: Ref; before: StoredDocument | null; body: unknown; scopes: string[] }[]
  /** Documents computed from what else is in this result (balances, outcomes); their scopes never change. */
  derived: { ref: Ref; body: unknown; scopes: string[] }[]
  /** Their owners are locked, and their owners' documents are in `derived` (`owner-document.ts`). `at`: epoch ms. */
  postings: (Posting & { deviceId: string; seq: number; at: number })[]
  /** The same key twice is one entry. A new entry replaces the waiting ones with the same topic and subject. */
  outbox: { key: string; topic: string; subject: string; body: unknown }[]
}

/** A floored balance would fall below zero at commit. Nothing was written; the caller decides again. */
export class FloorError extends Error {
  readonly account: string
  constructor(account: string, options?: ErrorOptions) {
    super(`Balance of ${account} would fall below zero`, options)
    this.name = 'FloorError'
    this.account = account
  }
}

/** Someone else was faster. Nothing was written; the caller starts the transaction again. */
export class ConflictError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConflictError'
  }
}

/** The database cannot be asked now (gone, full, shutting down): says nothing about the content. The device tries again. */
export class UnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnavailableError'
  }
}

/**
 * The database was asked and gave up: a lock or a statement took longer than it may. Mostly somebody else is in the way
 * for a while; but it may be the content, so whoever meets it again and again must look at it alone.
 */
export class TooSlowError extends UnavailableError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TooSlowError'
  }
}

export type PulledChange = { seq: number; ref: Ref; gone: boolean; version: number; body: unknown }
export type PulledPage = {
  scope: string
  /** `after`, or 0 when `after` lies beyond the clock: the database was restored from an older state. */
  from: number
  /** The last change's number when more follows, the clock otherwise. */
  to: number
  more: boolean
  changes: PulledChange[]
}

export interface SyncStore {
  /** Throws what `work` throws. */
  transaction<T>(org: string, work: (tx: SyncTransaction) => Promise<T>): Promise<T>
  /**
   * One snapshot: the epoch (another one after each restore from a backup), the clock, the device's last number, and the changes after each scope's cursor, `limit` of them over
   * all scopes, shared out fairly. Every scope with changes gets at least one of them (so that a page is never empty
   * while more follows, S25): with more such scopes than `limit` the answer is that much longer. Pages without changes
   * are left out, save for a scope that starts from 0. From 0, what is gone is left out too.
   */
  pull(
    org: string,
    input: { deviceId: string; cursors: { scope: string; after: number }[]; limit: number },
  ): Promise<{ epoch: number; asOf: number; deviceSeq: number; pages: PulledPage[] }>
  /**
   * Everything that stands in a scope, for S29, from one snapshot. Streams, so that memory stays flat. `newest`: the
   * scope's last change. When that lies after `cursor`, or `cursor` after the clock, nothing is read: whoever asks must
   * pull first, and on a busy scope that is the usual answer, which may not cost the whole scope.
   */
  scopeContents(
    org: string,
    scope: string,
    cursor: number,
    each: (ref: Ref, version: number) => void,
  ): Promise<{ asOf: number; newest: number }>
  /** S29: what a device holds differs from what it should hold. Of the same device and scope one is kept a day. */
  recordDifference(org: string, difference: ScopeDifference): Promise<void>
}

export const differenceEveryMs = 24 * 3_600_000

export type ScopeDifference = {
  deviceId: string
  scope: string
  at: number
  cursor: number
  device: { count: number; hash: string }
  server: { count: number; hash: string }
}

/** Told after each commit that changed documents, by the store that made it. */
export type Announcement = { org: string; clock: number; scopes: string[] }
