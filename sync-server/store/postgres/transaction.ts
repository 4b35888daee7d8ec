/**
 * One transaction of the decider. Statements are prepared, set-based, and sent without waiting for the one before where
 * its answer is not needed: `begin` travels with the first, and the whole commit, from the first write to `commit`, in one
 * go. So the organisation's clock, locked by the last write, is never held while this process is busy elsewhere.
 */
import type pg from 'pg'
import type { Hold, Ref } from '../../../lib/domain/operation.ts'
import type { ListQuery } from '../../../lib/domain/trade.ts'
import {
  ConflictError,
  type Amounts,
  type Owner,
  type StoredDocument,
  type StoredOperation,
  type SyncTransaction,
  type TransactionResult,
} from '../ports.ts'
import { booleanOf, columnsOf, textOf, type Columns } from './binary-arrays.ts'
import { commitStatements, type Statement } from './commit-statements.ts'
import { changesStatement, type ChangeRow, type DocumentCache } from './document-cache.ts'
import * as lookUps from './look-ups.ts'
import type { OperationRow } from './operation-row.ts'
import { toStoredOperation } from './operation-row.ts'
import { orderNumberSequence } from './organisations.ts'
import type { OwnerAnchors } from './owner-anchors.ts'

type DocumentRow = { kind: string; id: string; version: string; scopes: string[]; body: unknown }
type AmountRow = { owner_kind: string; owner_id: string; name: string; amount: string }

export class PostgresTransaction implements SyncTransaction {
  committed: { clock: number; scopes: string[] } | null = null
  readonly #client: pg.PoolClient
  readonly #org: string
  readonly #anchors: OwnerAnchors
  readonly #cache: DocumentCache
  /** Owners locked here, with the names of their accounts that have a row. */
  readonly #accounts = new Map<string, Set<string>>()

  constructor(client: pg.PoolClient, org: string, shared: { anchors: OwnerAnchors; cache: DocumentCache }) {
    this.#client = client
    this.#org = org
    this.#anchors = shared.anchors
    this.#cache = shared.cache
  }

  async lockDevices(ids: string[]): Promise<({ lastSeq: number } | null)[]> {
    const rows = await this.#rows<{ id: string; last_seq: string }>(lookUps.lockDevices, [[...new Set(ids)]])
    const found = new Map(rows.map((row) => [row.id, { lastSeq: Number(row.last_seq) }]))
    return ids.map((id) => found.get(id) ?? null)
  }

