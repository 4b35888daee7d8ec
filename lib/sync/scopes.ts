/** What happens to rows when a scope is withdrawn, filled again, or let go of at the end of a pull. */
import { refKey, type Ref } from '../domain/operation.ts'
import { leavingScope } from './page.ts'
import type { LocalStore, Row } from './ports.ts'
import type { Views } from './views.ts'

const chunkSize = 500

export type ScopeKeeper = {
  isEmpty(scope: string): Promise<boolean>
  /** Every row leaves this scope, and the device with its last one (S9, S26). */
  drop(scope: string): Promise<void>
  /** The scope was read from its beginning: whatever was not in it is not there any more. */
  sweep(scope: string, seen: ReadonlySet<string>): Promise<void>
  /** Rows that left their last scope and did not come back in this pull. */
  letGo(): Promise<void>
}

export function createScopeKeeper({ store, views }: { store: LocalStore; views: Views }): ScopeKeeper {
  const { documents } = store

  const leave = (refs: Ref[], scope: string): Promise<void> =>
    documents.change(refs, async (rows) => {
      const unsettled = await views.unsettled(refs)
      return views.refoldAll(
        refs,
        rows.map((row) => (row === null ? null : without(row, scope))),
        unsettled,
      )
    })

  const each = async (scope: string, chosen: (ref: Ref) => boolean): Promise<void> => {
    let after: string | null = null
    for (;;) {
      const held = await documents.inScope(scope, after, chunkSize)
      const last = held.at(-1)
      if (last === undefined) return
      const refs = held.map(({ ref }) => ref).filter(chosen)
      if (refs.length > 0) await leave(refs, scope)
      after = refKey(last.ref)
    }
  }

  return {
    isEmpty: async (scope) => (await documents.inScope(scope, null, 1)).length === 0,
    drop: (scope) => each(scope, () => true),
    sweep: (scope, seen) => each(scope, (ref) => !seen.has(refKey(ref))),
    letGo: () => each(leavingScope, () => true),
  }
}

const without = (row: Row, scope: string): Row =>
  row.scopes.includes(scope) ? { ...row, scopes: row.scopes.filter((held) => held !== scope) } : row
