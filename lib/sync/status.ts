/** How the connection and the queue stand, as the bar on every screen shows it. */
export type SyncStatus = {
  /** `unknown` until the first contact after start. */
  connection: 'unknown' | 'online' | 'offline' | 'serverDown' | 'signInNeeded' | 'updateRequired' | 'deviceRevoked'
  /** Since when the connection stands so, epoch ms. */
  since: number
  /** Operations without a verdict. */
  waiting: number
  oldestWaitingAt: number | null
  /** Refused and not yet seen. */
  refused: number
  held: number
  /** This tab does the sending. */
  leader: boolean
  /** A first filling is going on: documents taken so far. null when complete. */
  filling: { documents: number } | null
  /** The last error a person should know of (disk full, storage closed); null when fine. */
  trouble: { kind: 'quota' | 'storage' | 'fault'; message: string } | null
  /** Server clock minus device clock, ms. */
  clockOffsetMs: number | null
}

/** Before anything is known. */
export const statusAtStart = (now: number): SyncStatus => ({
  connection: 'unknown',
  since: now,
  waiting: 0,
  oldestWaitingAt: null,
  refused: 0,
  held: 0,
  leader: false,
  filling: null,
  trouble: null,
  clockOffsetMs: null,
})
