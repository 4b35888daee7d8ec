/** What tRPC, fetch or a proxy's page made of a request, said once in the kernel's words. */
import { TRPCClientError } from '@trpc/client'
import type { ApiFailure } from '../protocol/identity.ts'
import { TransportError } from '../sync/ports.ts'

type Failure = TransportError['failure']

const byReason: Record<ApiFailure, Failure> = {
  notEnrolled: 'auth',
  deviceRevoked: 'auth',
  signInNeeded: 'auth',
  notAllowed: 'auth',
  limited: 'limited',
  unavailable: 'server',
  badRequest: 'server',
  tooLarge: 'server',
  notFound: 'server',
  fault: 'server',
}

export function toTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error
  const reason = reasonOf(error)
  if (reason !== null) return new TransportError(byReason[reason], messageOf(error), { cause: error })
  const cause = error instanceof TRPCClientError ? (error.cause ?? error) : error
  return new TransportError(failureOf(cause), messageOf(cause), { cause: error })
}

/** `data.reason` of an answer from our server; null when the answer is not one of ours. */
export function reasonOf(error: unknown): ApiFailure | null {
  if (!(error instanceof TRPCClientError)) return null
  const data = (error as TRPCClientError<never>).data as { reason?: unknown } | null | undefined
  const reason = data?.reason
  return typeof reason === 'string' && reason in byReason ? (reason as ApiFailure) : null
}

/** No answer at all, too late an answer, or something that is not ours: a proxy's page, a captive portal's sign-in. */
function failureOf(cause: unknown): Failure {
  if (!(cause instanceof Error)) return 'server'
  if (cause.name === 'TimeoutError') return 'timeout'
  if (cause.name === 'AbortError') return 'offline'
  // fetch says TypeError when nothing came back; reading an answer that is no JSON is a SyntaxError. With a network under
  // it, it is the server that does not answer: another sentence, and somebody else to call.
  if (cause instanceof TypeError) return hasNetwork() ? 'server' : 'offline'
  return 'server'
}

const hasNetwork = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === true

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
