/** What of a device's report (S11) should worry the office. Pure. */
import type { DeviceInfo } from '../../../lib/workplace-types.ts'

/** Heard from within this time: it is at work. */
const atWorkMs = 3 * 60_000
const lateQueueMs = 60 * 60_000
/** Times on documents begin to look odd. Order is kept by numbers, whatever the clock says. */
const oddClockMs = 2 * 60_000
const fullStorage = 0.9

export type Concern = 'lost' | 'lateQueue' | 'refused' | 'storageFull' | 'notPersisted' | 'clock'

export function concernsOf(device: DeviceInfo, now: number): Concern[] {
  const { report, lostSeqs } = device
  const concerns: Concern[] = []
  if (lostSeqs.length > 0) concerns.push('lost')
  if (hasLateQueue(device, now)) concerns.push('lateQueue')
  if (!report) return concerns
  if (report.refused > 0) concerns.push('refused')
  if (isFull(report.usageBytes, report.quotaBytes)) concerns.push('storageFull')
  // A customer's browser owes the office no promise about its storage.
  if (device.kind === 'staff' && report.persisted === false) concerns.push('notPersisted')
  if (Math.abs(report.clockDifferenceMs) > oddClockMs) concerns.push('clock')
  return concerns
}

/** Its oldest unsent work was that old at the last contact; a silent device's work has grown older since. */
export function hasLateQueue({ report, lastContactAt }: DeviceInfo, now: number): boolean {
  if (!report || report.queue === 0) return false
  return (report.oldestAgeMs ?? 0) + Math.max(0, now - (lastContactAt ?? now)) > lateQueueMs
}

export const isAtWork = ({ lastContactAt, revokedAt }: DeviceInfo, now: number): boolean =>
  revokedAt === null && lastContactAt !== null && now - lastContactAt < atWorkMs

/** `3–5, 9`: long runs of numbers as people write them. */
export function seqRanges(seqs: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && seq === last[1] + 1) last[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

const isFull = (usage: number | null, quota: number | null): boolean =>
  usage !== null && quota !== null && quota > 0 && usage / quota > fullStorage
