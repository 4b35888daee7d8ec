/** Database errors in the words of the port: conflict, floor, slow, unavailable; anything else stays what it is. */
import { ConflictError, FloorError, TooSlowError, UnavailableError } from '../ports.ts'

/** Says nothing about the content: the connection, the server, its disk. */
const unavailable = /^(08|53|57|58|25P0[34])/
/** A statement or a wait for a lock that took longer than it may (`sessionSettings`). */
const tooSlow = new Set(['57014', '55P03'])
/** Serialisation failure, deadlock, and a document that someone else made meanwhile. */
const conflict = new Set(['40001', '40P01', '23505'])

export function fromDatabase(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, constraint, detail } = error as { code?: unknown; constraint?: string; detail?: string }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) {
    // Errors without an SQLSTATE come from the connection; those with a name of ours pass.
    return isConnectionError(error) ? new UnavailableError('The database connection broke', { cause: error }) : error
  }
  if (code === '23514' && constraint === 'balances_floor') {
    return new FloorError(accountOf(detail), { cause: error })
  }
  if (conflict.has(code)) return new ConflictError('Another transaction was faster', { cause: error })
  if (tooSlow.has(code)) return new TooSlowError('The database took too long', { cause: error })
  if (unavailable.test(code)) return new UnavailableError('The database cannot be asked now', { cause: error })
  return error
}

function isConnectionError(error: Error): boolean {
  const { code } = error as { code?: unknown }
  return (
    (typeof code === 'string' && /^(E[A-Z]+)$/.test(code) && code !== 'ERR') ||
    /connection (terminated|error)|not queryable|timeout exceeded when trying to connect|read timeout/i.test(
      error.message,
    )
  )
}

/** "Failing row contains (org, balance, id, name, -5, t)": only for the log, so a rough reading is enough. */
function accountOf(detail: string | undefined): string {
  const parts = /\(([^)]*)\)/.exec(detail ?? '')?.[1]?.split(', ')
  return parts && parts.length >= 4 ? parts.slice(1, 4).join('/') : 'an account'
}
