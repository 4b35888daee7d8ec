/**
 * The sync server's API as a typed client. The one arrow against the order of rooms, and it is a type: nothing of the
 * server is bundled.
 *
 * Every call is a request of its own: a batch would make a small answer wait for a large page.
 */
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from '../../sync-server/router/app-router.ts'
import { toTransportError } from './transport-failure.ts'

export type Api = TRPCClient<AppRouter>

export type ApiOptions = {
  /** Where `/api/trpc` is; empty in the browser. */
  origin?: string
  fetch?: typeof fetch
  /** An answer that has not begun and ended by then counts as none. */
  timeoutMs?: number
}

/** A page of 5,000 documents over a bad mobile line must still fit. */
const defaultTimeoutMs = 30_000

export function createApi({ origin = '', fetch: ask, timeoutMs = defaultTimeoutMs }: ApiOptions = {}): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/api/trpc`,
        fetch: (url, init) => {
          const deadline = AbortSignal.timeout(timeoutMs)
          const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline
          return (ask ?? fetch)(url, { ...(init as RequestInit), signal })
        },
      }),
    ],
  })
}

/** Runs one call; every failure comes out as `TransportError`. */
export async function call<T>(request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (error) {
    throw toTransportError(error)
  }
}
