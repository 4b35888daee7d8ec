/**
 * Makes the row that stands for a ledger owner (004-ledger.sql) before anybody locks it. It is made outside the
 * transaction that wants it, so that locking is always locking what exists, in one order: a transaction that made rows
 * and locked others at the same time could wait in a circle with one like it. An anchor without accounts does no harm.
 */
import pg from 'pg'
import type { Owner } from '../ports.ts'

/** Anchors are never removed, so what was seen once need not be looked for again. */
const maxRemembered = 200_000

export class OwnerAnchors {
  /** Of its own: with all connections of the other pool in transactions that wait for this, none would be left. */
  readonly #pool: pg.Pool
  readonly #known = new Set<string>()

  constructor(connectionString: string, onTrouble: (error: Error) => void) {
    this.#pool = new pg.Pool({
      connectionString,
      max: 2,
      connectionTimeoutMillis: 10_000,
      application_name: 'rodnik-anchors',
      options: '-c lock_timeout=15000 -c statement_timeout=60000',
    })
    this.#pool.on('error', onTrouble)
  }

  async ensure(org: string, owners: Owner[]): Promise<void> {
    const nameOf = ({ kind, id }: Owner) => `${org}\u0000${kind}\u0000${id}`
    const unknown = owners.filter((owner) => !this.#known.has(nameOf(owner)))
    if (unknown.length === 0) return
    await this.#pool.query({
      name: 'make-anchors',
      text: `insert into balances (org, owner_kind, owner_id, name, amount, floored)
             select distinct $1, o.kind, o.id, '', 0, false from unnest($2::text[], $3::text[]) as o (kind, id)
             where not exists (
               select from balances b where b.org = $1 and b.owner_kind = o.kind and b.owner_id = o.id and b.name = ''
             )
             order by 2, 3 on conflict do nothing`,
      values: [org, unknown.map(({ kind }) => kind), unknown.map(({ id }) => id)],
    })
    if (this.#known.size > maxRemembered) this.#known.clear()
    for (const owner of unknown) this.#known.add(nameOf(owner))
  }

  forget(): void {
    this.#known.clear()
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
