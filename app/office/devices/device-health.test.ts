import { describe, expect, test } from 'vitest'
import type { DeviceInfo } from '../../../lib/workplace-types.ts'
import { concernsOf, seqRanges } from './device-health.ts'

const now = 10 * 3_600_000
const report = {
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  persisted: true,
  usageBytes: 1,
  quotaBytes: 100,
  clockDifferenceMs: 0,
  appVersion: '1',
}
const device = (of: Partial<NonNullable<DeviceInfo['report']>>, more: Partial<DeviceInfo> = {}): DeviceInfo => ({
  id: 'd',
  name: 'D',
  kind: 'staff',
  createdAt: 0,
  revokedAt: null,
  lastSeq: 0,
  lastContactAt: now,
  people: [],
  report: { ...report, ...of },
  lostSeqs: [],
  ...more,
})

describe('what of a device worries the office', () => {
  test.each([
    ['nothing', device({}), []],
    ['work that waits for more than an hour', device({ queue: 1, oldestAgeMs: 3_700_000 }), ['lateQueue']],
    [
      'a short queue of a device silent for long',
      device({ queue: 1, oldestAgeMs: 0 }, { lastContactAt: 0 }),
      ['lateQueue'],
    ],
    ['a clock five minutes off', device({ clockDifferenceMs: -300_000 }), ['clock']],
    ['storage the browser may clear', device({ persisted: false }), ['notPersisted']],
    ['the same on a customer’s phone', device({ persisted: false }, { kind: 'customer' }), []],
    ['storage nearly full', device({ usageBytes: 95 }), ['storageFull']],
    ['lost numbers', device({}, { lostSeqs: [3] }), ['lost']],
  ] as const)('%s', (_, info, concerns) => {
    expect(concernsOf(info, now)).toEqual(concerns)
  })

  test('long runs of numbers are written as people write them', () => {
    expect(seqRanges([9, 3, 4, 5])).toBe('3–5, 9')
  })
})
