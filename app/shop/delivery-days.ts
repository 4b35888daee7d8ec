/** The days and hours a customer may wish for. Pure: now comes in as the local date and hour. */
import { addDays } from '../_ui/format.ts'

const daysAhead = 7

const deliveryHours = [
  { from: '09:00', to: '12:00' },
  { from: '12:00', to: '15:00' },
  { from: '15:00', to: '18:00' },
  { from: '18:00', to: '21:00' },
] as const

/** Hours still possible on that day: a span that has begun is too late to promise. */
export function hoursOn(date: string, today: string, time: string): readonly (typeof deliveryHours)[number][] {
  return date === today ? deliveryHours.filter((span) => span.from > time) : deliveryHours
}

/** Today (while any hours are left) and the days after. */
export function deliveryDays(today: string, time: string): string[] {
  const days = Array.from({ length: daysAhead }, (_, day) => addDays(today, day))
  return days.filter((date) => hoursOn(date, today, time).length > 0)
}

/** A wish kept from yesterday that can no longer be met. */
export function isPast(window: { date: string; from: string | null } | null, today: string, time: string): boolean {
  if (window === null || window.date > today) return false
  if (window.date < today) return true
  const left = hoursOn(today, today, time)
  return window.from === null ? left.length === 0 : !left.some((span) => span.from === window.from)
}
