/** The live room put together: this process's streams, and the relay to the other processes on the same database. */
import type { Announcement } from '../store/ports.ts'
import { ChangeRelay } from './change-relay.ts'
import { LiveHub, type Grant } from './live-hub.ts'

export interface Live {
  hub: LiveHub
  /** For the store's `onCommit`. */
  announce(announcement: Announcement): void
  /**
   * Ends this device's streams in all processes: after sign-in and sign-out, a change of roles, a revocation. The device
   * comes back by itself and is looked at anew (and turned away when it was revoked).
   */
  dismiss(org: string, deviceId: string): Promise<void>
  /** A pull has found out that this device may see other scopes than it did: its streams follow, in all processes. */
  regrant(grant: Grant): Promise<void>
  close(): Promise<void>
}

export type LiveLog = { warn(fields: object, message: string): void }

export async function createLive(options: {
  connectionString: string
  log: LiveLog
  /** How often missed notices are looked for. */
  catchUpMs?: number
}): Promise<Live> {
  const hub = new LiveHub({
    now: () => Date.now(),
    every(ms, work) {
      const timer = setInterval(work, ms)
      timer.unref()
      return () => clearInterval(timer)
    },
  })
  const relay = new ChangeRelay({
    connectionString: options.connectionString,
    onNotice: (notice) => hub.announce(notice),
    onDismiss: (org, deviceId) => hub.dismiss(org, deviceId),
    onRegrant: (grant) => hub.regrant(grant),
    watched: () => hub.organisations(),
    ...(options.catchUpMs === undefined ? {} : { catchUpMs: options.catchUpMs }),
    onTrouble: (error) => options.log.warn({ err: error }, 'the live connection to the database has trouble'),
  })
  await relay.start()
  return {
    hub,
    announce(announcement) {
      hub.announce(announcement)
      relay.tell(announcement)
    },
    async dismiss(org, deviceId) {
      hub.dismiss(org, deviceId)
      await relay.dismiss(org, deviceId)
    },
    async regrant(grant) {
      hub.regrant(grant)
      await relay.regrant(grant)
    },
    async close() {
      hub.close()
      await relay.close()
    },
  }
}
