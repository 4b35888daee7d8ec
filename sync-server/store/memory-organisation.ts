/** One organisation's rows in memory, and the two things that must happen in one step: to apply a result, to read a page. */
import type { Account, Ref } from '../../lib/domain/operation.ts'
import { parseAccount, type ListQuery } from '../../lib/domain/trade.ts'
import { MemoryLocks } from './memory-locks.ts'
import { sharePages } from './share-pages.ts'
import {
  FloorError,
  type Amounts,
  type Owner,
  type PulledPage,
  type ScopeDifference,
  type StoredDocument,
  type StoredOperation,
  type TransactionResult,
} from './ports.ts'

/** NUL cannot stand in a stored name, so two refs never share one. */
export const nameOf = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`

type FeedRow = { seq: number; ref: Ref; gone: boolean }

export class MemoryOrganisation {
  readonly locks = new MemoryLocks()
  /** Raised by whoever puts a backup back. */
  epoch = 1
  clock = 0
  /** Device → its last number. */
  readonly devices = new Map<string, number>()
  /** In the order decided. */
  readonly journal: StoredOperation[] = []
  readonly documents = new Map<string, StoredDocument>()
  readonly ledger: TransactionResult['postings'] = []
  readonly outbox = new Map<string, TransactionResult['outbox'][number]>()
  readonly differences: ScopeDifference[] = []
  readonly #operations = new Map<string, Map<number, StoredOperation>>()
  readonly #feed = new Map<string, Map<string, FeedRow>>()
  readonly #balances = new Map<string, Amounts>()
  /** Accounts that were once posted to as floored stay so. */
  readonly #floored = new Set<Account>()
  #orderNumber = 0

  /** A backup: everything stored, untouched by what comes after. Locks are not part of it. */
  copy(): MemoryOrganisation {
    const copy = new MemoryOrganisation()
    copy.epoch = this.epoch
    copy.clock = this.clock
    for (const [id, lastSeq] of this.devices) copy.devices.set(id, lastSeq)
    for (const stored of this.journal) copy.#store({ ...stored })
    for (const [name, document] of this.documents) copy.documents.set(name, document)
    copy.ledger.push(...this.ledger)
    for (const [key, entry] of this.outbox) copy.outbox.set(key, entry)
    copy.differences.push(...this.differences)
    for (const [scope, rows] of this.#feed) copy.#feed.set(scope, new Map(rows))
    for (const [owner, amounts] of this.#balances) copy.#balances.set(owner, { ...amounts })
    for (const account of this.#floored) copy.#floored.add(account)
    copy.#orderNumber = this.#orderNumber
    return copy
  }

  operation(deviceId: string, seq: number): StoredOperation | null {
    return this.#operations.get(deviceId)?.get(seq) ?? null
  }

  /** Ascending by number. */
  operationsOf(deviceId: string): StoredOperation[] {
    return [...(this.#operations.get(deviceId)?.values() ?? [])]
  }

  document(ref: Ref): StoredDocument | null {
    return this.documents.get(nameOf(ref)) ?? null
  }

  list({ scope, kind, field, values }: ListQuery): string[] {
    return [...(this.#feed.get(scope)?.values() ?? [])].flatMap(({ ref, gone }) => {
      const body = gone || ref.kind !== kind ? null : (this.document(ref)?.body as Record<string, unknown> | null)
      return body && values.includes(String(body[field])) ? [ref.id] : []
    })
  }

  amountsOf(owner: Owner): Amounts {
    return { ...this.#balances.get(nameOf(owner)) }
  }

  nextOrderNumber(): string {
    this.#orderNumber += 1
    return String(this.#orderNumber)
  }

  /** All or nothing: whatever can fail is looked at before the first write. */
  apply(result: Partial<TransactionResult>): { clock: number; scopes: string[] } {
    const { devices = [], operations = [], redecided = [], documents = [], derived = [], postings = [] } = result
    const balances = this.#balancesAfter(postings)
    const changes = [
      ...documents.map(({ ref, before, body, scopes }) => ({ ref, body, scopes, left: before?.scopes ?? [] })),
      ...derived.map((document) => ({ ...document, left: [] })),
    ].map((change) => ({ ...change, body: frozenCopy(change.body) }))
    const taken = operations.map((operation) => frozenCopy(operation))

    const touched = new Set<string>()
    for (const { ref, body, scopes, left } of changes) {
      this.clock += 1
      const version = Math.max((this.document(ref)?.version ?? 0) + 1, this.epoch)
      this.documents.set(nameOf(ref), { ref, version, scopes: [...scopes], body })
      for (const scope of new Set([...scopes, ...left])) {
        this.#feedOf(scope).set(nameOf(ref), { seq: this.clock, ref, gone: !scopes.includes(scope) })
        touched.add(scope)
      }
    }
    for (const operation of taken) this.#store({ ...operation, clock: this.clock })
    for (const { deviceId, seq, verdict } of redecided) this.#redecide(deviceId, seq, verdict)
    for (const { id, lastSeq } of devices) this.devices.set(id, lastSeq)
    for (const [owner, amounts] of balances) this.#balances.set(owner, amounts)
    for (const posting of postings) {
      this.ledger.push(posting)
      if (posting.floored) this.#floored.add(posting.account)
    }
    for (const entry of result.outbox ?? []) this.#enqueue(entry)
    return { clock: this.clock, scopes: [...touched] }
  }

  pull(input: { deviceId: string; cursors: { scope: string; after: number }[]; limit: number }): {
    epoch: number
    asOf: number
    deviceSeq: number
    pages: PulledPage[]
  } {
    const found = input.cursors.map(({ scope, after }) => {
      const from = after > this.clock ? 0 : after
      const rows = [...(this.#feed.get(scope)?.values() ?? [])].filter(
        (row) => row.seq > from && (from > 0 || !row.gone),
      )
      return { scope, after, from, rows: rows.sort((a, b) => a.seq - b.seq) }
    })
    const shares = sharePages(
      found.map(({ rows }) => rows.length),
      input.limit,
    )
    const pages = found.map(({ rows, ...page }, index) => ({ ...page, rows, share: shares[index] ?? 0 }))
    return {
      epoch: this.epoch,
      asOf: this.clock,
      deviceSeq: this.devices.get(input.deviceId) ?? 0,
      pages: pages
        .filter(({ share, from, after }) => share > 0 || from === 0 || from !== after)
        .map(({ scope, from, rows, share }) => {
          const more = share < rows.length
          return {
            scope,
            from,
            to: more ? (rows[share - 1]?.seq ?? from) : this.clock,
            more,
            changes: rows.slice(0, share).map(({ seq, ref, gone }) => {
              const document = gone ? null : this.document(ref)
              return { seq, ref, gone, version: document?.version ?? 0, body: document?.body ?? null }
            }),
          }
        }),
    }
  }

  contents(scope: string, cursor: number, each: (ref: Ref, version: number) => void): { asOf: number; newest: number } {
    const rows = [...(this.#feed.get(scope)?.values() ?? [])]
    const newest = rows.reduce((latest, { seq }) => Math.max(latest, seq), 0)
    if (newest <= cursor && cursor <= this.clock) {
      for (const { ref, gone } of rows) if (!gone) each(ref, this.document(ref)?.version ?? 0)
    }
    return { asOf: this.clock, newest }
  }

  #balancesAfter(postings: TransactionResult['postings']): Map<string, Amounts> {
    const after = new Map<string, Amounts>()
    for (const { account, delta } of postings) {
      const { owner, name } = parseAccount(account)
      const amounts = after.get(nameOf(owner)) ?? this.amountsOf(owner)
      amounts[name] = (amounts[name] ?? 0) + delta
      after.set(nameOf(owner), amounts)
    }
    for (const { account, floored } of postings) {
      if (!floored && !this.#floored.has(account)) continue
      const { owner, name } = parseAccount(account)
      if ((after.get(nameOf(owner))?.[name] ?? 0) < 0) throw new FloorError(account)
    }
    return after
  }

  #store(stored: StoredOperation): void {
    const { deviceId, seq } = stored.operation
    const operations = this.#operations.get(deviceId) ?? new Map<number, StoredOperation>()
    if (operations.has(seq)) throw new Error(`Operation ${deviceId}:${seq} is stored already`)
    operations.set(seq, stored)
    this.#operations.set(deviceId, operations)
    this.journal.push(stored)
  }

  #redecide(deviceId: string, seq: number, verdict: StoredOperation['verdict']): void {
    const stored = this.operation(deviceId, seq)
    if (stored) Object.assign(stored, { verdict, clock: this.clock })
  }

  #enqueue(entry: TransactionResult['outbox'][number]): void {
    for (const [key, waiting] of this.outbox) {
      if (waiting.topic === entry.topic && waiting.subject === entry.subject) this.outbox.delete(key)
    }
    this.outbox.set(entry.key, frozenCopy(entry))
  }

  #feedOf(scope: string): Map<string, FeedRow> {
    const rows = this.#feed.get(scope) ?? new Map<string, FeedRow>()
    this.#feed.set(scope, rows)
    return rows
  }
}

/** As a database returns it: a copy, without what JSON does not know; frozen, so that a writer is found out. */
function frozenCopy<T>(value: T): T {
  return freeze(JSON.parse(JSON.stringify(value)) as T)
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) freeze(inner)
    Object.freeze(value)
  }
  return value
}
