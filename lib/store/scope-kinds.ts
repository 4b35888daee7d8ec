/**
 * Which kinds of documents ever came through a scope. Without it, finding a scope's rows (S26, S29) would mean reading
 * every row of the device; an index over scopes would cost each written row more than that. Only grows, and is written
 * before the rows it speaks of.
 */
import type { Row } from './local-store.ts'
import type { StoredCursor } from './schemas.ts'
import type { Table } from './table.ts'

export type ScopeKinds = {
  learn(rows: readonly (Row | null)[]): Promise<void>
  /** In the order of their keys. */
  of(scope: string): Promise<string[]>
  scopes(): Promise<string[]>
}

/** How their keys begin, in the table they share with the cursors. */
export const kindNotes = '~kind\n'

export function createScopeKinds(table: Table<StoredCursor>): ScopeKinds {
  const written = new Set<string>()

  return {
    async learn(rows) {
      const fresh = new Set<string>()
      let lastScopes: readonly string[] | null = null
      let lastKind = ''
      for (const row of rows) {
        if (row === null) continue
        const { scopes, ref } = row
        // Pages are made of runs of the same.
        if (ref.kind === lastKind && lastScopes !== null && isSame(scopes, lastScopes)) continue
        lastScopes = scopes
        lastKind = ref.kind
        for (const scope of scopes) {
          const key = `${kindNotes}${scope}\n${ref.kind}`
          if (!written.has(key)) fresh.add(key)
        }
      }
      if (fresh.size === 0) return
      const kept = await table.get([...fresh])
      // Another tab may write the same at this moment: then it stands there, which is all we want.
      await table.write(
        [...fresh]
          .filter((key) => kept.get(key)?._deleted !== false)
          .map((key) => ({ key, previous: kept.get(key), next: { key, position: 0 } })),
      )
      for (const key of fresh) written.add(key)
    },

    async scopes() {
      const keys = await table.keys({ lower: kindNotes, upper: `${kindNotes}\uffff` })
      return [...new Set(keys.map((key) => key.slice(kindNotes.length, key.lastIndexOf('\n'))))]
    },

    async of(scope) {
      const own = `${kindNotes}${scope}\n`
      const keys = await table.keys({ lower: own, upper: `${own}\uffff` })
      return keys.map((key) => key.slice(own.length)).sort((a, b) => (`${a}/` < `${b}/` ? -1 : 1))
    },
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((scope, i) => scope === b[i]))
