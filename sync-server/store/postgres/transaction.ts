/**
 * One transaction of the decider. Statements are prepared, set-based, and sent without waiting for the one before where
 * its answer is not needed: `begin` travels with the first, and the whole commit, from the first write to `commit`, in one
 * go. So the organisation's clock, locked by the last write, is never held while this process is busy elsewhere.
 */
import type pg from 'pg'
import type { Ref } from '../../../lib/domain/operation.ts'
import {
  ConflictError,
  type Amounts,
  type Owner,
  type StoredDocument,
  type StoredOperation,
  type SyncTransaction,
  type TransactionResult,
} from '../ports.ts'
import { commitStatements, type Statement } from './commit-statements.ts'
import { orderNumberSequence } from './organisations.ts'
import type { OwnerAnchors } from './owner-anchors.ts'
import { toStoredOperation, type OperationRow } from './operation-row.ts'

type DocumentRow = { kind: string; id: string; version: string; scopes: string[]; body: unknown }
type AmountRow = { owner_kind: string; owner_id: string; name: string; amount: string }

export class PostgresTransaction implements SyncTransaction {
  committed: { clock: number; scopes: string[] } | null = null
  readonly #client: pg.PoolClient
  readonly #org: string
  readonly #anchors: OwnerAnchors
  /** Owners locked here, with the names of their accounts that have a row. */
  readonly #accounts = new Map<string, Set<string>>()

  constructor(client: pg.PoolClient, org: string, anchors: OwnerAnchors) {
    this.#client = client
    this.#org = org
    this.#anchors = anchors
  }

