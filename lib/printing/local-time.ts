import type { Locale } from '../domain/money.ts'
import type { LocalTime } from './receipt-print.ts'

/** `22.11.2026 14:05` · `2026-11-22 14:05`. What is not a local time stands as it came, so that nothing is hidden. */
export function formatLocalTime(at: LocalTime, locale: Locale): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(at)
  if (match === null) return at
  const [, year, month, day, time] = match
  return locale === 'ru' ? `${day}.${month}.${year} ${time}` : `${year}-${month}-${day} ${time}`
}
