/**
 * Whoever signs out leaves no orders of theirs on the screen of the next: rows that are here only through a person's own
 * scope go. While work of theirs is not settled everything stays, because views stand on it (S10). They come again with
 * the next sign-in.
 */
import { refKey } from '../domain/operation.ts'
import type { LocalStore } from '../store/local-store.ts'

const personal = ['customer:', 'driver:']
const chunkSize = 500

export async function forgetPersonal({ operations, documents, notes }: LocalStore): Promise<void> {
  if ((await operations.read({ settled: false, limit: 1 })).length > 0) return
  const scopes = Object.keys(await notes.cursors()).filter((scope) => personal.some((start) => scope.startsWith(start)))
  for (const scope of scopes) {
    // The cursor first: a crash in between only means pulling what is still here once more.
    await notes.setCursors({ [scope]: null })
    for (let after: string | null = null; ;) {
      const held = await documents.inScope(scope, after, chunkSize)
      const last = held.at(-1)
      if (last === undefined) break
      await documents.change(
        held.map(({ ref }) => ref),
        async (rows) =>
          rows.map((row) => {
            if (row === null || !row.scopes.includes(scope)) return row
            const left = row.scopes.filter((one) => one !== scope)
            return left.length === 0 && row.pending === 0 ? null : { ...row, scopes: left }
          }),
      )
      after = refKey(last.ref)
    }
  }
}
