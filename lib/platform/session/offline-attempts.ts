/**
 * How often a PIN may be tried without the server. Counted before the PIN is looked at and kept on the disk, so that
 * neither a reload nor a second tab gives more tries. The server's own count is kept there.
 *
 *     four are free, the fifth waits a minute, each further one twice as long, up to an hour
 *     after twenty only the server can say                 (a device's clock can be set forward, this cannot)
 */

export type OfflineAttempts = { wrong: number; lockedUntil: number }

export type AttemptVerdict =
  | { kind: 'go'; attemptsLeft: number; counted: OfflineAttempts }
  | { kind: 'locked'; untilMs: number }
  | { kind: 'askServer' }

const freeAttempts = 5
const maxAttempts = 20
const firstLockMs = 60_000
const longestLockMs = 3_600_000

export const noAttempts: OfflineAttempts = { wrong: 0, lockedUntil: 0 }

export function takeOfflineAttempt(before: OfflineAttempts, now: number): AttemptVerdict {
  if (before.wrong >= maxAttempts) return { kind: 'askServer' }
  // After the clock was set back, a lock must not last for days.
  const lockedUntil = Math.min(before.lockedUntil, now + longestLockMs)
  if (lockedUntil > now) return { kind: 'locked', untilMs: lockedUntil }
  const wrong = before.wrong + 1
  const lockMs = wrong < freeAttempts ? 0 : Math.min(longestLockMs, firstLockMs * 2 ** (wrong - freeAttempts))
  return {
    kind: 'go',
    attemptsLeft: Math.max(0, freeAttempts - wrong),
    counted: { wrong, lockedUntil: lockMs === 0 ? 0 : now + lockMs },
  }
}
