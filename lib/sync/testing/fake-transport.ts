/**
 * The way between a device and a server, with a script of what goes wrong on it. Everything is copied as JSON, as on
 * a real wire; a reply may come late, so that an earlier request is answered after a later one.
 */
import type { CompareInput, CompareOutput, PullInput, PullOutput, PushInput, PushOutput } from '../../protocol/sync.ts'
import { TransportError, type Transport } from '../ports.ts'
import type { VirtualTime } from './virtual-time.ts'

export type RequestKind = 'push' | 'pull' | 'compare'

/** What happens to one request. */
export type Fate = {
  /**
   * `lostReply`: the server does it, the answer never arrives. `twice`: it arrives a second time, right away.
   * `echo`: a copy arrives again much later, and nobody hears the answer. The others never reach the server.
   */
  what: 'ok' | 'lostReply' | 'twice' | 'echo' | TransportError['failure']
  upMs?: number
  downMs?: number
  echoMs?: number
}

/** The server as one device reaches it. Throws when it is not there. */
export type Endpoint = {
  push(input: PushInput): Promise<PushOutput>
  pull(input: PullInput): Promise<PullOutput>
  compare(input: CompareInput): Promise<CompareOutput>
}

export type FakeTransport = Transport & {
  /** The server says "there is something". */
  tell(asOf?: number | null): void
  stream(state: 'open' | 'closed'): void
}

export type FakeTransportOptions = {
  endpoint: Endpoint
  time: VirtualTime
  fate?: (kind: RequestKind) => Fate
  /** Only what a device sends up is copied; everything else is frozen by those who made it. */
  shared?: boolean
  /** Every request as it is sent. */
  onRequest?: (kind: RequestKind, input: unknown) => void
}

const timeoutMs = 10_000

export function createFakeTransport(options: FakeTransportOptions): FakeTransport {
  const { endpoint, time } = options
  const listeners = new Set<{
    onSomething: (asOf: number | null) => void
    onState: (state: 'open' | 'closed') => void
  }>()

  const request = async <In, Out>(kind: RequestKind, input: In, call: (input: In) => Promise<Out>): Promise<Out> => {
    options.onRequest?.(kind, input)
    const { what, upMs = 1, downMs = 1, echoMs = 5000 } = options.fate?.(kind) ?? { what: 'ok' }
    const isCopied = kind === 'push' || !options.shared
    const sent = isCopied ? JSON.stringify(input) : ''
    const deliver = (): Promise<Out> => call(isCopied ? (JSON.parse(sent) as In) : input)
    await time.wait(upMs)
    switch (what) {
      case 'timeout':
        await time.wait(timeoutMs)
        throw new TransportError('timeout', `Scripted: ${kind} timed out`)
      case 'offline':
      case 'server':
      case 'auth':
      case 'limited':
        throw new TransportError(what, `Scripted: ${kind} failed`)
      case 'lostReply':
        await answered(deliver())
        await time.wait(timeoutMs)
        throw new TransportError('timeout', `Scripted: reply to ${kind} lost`)
      case 'twice':
        await answered(deliver())
        break
      case 'echo':
        time.after(echoMs, () => void answered(deliver()))
        break
      case 'ok':
    }
    const reply = await orFailure(deliver())
    await time.wait(downMs)
    return options.shared ? reply : (JSON.parse(JSON.stringify(reply)) as Out)
  }

  return {
    push: (input) => request('push', input, (sent) => endpoint.push(sent)),
    pull: (input) => request('pull', input, (sent) => endpoint.pull(sent)),
    compare: (input) => request('compare', input, (sent) => endpoint.compare(sent)),
    listen(onSomething, onState) {
      const listener = { onSomething, onState }
      listeners.add(listener)
      onState('open')
      onSomething(null)
      return () => void listeners.delete(listener)
    },
    tell: (asOf = null) => listeners.forEach(({ onSomething }) => onSomething(asOf)),
    stream: (state) => listeners.forEach(({ onState }) => onState(state)),
  }
}

/** The server's own failure reaches the device as "no answer that is one". */
async function orFailure<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof TransportError) throw error
    throw new TransportError('server', 'The server failed', { cause: error })
  }
}

/** Nobody hears this answer, and nobody hears of its failure. */
async function answered(answer: Promise<unknown>): Promise<void> {
  await answer.then(
    () => undefined,
    () => undefined,
  )
}
