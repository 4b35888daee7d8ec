/**
 * What deciding needs from a database, and nothing more. `postgres/` is the real one; `memory.ts` is the model the
 * simulator runs on. Both pass one contract suite.
 *
 * A transaction sees its own writes, locks the documents and balances it asks to change, and gives out the feed's
 * position last (S24): `commit` reserves `changes` numbers on the organisation's clock and writes the feed in one step.
 */
import type { Account, Operation, Posting, Ref, Verdict } from '../../lib/domain/operation.ts'

export type StoredDocument = { ref: Ref; version: number; scopes: string[]; body: unknown }

export type StoredOperation = {
  operation: Operation | { deviceId: string; seq: number; lost: true }
  verdict: Verdict
  /** The feed's position at which it was decided. */
  clock: number
  arrivedAt: number
}

export interface DeviceTransaction {
  /** Locks the device's row. null: unknown device. */
  lockDevice(deviceId: string): Promise<{ lastSeq: number } | null>
  /** Operations this device has sent before, by number. */
  sent(deviceId: string, from: number, to: number): Promise<StoredOperation[]>
  /** Locks (in one fixed order) and returns them; null where there is none. A lock on a missing document is held too. */
  lockDocuments(refs: Ref[]): Promise<(StoredDocument | null)[]>
  /** Reads without a lock. */
  documents(refs: Ref[]): Promise<(StoredDocument | null)[]>
  /** Locks (in one fixed order) and returns; 0 for an account never used. */
  lockBalances(accounts: Account[]): Promise<number[]>
  orderNumbers(count: number): Promise<string[]>
  /**
   * Writes everything and advances the clock as the last thing. Each changed document gets its next version and, per
   * scope, one feed row; scopes it left get a `gone` row.
   */
  commit(result: TransactionResult): Promise<{ clock: number }>
}

export type TransactionResult = {
  device: { id: string; lastSeq: number } | null
  /** In the order decided. `clock` is filled in by the store. */
  operations: Omit<StoredOperation, 'clock'>[]
  documents: { ref: Ref; before: StoredDocument | null; body: unknown; scopes: string[] }[]
  postings: (Posting & { deviceId: string; seq: number })[]
  outbox: { key: string; topic: string; body: unknown }[]
}

/** A floored balance would fall below zero at commit: someone else was faster. The caller decides again. */
export class FloorError extends Error {
  readonly account: string
  constructor(account: string) {
    super(`Balance of ${account} would fall below zero`)
    this.name = 'FloorError'
    this.account = account
  }
}

export interface SyncStore {
  transaction<T>(org: string, work: (tx: DeviceTransaction) => Promise<T>): Promise<T>
  /** One snapshot: the clock, the device's last number, and up to `limit` changes per scope after its cursor. */
  pull(
    org: string,
    input: { deviceId: string; cursors: { scope: string; after: number }[]; limit: number },
  ): Promise<{
    asOf: number
    deviceSeq: number
    pages: {
      scope: string
      to: number
      more: boolean
      changes: { seq: number; ref: Ref; gone: boolean; version: number; body: unknown }[]
    }[]
  }>
  /** Everything that stands in a scope, for S29. Streams so that memory stays flat. */
  scopeContents(org: string, scope: string, each: (ref: Ref, version: number) => void): Promise<{ asOf: number }>
}