  async lockDevices(ids: string[]): Promise<({ lastSeq: number } | null)[]> {
    const rows = await this.#rows<{ id: string; last_seq: string }>({
      name: 'lock-devices',
      text: `select id, last_seq from devices where org = $1 and id = any ($2::text[]) order by id for no key update`,
      values: [this.#org, [...new Set(ids)]],
    })
    const found = new Map(rows.map((row) => [row.id, { lastSeq: Number(row.last_seq) }]))
    return ids.map((id) => found.get(id) ?? null)
  }

  async sent(deviceId: string, from: number, to: number): Promise<StoredOperation[]> {
    const rows = await this.#rows<OperationRow>({
      name: 'sent-operations',
      text: `select * from operations where org = $1 and device = $2 and seq between $3 and $4 order by seq`,
      values: [this.#org, deviceId, from, to],
    })
    return rows.map(toStoredOperation)
  }

  async lockHeld(deviceId: string, seq: number): Promise<StoredOperation | null> {
    const rows = await this.#rows<OperationRow>({
      name: 'lock-held-operation',
      text: `select * from operations where org = $1 and device = $2 and seq between $3 and $3 for no key update`,
      values: [this.#org, deviceId, seq],
    })
    const row = rows[0]
    return row?.verdict_kind === 'held' ? toStoredOperation(row) : null
  }

  async lockDocuments(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    return this.#documents(refs, {
      name: 'lock-documents',
      text: `select d.kind, d.id, d.version, d.scopes, d.body
             from (select r.kind, r.id from unnest($2::text[], $3::text[]) as r (kind, id) order by 1, 2) r
             cross join lateral (
               select * from documents d where d.org = $1 and d.kind = r.kind and d.id = r.id
               limit 1 for no key update
             ) d`,
    })
  }

  async documents(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    return this.#documents(refs, {
      name: 'read-documents',
      text: `select d.kind, d.id, d.version, d.scopes, d.body
             from unnest($2::text[], $3::text[]) as r (kind, id)
             cross join lateral (
               select * from documents d where d.org = $1 and d.kind = r.kind and d.id = r.id limit 1
             ) d`,
    })
  }

  async readOwners(owners: Owner[]): Promise<Amounts[]> {
    if (owners.length === 0) return []
    return this.#amountsOf(owners, await this.#rows<AmountRow>({ ...readAccounts, values: this.#ownerValues(owners) }))
  }

  async lockOwners(owners: Owner[]): Promise<Amounts[]> {
    if (owners.length === 0) return []
    await this.#anchors.ensure(this.#org, owners)
    const values = this.#ownerValues(owners)
    const [anchors, rows] = await Promise.all([
      this.#rows({ ...lockAnchors, values }),
      this.#rows<AmountRow>({ ...readAccounts, values }),
    ])
    if (anchors.length < new Set(owners.map(ownerName)).size) {
      this.#anchors.forget()
      throw new ConflictError('An owner known to exist is gone: the database was restored under the running server')
    }
    const amounts = this.#amountsOf(owners, rows)
    for (const [index, owner] of owners.entries()) {
      this.#accounts.set(ownerName(owner), new Set(Object.keys(amounts[index] ?? {})))
    }
    return amounts
  }

  #ownerValues(owners: Owner[]): unknown[] {
    return [this.#org, owners.map((owner) => owner.kind), owners.map((owner) => owner.id)]
  }

  #amountsOf(owners: Owner[], rows: AmountRow[]): Amounts[] {
    const amounts = new Map<string, Amounts>(owners.map((owner) => [ownerName(owner), {}]))
    for (const { owner_kind, owner_id, name, amount } of rows) {
      const of = amounts.get(ownerName({ kind: owner_kind, id: owner_id }))
      if (of) of[name] = Number(amount)
    }
    return owners.map((owner) => amounts.get(ownerName(owner)) ?? {})
  }

  async orderNumbers(count: number): Promise<string[]> {
    const rows = await this.#rows<{ number: string }>({
      name: 'order-numbers',
      text: `select nextval($1::regclass) as number from generate_series(1, $2::int)`,
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
    const last = (await sent[clockAt])?.rows[0]
    if (!last) throw new Error(`There is no organisation ${this.#org}`)
    this.committed = { clock: Number(last.clock), scopes }
    return { clock: this.committed.clock }
  }

  #hasRow(owner: Owner, account: string): boolean {
    const names = this.#accounts.get(ownerName(owner))
    if (!names) throw new Error(`Postings to ${owner.kind} without a lock on its owner`)
    return names.has(account)
  }

  async #documents(refs: Ref[], statement: Statement): Promise<(StoredDocument | null)[]> {
    if (refs.length === 0) return []
    const rows = await this.#rows<DocumentRow>({
      ...statement,
      values: [this.#org, refs.map((ref) => ref.kind), refs.map((ref) => ref.id)],
    })
    const found = new Map(
      rows.map(({ kind, id, version, scopes, body }): [string, StoredDocument] => [
        ownerName({ kind, id }),
        { ref: { kind, id }, version: Number(version), scopes, body },
      ]),
    )
    return refs.map((ref) => found.get(ownerName(ref)) ?? null)
  }

  async #rows<Row extends object>(statement: Statement): Promise<Row[]> {
    if (this.committed) throw new Error('The transaction has ended')
    return (await this.#client.query<Row>(statement)).rows
  }
}

const lockAnchors: Statement = {
  name: 'lock-owners',
  text: `select 1 from (select o.kind, o.id from unnest($2::text[], $3::text[]) as o (kind, id) order by 1, 2) o
         cross join lateral (
           select 1 from balances b where b.org = $1 and b.owner_kind = o.kind and b.owner_id = o.id and b.name = ''
           limit 1 for no key update
         ) b`,
}
/** A statement of its own: it must see what was committed while the one before it waited. */
const readAccounts: Statement = {
  name: 'read-accounts',
  text: `select b.owner_kind, b.owner_id, b.name, b.amount from unnest($2::text[], $3::text[]) as o (kind, id)
         cross join lateral (
           select * from balances b
           where b.org = $1 and b.owner_kind = o.kind and b.owner_id = o.id and b.name > '' offset 0
         ) b`,
}
/** NUL cannot stand in a stored name. */
const ownerName = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`
