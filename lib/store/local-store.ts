/**
 * What a device keeps: its own operations, the documents it may see, and how far it has read the feed. The RxDB store
 * in this room and the kernel's `memory-store.ts` (scripted failures, for the simulator) both implement it and pass
 * one contract suite.
 */
import type { Actor, Operation, Ref, Verdict } from '../domain/operation.ts'

/**
 * `late`: decided after it had been held. Its number is among those a snapshot counts as decided, although its effect
 * came later; only its position (`clock`) tells which documents hold it.
 */
export type LocalVerdict = Verdict & { late?: true }

/** `waiting`: not decided yet. `accepted` rows stay for a while, so that a server restored from a backup can be filled again. */
export type LocalOperation = Operation & {
  /** Who acted, as the device knew them then: a view can be rebuilt when nobody is signed in (S3, S10). Never sent. */
  actor: Actor
  state: 'waiting' | 'accepted' | 'refused' | 'held' | 'lost'
  verdict: LocalVerdict | null
  /** The feed's position at which it was decided; null while waiting. */
  clock: number | null
  /** The effect has arrived with the documents (S8): it no longer takes part in views. */
  settled: boolean
  /** S6: a person has seen the refusal. */
  seen: boolean
}

/** One document as this device holds it. */
export type Row = {
  ref: Ref
  /** The server's version; 0 when only this device knows the document. */
  version: number
  /** Own operations up to this number were decided in the snapshot that `base` comes from. */
  upTo: number
  /** The feed's position of that snapshot; 0 when only this device knows the document. */
  asOf: number
  /** Scopes through which the device holds it; empty: only its own unsent operations. */
  scopes: string[]
  /** The server's body; null: the server has none (yet). */
  base: unknown
  /** The view: base with the pending operations applied. null: nothing to show. */
  body: unknown
  /** How many own operations the view holds beyond `base`. */
  pending: number
  /** Of these, the numbers of those that the rules refuse on the present base. They wait for the server's word. */
  skipped: number[]
}

export type StoreFailure = 'quota' | 'closed' | 'conflict' | 'damaged' | 'unknown'
/** A write that did not happen. `cause` keeps the original error. */
export class StoreError extends Error {
  readonly failure: StoreFailure
  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.failure = failure
  }
}

/** The work here was written by a newer version of the app. Nothing was opened and nothing was changed. */
export class NewerStoreError extends StoreError {
  constructor() {
    super(
      'unknown',
      'Opening the operations: a newer version of the app has written them, and this one cannot read them',
    )
    this.name = 'NewerStoreError'
  }
}

export interface OperationStore {
  /** Highest number ever used here, 0 for none. Never falls, also after `forget`. */
  lastSeq(): Promise<number>
  /** Resolves when the row is durable (strict, S1). 'taken' when another tab was first with this number; nothing is written then. */
  append(operation: LocalOperation): Promise<'stored' | 'taken'>
  /** Ascending by seq. A row that cannot be read any more (damage) is left out: its number is then sent as lost (S21). */
  read(query: {
    from?: number
    states?: LocalOperation['state'][]
    settled?: boolean
    limit?: number
  }): Promise<LocalOperation[]>
  /** Those of these numbers that are kept here and can be read, ascending. */
  get(seqs: readonly number[]): Promise<LocalOperation[]>
  /** Not yet settled operations on this document, ascending. */
  unsettledOn(ref: Ref): Promise<LocalOperation[]>
  /** Overwrites the changing part of rows that exist; all or nothing is not promised. */
  update(
    rows: (Pick<LocalOperation, 'seq'> &
      Partial<Pick<LocalOperation, 'state' | 'verdict' | 'clock' | 'settled' | 'seen'>>)[],
  ): Promise<void>
  /** Removes settled rows. Never the one with the highest number. */
  forget(seqs: number[]): Promise<void>
}

export interface DocumentStore {
  /** Another tab may have written rows that this one remembers: they are read from the disk again. */
  forgetRemembered(): void
  read(refs: Ref[]): Promise<(Row | null)[]>
  /**
   * Reads the rows, asks `change` for their new state (null: remove) and writes them. When another tab wrote one of
   * them in between, everything is asked again with fresh rows, so `change` may run more than once. The very same
   * object given back means "as it is": nothing is written for it. Rows are never changed in place.
   */
  change(refs: Ref[], change: (rows: (Row | null)[]) => Promise<(Row | null)[]>): Promise<void>
  /** Rows with `pending > 0`. */
  pending(): Promise<Ref[]>
  /** Every scope through which a row was ever held here. */
  scopes(): Promise<string[]>
  /** Refs held through this scope, ascending by key, after `after`. */
  inScope(scope: string, after: string | null, limit: number): Promise<{ ref: Ref; version: number }[]>
}

export interface NoteStore {
  cursors(): Promise<Record<string, number>>
  /** Replaces the given scopes' cursors; null removes one. */
  setCursors(cursors: Record<string, number | null>): Promise<void>
  /** Server clock minus device clock at the last contact, ms. null: never known. */
  clockOffsetMs(): Promise<number | null>
  setClockOffsetMs(offset: number): Promise<void>
}

export type LocalStore = { operations: OperationStore; documents: DocumentStore; notes: NoteStore }
