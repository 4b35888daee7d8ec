/**
 * S11: what a device says of itself on every contact, kept for the office. A contact waits for no write: reports are
 * gathered for a second and written together, of each device the last, and none that says what was written lately.
 */
import type pg from 'pg'
import type { DeviceReport } from '../../lib/protocol/sync.ts'

const gatherMs = 1_000
const unchangedEveryMs = 5_000
/** Devices remembered at most; beyond that the memory starts anew, which costs one write for each. */
const mostRemembered = 20_000

type Noted = { org: string; deviceId: string; report: DeviceReport; now: number }

export type DeviceReports = {
  note(input: Noted): void
  /** Writes what has been gathered. Never throws: a report that could not be kept comes again with the next contact. */
  flush(): Promise<void>
}

export function createDeviceReports(pool: pg.Pool, onFailure: (error: unknown) => void): DeviceReports {
  const written = new Map<string, { at: number; queue: number; refused: number }>()
  const waiting = new Map<string, Noted>()
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    const all = [...waiting]
    waiting.clear()
    if (all.length === 0) return
    try {
      await pool.query({ name: 'device-reports', text: writeReports, values: columnsOf(all.map(([, noted]) => noted)) })
    } catch (error) {
      for (const [key] of all) written.delete(key)
      onFailure(error)
    }
  }

  return {
    note(noted) {
      const { org, deviceId, report, now } = noted
      const key = `${org}/${deviceId}`
      const last = written.get(key)
      const changed = !last || last.queue !== report.queue || last.refused !== report.refused
      if (!changed && now - last.at < unchangedEveryMs) return
      if (written.size >= mostRemembered) written.clear()
      written.set(key, { at: now, queue: report.queue, refused: report.refused })
      waiting.set(key, noted)
      timer ??= setTimeout(() => void flush(), gatherMs).unref()
    },
    flush,
  }
}

const writeReports = `update device_keys k set last_contact_at = r.at, report = r.report
  from unnest($1::text[], $2::text[], $3::bigint[], $4::jsonb[]) as r (org, device_id, at, report)
  where k.org = r.org and k.device_id = r.device_id`

const columnsOf = (all: Noted[]): [string[], string[], number[], string[]] => [
  all.map(({ org }) => org),
  all.map(({ deviceId }) => deviceId),
  all.map(({ now }) => now),
  all.map(({ report, now }) => JSON.stringify({ ...report, clockDifferenceMs: report.sentAt - now })),
]
