/** Which stop is large: the chosen one while it is still to be done, else the next in order. */
import type { Day, Stop } from './day.ts'

export function chooseStop(day: Day | null, chosenId: string | null): Stop | null {
  if (!day) return null
  const chosen = [...day.ahead, ...day.tried, ...day.later].find((stop) => stop.id === chosenId)
  return chosen ?? day.ahead[0] ?? null
}
