/**
 * Where a stop stands in a driver's day. Positions have gaps, so that putting one stop between two others changes only
 * that one; when there is no room left, the day is numbered anew and only the stops that moved are told. Pure.
 */
export type DayStop = { id: string; position: number }

const gap = 100
/** `order.assign` takes no higher one; stops put in without a place stand there. */
export const lastPosition = 10_000

/** `index`: how many of `others` come before it. `others` are the day's other stops, in order. */
export function placeInDay(others: readonly DayStop[], id: string, index: number): DayStop[] {
  const before = index === 0 ? 0 : (others[index - 1]?.position ?? 0)
  const after = others[index]?.position ?? Math.min(before + 2 * gap, lastPosition + 1)
  const between = index === others.length ? before + gap : Math.floor((before + after) / 2)
  if (between > before && (between < after || index === others.length) && between < lastPosition)
    return [{ id, position: between }]
  return renumber(others, id, index)
}

function renumber(others: readonly DayStop[], id: string, index: number): DayStop[] {
  const all = [...others.slice(0, index), { id, position: -1 }, ...others.slice(index)]
  const step = Math.max(1, Math.min(gap, Math.floor((lastPosition - 1) / all.length)))
  return all
    .map((stop, i) => ({ before: stop, after: { id: stop.id, position: (i + 1) * step } }))
    .filter(({ before, after }) => before.position !== after.position)
    .map(({ after }) => after)
}
