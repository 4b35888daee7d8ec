/** A failure that has no place in a procedure's answer: the device is unknown, the role is not allowed, the fault is ours. */
import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server'
import type { ApiFailure } from '../../lib/protocol/identity.ts'
import { TooBusyError } from '../identity/work-queue.ts'
import { UnavailableError } from '../store/ports.ts'
import { fromDatabase } from '../store/postgres/database-error.ts'
import { MalformedRequestError, UnknownDeviceError } from '../sync/deps.ts'

const codes = {
  badRequest: 'BAD_REQUEST',
  tooLarge: 'PAYLOAD_TOO_LARGE',
  notEnrolled: 'UNAUTHORIZED',
  deviceRevoked: 'UNAUTHORIZED',
  signInNeeded: 'UNAUTHORIZED',
  notAllowed: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  fault: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ApiFailure, TRPC_ERROR_CODE_KEY>

/** What the person who reads a log or a raw answer sees; screens translate the reason. */
const sentences: Record<ApiFailure, string> = {
  badRequest: 'The request is not of the right shape.',
  tooLarge: 'The request is larger than this address takes.',
  notEnrolled: 'This browser is not a device of the organisation. Enrol it with a code from the office.',
  deviceRevoked:
    'The office has revoked this device. Its unsent work can be saved to a file and brought to the office.',
  signInNeeded: 'Nobody is signed in on this device, or the session is over.',
  notAllowed: 'The signed-in person may not do this.',
  notFound: 'There is no such thing here.',
  limited: 'Too many requests; try again later.',
  unavailable: 'The database cannot be asked now. Nothing was taken; try again.',
  fault: 'Something went wrong on the server. It is in the log under this request id.',
}

export class ApiError extends TRPCError {
  override name = 'ApiError'
  readonly reason: ApiFailure

  constructor(reason: ApiFailure, options: { cause?: unknown } = {}) {
    super({ code: codes[reason], message: sentences[reason], ...options })
    this.reason = reason
  }
}

/** What the rooms below throw, in the API's words. null: a fault of ours, or tRPC's own. */
export function translated(thrown: unknown): ApiError | null {
  const cause = fromDatabase(thrown)
  if (cause instanceof TooBusyError) return new ApiError('limited', { cause })
  if (cause instanceof UnavailableError) return new ApiError('unavailable', { cause })
  if (cause instanceof UnknownDeviceError) return new ApiError('notEnrolled', { cause })
  if (cause instanceof MalformedRequestError) return new ApiError('badRequest', { cause })
  return null
}

/** Everything else that tRPC or a fault of ours throws, in our words: nothing from inside reaches the answer. */
export function failureOf(error: TRPCError): { reason: ApiFailure; message: string; path: string | null } {
  if (error instanceof ApiError) return { reason: error.reason, message: error.message, path: null }
  const reason = reasonOf(error.code)
  return { reason, message: sentences[reason], path: reason === 'badRequest' ? pathOf(error.cause) : null }
}

function reasonOf(code: TRPC_ERROR_CODE_KEY): ApiFailure {
  if (code === 'INTERNAL_SERVER_ERROR') return 'fault'
  if (code === 'PAYLOAD_TOO_LARGE') return 'tooLarge'
  if (code === 'NOT_FOUND') return 'notFound'
  return 'badRequest'
}

/** Where in the input the first mistake is. Its value stays out: it may be anything. */
function pathOf(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('issues' in cause) || !Array.isArray(cause.issues)) return null
  const first = cause.issues[0] as { path?: unknown } | undefined
  return Array.isArray(first?.path) ? first.path.map(String).join('.').slice(0, 200) : null
}
