/** The documents of one batch: as they were loaded, and as the operations decided so far leave them. */
import type { Ref } from '../../lib/domain/operation.ts'
import type { DocumentList, ListQuery } from '../../lib/domain/trade.ts'
import type { StoredDocument, SyncTransaction, TransactionResult } from '../store/ports.ts'

type Entry = {
  ref: Ref
  stored: StoredDocument | null
  body: unknown
  scopes: string[]
  isChanged: boolean
  isLocked: boolean
}
type List = { query: ListQuery; ids: string[] }

export class DocumentSheet {
  readonly #tx: SyncTransaction
  readonly #listOf: (ref: Ref) => ListQuery | null
  readonly #entries = new Map<string, Entry>()
  readonly #lists = new Map<string, List>()
  hasChanges = false

  constructor(tx: SyncTransaction, listOf: (ref: Ref) => ListQuery | null = () => null) {
    this.#tx = tx
    this.#listOf = listOf
  }

  /**
   * Those that operations will change; before everything else, in one call. What turns out later follows in further
   * calls. One that was only read so far is looked at again: it may have moved.
   */
  async lock(refs: Ref[]): Promise<void> {
    const missing = distinct(refs).filter((ref) => !this.isLocked(ref))
    if (missing.length > 0) this.#keep(missing, await this.#tx.lockDocuments(missing), true)
  }

  async read(refs: Ref[]): Promise<void> {
    const missing = distinct(refs).filter((ref) => !this.isLoaded(ref))
    const documents: Ref[] = []
    for (const ref of missing) {
      const query = this.#listOf(ref)
      if (query) this.#lists.set(refName(ref), { query, ids: await this.#tx.list(query) })
      else documents.push(ref)
    }
    if (documents.length > 0) this.#keep(documents, await this.#tx.documents(documents), false)
  }

  isLoaded(ref: Ref): boolean {
    return this.#entries.has(refName(ref)) || this.#lists.has(refName(ref))
  }

  isLocked(ref: Ref): boolean {
    return this.#entries.get(refName(ref))?.isLocked ?? false
  }

  /** null: there is none. */
  body(ref: Ref): unknown {
    return this.#entries.get(refName(ref))?.body ?? null
  }

  /** undefined: not loaded. null: loaded, and there is none. */
  lookUp(ref: Ref): unknown {
    const list = this.#lists.get(refName(ref))
    if (list) return this.#present(list)
    return this.#entries.get(refName(ref))?.body
  }

  /** A list may have changed with anything. */
  isChanged(ref: Ref): boolean {
    if (this.#lists.has(refName(ref))) return this.hasChanges
    return this.#entries.get(refName(ref))?.isChanged ?? false
  }

  /** The same object back means that it was so already: then nobody needs to hear of it. */
  change(ref: Ref, body: unknown, scopes: string[]): void {
    const entry = this.#entries.get(refName(ref))
    if (!entry || entry.body === body) return
    Object.assign(entry, { body, scopes, isChanged: true })
    this.hasChanges = true
  }

  reset(): void {
    this.hasChanges = false
    for (const entry of this.#entries.values())
      if (entry.isChanged) Object.assign(entry, fresh(entry.ref, entry.stored, entry.isLocked))
  }

  changed(): TransactionResult['documents'] {
    return [...this.#entries.values()]
      .filter((entry) => entry.isChanged)
      .map(({ ref, stored, body, scopes }) => ({ ref, before: stored, body, scopes }))
  }

  /** As stored, with what the operations decided so far have made of it. */
  #present({ query, ids }: List): DocumentList {
    const present = new Set(ids)
    for (const { ref, body, scopes, isChanged } of this.#entries.values()) {
      if (!isChanged || ref.kind !== query.kind) continue
      const value = (body as Record<string, unknown> | null)?.[query.field]
      if (scopes.includes(query.scope) && query.values.includes(String(value))) present.add(ref.id)
      else present.delete(ref.id)
    }
    return { ids: [...present] }
  }

  #keep(refs: Ref[], documents: (StoredDocument | null)[], isLocked: boolean): void {
    for (const [index, ref] of refs.entries())
      this.#entries.set(refName(ref), fresh(ref, documents[index] ?? null, isLocked))
  }
}

const fresh = (ref: Ref, stored: StoredDocument | null, isLocked: boolean): Entry => ({
  ref,
  stored,
  body: stored?.body ?? null,
  scopes: stored?.scopes ?? [],
  isChanged: false,
  isLocked,
})

/** NUL cannot stand in a stored name, so two refs never share a key. */
export const refName = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`

export function distinct(refs: Ref[]): Ref[] {
  return [...new Map(refs.map((ref) => [refName(ref), ref])).values()]
}