  async sent(deviceId: string, from: number, to: number): Promise<StoredOperation[]> {
    return (await this.#rows<OperationRow>(lookUps.sentOperations, [deviceId, from, to])).map(toStoredOperation)
  }

  async lockHeld(deviceId: string, seq: number): Promise<StoredOperation | null> {
    const [row] = await this.#rows<OperationRow>(lookUps.lockHeldOperation, [deviceId, seq])
    return row?.verdict_kind === 'held' ? toStoredOperation(row) : null
  }

  async hold(holds: Hold[]): Promise<void> {
    if (holds.length === 0) return
    await this.#rows(lookUps.holdNames, columnsOf(holds, holdColumns))
  }

  async lockDocuments(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    if (refs.length === 0) return []
    const rows = await this.#rows<DocumentRow>(lookUps.lockDocuments, columnsOf(refs, refColumns))
    const found = new Map(rows.map(toDocument).map((document) => [nameOf(document.ref), document]))
    return refs.map((ref) => found.get(nameOf(ref)) ?? null)
  }

  async documents(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    const cache = this.#cache
    const unknown = refs.filter((ref) => !cache.get(ref))
    // One trip for both questions: what of the known has changed, and what the unknown are.
    const [, read] = await Promise.all([
      unknown.length === refs.length ? null : this.#forgetChanged(),
      this.#readAndKeep(unknown),
    ])
    // Taken in hand now: another transaction may make the cache forget them while this one waits.
    const found = new Map(refs.map((ref) => [nameOf(ref), read.get(nameOf(ref)) ?? cache.get(ref)]))
    const changed = refs.filter((ref) => !found.get(nameOf(ref)) && !read.has(nameOf(ref)))
    for (const [name, document] of await this.#readAndKeep(changed)) found.set(name, document)
    return refs.map((ref) => found.get(nameOf(ref)) ?? null)
  }

  async list({ scope, kind, field, values }: ListQuery): Promise<string[]> {
    const rows = await this.#rows<{ id: string }>(lookUps.listDocuments, [scope, kind, field, [...values]])
    return rows.map(({ id }) => id)
  }

  async readOwners(owners: Owner[]): Promise<Amounts[]> {
    if (owners.length === 0) return []
    return amountsOf(owners, await this.#rows<AmountRow>(lookUps.readAccounts, columnsOf(owners, refColumns)))
  }

  async lockOwners(owners: Owner[]): Promise<Amounts[]> {
    if (owners.length === 0) return []
    await this.#anchors.ensure(this.#org, owners)
    const [anchors, rows] = await Promise.all([
      this.#rows(lookUps.lockAnchors, columnsOf(owners, refColumns)),
      this.#rows<AmountRow>(lookUps.readAccounts, columnsOf(owners, refColumns)),
    ])
    if (anchors.length < new Set(owners.map(nameOf)).size) {
      this.#anchors.forget()
      throw new ConflictError('An owner known to exist is gone: the database was restored under the running server')
    }
    const amounts = amountsOf(owners, rows)
    for (const [index, owner] of owners.entries()) {
      this.#accounts.set(nameOf(owner), new Set(Object.keys(amounts[index] ?? {})))
    }
    return amounts
  }

  async orderNumbers(count: number): Promise<string[]> {
    const { rows } = await this.#client.query<{ number: string }>({
      ...lookUps.orderNumbers,
      values: [orderNumberSequence(this.#org), count],
    })
    return rows.map((row) => row.number)
  }

  async commit(result: Partial<TransactionResult>): Promise<{ clock: number }> {
    if (this.committed) throw new Error('A transaction commits once')
    const { statements, clockAt, scopes } = commitStatements(this.#org, result, (owner, account) =>
      this.#hasRow(owner, account),
    )
    const sent = statements.map((statement) => this.#client.query<{ clock: string }>(statement))
    const ended = this.#client.query('commit')
    const outcomes = await Promise.allSettled([...sent, ended])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    const answer = (await sent[clockAt])?.rows[0]
    if (!answer) throw new Error('The clock gave no answer')
    this.committed = { clock: Number(answer.clock), scopes }
    return { clock: this.committed.clock }
  }

  #hasRow(owner: Owner, account: string): boolean {
    const names = this.#accounts.get(nameOf(owner))
    if (!names) throw new Error(`Postings to ${owner.kind} without a lock on its owner`)
    return names.has(account)
  }

  async #forgetChanged(): Promise<void> {
    const question = this.#cache.question()
    const rows = await this.#rows<ChangeRow>(changesStatement, [question.scopes, question.after])
    this.#cache.applyChanges(question, rows)
  }

  /** null: there is none. Every ref asked for is in the answer. */
  async #readAndKeep(refs: Ref[]): Promise<Map<string, StoredDocument | null>> {
    const answer = new Map<string, StoredDocument | null>(refs.map((ref) => [nameOf(ref), null]))
    if (refs.length === 0) return answer
    const rows = await this.#rows<DocumentRow & { clock: string }>(lookUps.readDocuments, columnsOf(refs, refColumns))
    const documents = rows.map(toDocument)
    for (const document of documents) answer.set(nameOf(document.ref), document)
    if (rows[0]) this.#cache.keep(documents, Number(rows[0].clock))
    return answer
  }

  /** The organisation is the first value of every statement. */
  async #rows<Row extends object>(statement: Statement, values: unknown[]): Promise<Row[]> {
    if (this.committed) throw new Error('The transaction has ended')
    return (await this.#client.query<Row>({ ...statement, values: [this.#org, ...values] })).rows
  }
}

/** NUL cannot stand in a stored name. */
const nameOf = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`

const holdColumns: Columns<Hold> = [
  textOf(({ ref }) => ref.kind),
  textOf(({ ref }) => ref.id),
  booleanOf(({ how }) => how === 'alone'),
]

const refColumns: Columns<Ref> = [textOf(({ kind }) => kind), textOf(({ id }) => id)]

const toDocument = ({ kind, id, version, scopes, body }: DocumentRow): StoredDocument => ({
  ref: { kind, id },
  version: Number(version),
  scopes,
  body,
})

function amountsOf(owners: Owner[], rows: AmountRow[]): Amounts[] {
  const amounts = new Map<string, Amounts>(owners.map((owner) => [nameOf(owner), {}]))
  for (const { owner_kind, owner_id, name, amount } of rows) {
    const of = amounts.get(nameOf({ kind: owner_kind, id: owner_id }))
    if (of) of[name] = Number(amount)
  }
  return owners.map((owner) => amounts.get(nameOf(owner)) ?? {})
}
