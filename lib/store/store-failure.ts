/** What IndexedDB, Dexie or RxDB threw, said once in the store's own words. */
import { StoreError, type StoreFailure } from './local-store.ts'

const byName: Record<string, StoreFailure> = {
  QuotaExceededError: 'quota',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
  InvalidState: 'closed',
  MissingAPIError: 'closed',
  OpenFailedError: 'closed',
  VersionChangeError: 'closed',
  NotReadableError: 'damaged',
  DataCloneError: 'damaged',
}

export function toStoreError(error: unknown, doing: string): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError(failureOf(error, 0), `${doing}: ${describe(error)}`, { cause: error })
}

/** The reason proper often lies one or two levels deep: an aborted transaction, around it a bulk error. */
function failureOf(error: unknown, depth: number): StoreFailure {
  if (depth > 4 || typeof error !== 'object' || error === null) return 'unknown'
  const { name, message, inner, cause, failures } = error as {
    name?: unknown
    message?: unknown
    inner?: unknown
    cause?: unknown
    failures?: unknown
  }
  const known = typeof name === 'string' ? byName[name] : undefined
  if (known) return known
  if (typeof message === 'string' && /\bis closed\b|connection is closing/i.test(message)) return 'closed'
  const deeper: unknown[] = [inner, cause, Array.isArray(failures) ? failures[0] : undefined]
  for (const one of deeper) {
    const failure = failureOf(one, depth + 1)
    if (failure !== 'unknown') return failure
  }
  return 'unknown'
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
