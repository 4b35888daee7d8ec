/**
 * Documents that are read as facts again and again (prices, goods, settings), kept parsed in this process and never
 * trusted without asking: before each use the feed is asked what has changed in their scopes since the last time. By
 * S24 the answer is complete up to the clock it shows, whoever made the change, in whichever process (S30).
 *
 *     use = look at the feed after each scope's cursor → forget what changed → cursors = clock
 *
 * - One scope of each document is watched, the first. A document in no scope cannot be watched and is not kept.
 * - What was read in an older snapshot than its scope's cursor is not kept either: it may have changed in between.
 */
import type { Ref } from '../../../lib/domain/operation.ts'
import type { StoredDocument } from '../ports.ts'
import type { Statement } from './commit-statements.ts'

export type ChangeRow = { clock: string; kind: string | null; id: string | null }
type Question = { scopes: string[]; after: number[] }

const maxDocuments = 5_000
/** Each costs a look at the index; scopes of single people would soon be more than the documents are worth. */
const maxScopes = 24
const maxChanges = 1_000

export const changesStatement: Statement = {
  name: 'changes-in-scopes',
  text: `select o.clock, f.kind, f.id from organisations o
         left join lateral (
           select f.kind, f.id from unnest($2::text[], $3::bigint[]) as s (scope, after)
           cross join lateral (
             select f.kind, f.id from feed f where f.org = $1 and f.scope = s.scope and f.seq > s.after
             order by f.seq limit ${maxChanges}
           ) f
         ) f on true
         where o.id = $1`,
}

export class DocumentCache {
  readonly #documents = new Map<string, StoredDocument>()
  /** Watched scope → up to where its changes are known. */
  readonly #cursors = new Map<string, number>()

  /** What to ask the feed for. */
  question(): Question {
    return { scopes: [...this.#cursors.keys()], after: [...this.#cursors.values()] }
  }

  /** Forgets what changed. Other questions may have been asked and answered meanwhile. */
  applyChanges({ scopes, after }: Question, rows: ChangeRow[]): void {
    const clock = Number(rows[0]?.clock ?? 0)
    // More changed than is worth looking at, or the database was restored from a backup and its clock begins lower.
    if (rows.length >= maxChanges || after.some((cursor) => cursor > clock)) this.#clear()
    for (const { kind, id } of rows) if (kind !== null && id !== null) this.#documents.delete(nameOf({ kind, id }))
    for (const scope of scopes) {
      const cursor = this.#cursors.get(scope)
      if (cursor !== undefined && cursor < clock) this.#cursors.set(scope, clock)
    }
  }

  get(ref: Ref): StoredDocument | null {
    return this.#documents.get(nameOf(ref)) ?? null
  }

  /** As read in a snapshot that showed this clock. */
  keep(documents: StoredDocument[], clock: number): void {
    for (const document of documents) {
      const [scope] = document.scopes
      if (scope === undefined) continue
      const cursor = this.#cursors.get(scope)
      if (cursor === undefined) {
        if (this.#cursors.size >= maxScopes) continue
        this.#cursors.set(scope, clock)
      } else if (clock < cursor) continue
      this.#documents.set(nameOf(document.ref), document)
    }
    // The oldest go: what is in use comes back with the next batch.
    for (const name of this.#documents.keys()) {
      if (this.#documents.size <= maxDocuments) break
      this.#documents.delete(name)
    }
  }

  #clear(): void {
    this.#documents.clear()
    this.#cursors.clear()
  }
}

const nameOf = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`
