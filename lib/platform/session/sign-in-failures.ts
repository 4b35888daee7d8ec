/** The server's word on a sign-in, and its silence, as the screen's outcome. The server tells durations, screens times. */
import type { SignInRefusal } from '../../protocol/identity.ts'
import type { TransportError } from '../../sync/ports.ts'
import type { SignInFailure } from '../../workplace-types.ts'

export function toFailure(refusal: SignInRefusal, now: number): SignInFailure {
  switch (refusal.kind) {
    case 'locked':
    case 'limited':
      return { kind: refusal.kind, untilMs: now + refusal.waitMs }
    case 'wrong':
    case 'expired':
    case 'notFound':
    case 'phoneWrong':
      return refusal
  }
}

const limitedMs = 60_000

/** For what only the server can do. */
export function unreachable({ failure }: TransportError, now: number): SignInFailure {
  switch (failure) {
    case 'offline':
    case 'timeout':
      return { kind: 'needsNetwork' }
    case 'limited':
      return { kind: 'limited', untilMs: now + limitedMs }
    case 'server':
      return { kind: 'serverDown' }
    case 'auth':
      return { kind: 'notFound' }
  }
}
