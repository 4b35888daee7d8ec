/** The documents of one batch: as they were loaded, and as the operations decided so far leave them. */
import type { Ref } from '../../lib/domain/operation.ts'
import type { StoredDocument, SyncTransaction, TransactionResult } from '../store/ports.ts'

type Entry = { ref: Ref; stored: StoredDocument | null; body: unknown; scopes: string[]; isChanged: boolean }

export class DocumentSheet {
  readonly #tx: SyncTransaction
  readonly #entries = new Map<string, Entry>()
  hasChanges = false

  constructor(tx: SyncTransaction) {
    this.#tx = tx
  }

  /** Those that operations will change; before everything else, in one call. */
  async lock(refs: Ref[]): Promise<void> {
    const missing = distinct(refs).filter((ref) => !this.isLoaded(ref))
    if (missing.length > 0) this.#keep(missing, await this.#tx.lockDocuments(missing))
  }

  async read(refs: Ref[]): Promise<void> {
    const missing = distinct(refs).filter((ref) => !this.isLoaded(ref))
    if (missing.length > 0) this.#keep(missing, await this.#tx.documents(missing))
  }

  isLoaded(ref: Ref): boolean {
    return this.#entries.has(refName(ref))
  }

  /** null: there is none. */
  body(ref: Ref): unknown {
    return this.#entries.get(refName(ref))?.body ?? null
  }

  /** undefined: not loaded. null: loaded, and there is none. */
  lookUp(ref: Ref): unknown {
    return this.#entries.get(refName(ref))?.body
  }

  isChanged(ref: Ref): boolean {
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
      if (entry.isChanged) Object.assign(entry, fresh(entry.ref, entry.stored))
  }

  changed(): TransactionResult['documents'] {
    return [...this.#entries.values()]
      .filter((entry) => entry.isChanged)
      .map(({ ref, stored, body, scopes }) => ({ ref, before: stored, body, scopes }))
  }

  #keep(refs: Ref[], documents: (StoredDocument | null)[]): void {
    for (const [index, ref] of refs.entries()) this.#entries.set(refName(ref), fresh(ref, documents[index] ?? null))
  }
}

const fresh = (ref: Ref, stored: StoredDocument | null): Entry => ({
  ref,
  stored,
  body: stored?.body ?? null,
  scopes: stored?.scopes ?? [],
  isChanged: false,
})

/** NUL cannot stand in a stored name, so two refs never share a key. */
export const refName = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`

export function distinct(refs: Ref[]): Ref[] {
  return [...new Map(refs.map((ref) => [refName(ref), ref])).values()]
}
