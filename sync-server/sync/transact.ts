import type { SyncTransaction } from '../store/ports.ts'
import { withRetries } from '../store/with-retries.ts'
import type { SyncDeps } from './deps.ts'

/** `work` runs again, with everything read anew, when another transaction was faster; the counters hear of it. */
export const transact = <T>(deps: SyncDeps, org: string, work: (tx: SyncTransaction) => Promise<T>): Promise<T> =>
  withRetries(
    () => deps.store.transaction(org, work),
    (attempt, error) => deps.observe?.({ kind: 'again', org, attempt, error }),
  )
