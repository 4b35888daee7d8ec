/**
 * What the kernel needs from the outside, no wider than its need. The store stands one floor below and is described
 * where it is kept (`lib/store/local-store.ts`, also implemented by `memory-store.ts` here); `lib/platform` and the
 * simulator implement the rest.
 */
import type {
  CompareInput,
  CompareOutput,
  DeviceReport,
  PullInput,
  PullOutput,
  PushInput,
  PushOutput,
} from '../protocol/sync.ts'

export { StoreError } from '../store/local-store.ts'
export type {
  DocumentStore,
  LocalOperation,
  LocalStore,
  LocalVerdict,
  NoteStore,
  OperationStore,
  Row,
  StoreFailure,
} from '../store/local-store.ts'

/** A failure of the way, not of the content: everything stays and is tried again. */
export class TransportError extends Error {
  /** `offline`: no answer at all. `server`: an answer that is no answer (5xx, proxy page). `auth`: device or session not accepted. `limited`: 429. */
  readonly failure: 'offline' | 'server' | 'auth' | 'limited' | 'timeout'
  constructor(failure: TransportError['failure'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TransportError'
    this.failure = failure
  }
}

/** Every method throws `TransportError` and nothing else. */
export interface Transport {
  push(input: PushInput): Promise<PushOutput>
  pull(input: PullInput): Promise<PullOutput>
  compare(input: CompareInput): Promise<CompareOutput>
  /**
   * Calls back when the server says "there is something" (S27), with the feed's position it speaks of, and with null
   * after every (re)connection, when nobody knows. Returns the closer.
   */
  listen(onSomething: (asOf: number | null) => void, onState: (state: 'open' | 'closed') => void): () => void
}

export interface Clock {
  /** Epoch ms by the device's clock. */
  now(): number
  /** Returns a canceller. */
  after(ms: number, run: () => void): () => void
}

export interface Locks {
  /** Runs `work` while no other tab of this device runs under the same name. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Calls `work` once this tab is the leader; `work` ends when the signal aborts. Returns a release. */
  lead(name: string, work: (signal: AbortSignal) => Promise<void>): () => void
}

export interface DeviceFacts {
  report(): Promise<Pick<DeviceReport, 'storage' | 'appVersion'>>
  /** 0 ≤ x < 1, for jitter. */
  random(): number
}
