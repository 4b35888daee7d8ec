/**
 * What the tabs of one device tell each other about their writes: the keys, never the rows. News is a hint. Whoever
 * shows such a row reads it from the database, so a lost or doubled message leaves nothing wrong for longer than the
 * next one.
 */

/** Implemented over BroadcastChannel in `lib/platform`; every tab but the sender hears it. */
export interface TabChannel {
  post(message: unknown): void
  /** Returns the stopper. */
  listen(heard: (message: unknown) => void): () => void
}

export type News =
  | { kind: 'rows'; keys: string[] }
  /** So many that reading them one by one would cost more than reading their kinds anew. */
  | { kind: 'kinds'; kinds: string[] }
  | { kind: 'operations'; seqs: number[] }
  | { kind: 'notes'; keys: string[] }
  /** This browser is another device now: nothing that is remembered exists any more. */
  | { kind: 'begunAnew' }

export const maxKeysTold = 500

/** No other tab: tests and the simulator. */
export const noChannel: TabChannel = {
  post: () => undefined,
  listen: () => () => undefined,
}
