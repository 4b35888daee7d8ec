import pino, { type Logger } from 'pino'
import type { LogLevel } from '../config/read-config.ts'

/**
 * JSON lines on standard error (standard output is for the person who started the server). They hold no personal data: no
 * bodies, query strings, cookies or addresses, and of a database error only what PostgreSQL's own words are safe for.
 */
export function createLog(
  level: LogLevel,
  destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: describeError,
        error: describeError,
        req: (request: { id?: unknown; method?: unknown }) => ({ id: request.id, method: request.method }),
        res: (reply: { statusCode?: unknown }) => ({ status: reply.statusCode }),
      },
    },
    destination,
  )
}

/** An error as the log may have it. A database error's message, detail and where quote the row's values: they are left out. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const fields = error as Error & Record<string, unknown>
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  if (typeof fields['severity'] === 'string' && typeof fields['code'] === 'string') {
    const { code, routine, table, column, constraint } = fields
    return { type: 'DatabaseError', code, routine, table, column, constraint, stack, ...cause }
  }
  return { type: error.name, code: fields['code'], message: error.message, stack, ...cause }
}
