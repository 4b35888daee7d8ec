/**
 * S11: what a device says of itself on every contact, kept for the office. A contact must cost no write: the same
 * process writes a device's report at most every five seconds, or at once when its queue or its refusals changed.
 */
import type pg from 'pg'
import type { DeviceReport } from '../../lib/protocol/sync.ts'

const writeEveryMs = 5_000
/** Devices remembered at most; beyond that the memory starts anew, which costs one write for each. */
const mostRemembered = 20_000

export type DeviceReports = {
  /** Never throws: a report that could not be kept comes again with the next contact. */
  note(input: { org: string; deviceId: string; report: DeviceReport; now: number }): Promise<void>
}

export function createDeviceReports(pool: pg.Pool, onFailure: (error: unknown) => void): DeviceReports {
  const written = new Map<string, { at: number; queue: number; refused: number }>()
  return {
    async note({ org, deviceId, report, now }) {
      const key = `${org}/${deviceId}`
      const last = written.get(key)
      const changed = !last || last.queue !== report.queue || last.refused !== report.refused
      if (!changed && now - last.at < writeEveryMs) return
      if (written.size >= mostRemembered) written.clear()
      written.set(key, { at: now, queue: report.queue, refused: report.refused })
      try {
        await pool.query('update device_keys set last_contact_at = $3, report = $4 where org = $1 and device_id = $2', [
          org,
          deviceId,
          now,
          JSON.stringify({ ...report, clockDifferenceMs: report.sentAt - now }),
        ])
      } catch (error) {
        written.delete(key)
        onFailure(error)
      }
    },
  }
}
