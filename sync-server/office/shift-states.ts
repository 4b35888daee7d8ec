/**
 * The numbers of tills' shifts (users.md 7): which are on receipts, which are known to be on none, and of which nobody has
 * said anything. A shift's acts lie between its opening and the next one's in the numbers of its device.
 */
import type pg from 'pg'
import { parseNumbered, shiftId } from '../../lib/domain/till/shift.ts'
import type { ShiftState } from '../../lib/protocol/office.ts'

/** Sooner than this nobody calls it late. */
const lateMs = 3_600_000
/** More than these nobody reads; what is wrong then is not single numbers. */
const mostNamed = 200

type Row = {
  id: string
  z_last: number | null
  z_voided: number[] | null
  accepted: number[] | null
  held: number[] | null
  held_acts: string
  refused: number[] | null
  late: string
  longest: string | null
}

export async function readShiftStates(pool: pg.Pool, org: string, ids: readonly string[]): Promise<ShiftState[]> {
  const shifts = ids.flatMap((id) => {
    const shift = parseNumbered(id)
    return shift ? [{ id, till: shift.of, next: shiftId(shift.of, shift.number + 1) }] : []
  })
  if (shifts.length === 0) return []
  const { rows } = await pool.query<Row>(
    `select s.id, (d.body->'closing'->>'lastReceipt')::int as z_last,
            (select array_agg(v::int) from jsonb_array_elements_text(d.body->'closing'->'voided') v) as z_voided,
            acts.*, own.held_acts
     from unnest($2::text[], $3::text[], $4::text[]) as s (id, till, next)
     join documents d on d.org = $1 and d.kind = 'shift' and d.id = s.id
     cross join lateral (
       select array_agg(o.number) filter (where o.verdict_kind = 'accepted') as accepted,
              array_agg(o.number) filter (where o.verdict_kind = 'held') as held,
              array_agg(o.number) filter (where o.verdict_kind = 'refused') as refused,
              count(*) filter (where o.took > ${lateMs}) as late, max(o.took) as longest
       from (
         select substring(target_id from '[0-9]+$')::int as number, verdict_kind,
                arrived_at - made_at - coalesce(clock_offset_ms, 0) as took
         from operations
         where org = $1 and device = s.till and kind = 'receipt.close' and starts_with(target_id, s.id || ':')
           and target_id ~ ':[1-9][0-9]{0,8}$'
           and seq >= (select min(seq) from operations where org = $1 and target_kind = 'shift' and target_id = s.id
                       and device = s.till)
           and seq < coalesce((select min(seq) from operations where org = $1 and target_kind = 'shift'
                               and target_id = s.next and device = s.till), ${Number.MAX_SAFE_INTEGER})
       ) o
     ) acts
     cross join lateral (
       select count(*) as held_acts from operations
       where org = $1 and device = s.till and target_kind = 'shift' and target_id = s.id and verdict_kind = 'held'
     ) own`,
    [org, shifts.map(({ id }) => id), shifts.map(({ till }) => till), shifts.map(({ next }) => next)],
  )
  return rows.map(stateOf)
}

function stateOf({ id, z_last, z_voided, accepted, held, held_acts, refused, late, longest }: Row): ShiftState {
  const known = new Set([...(accepted ?? []), ...(held ?? [])])
  const voided = new Set([...(z_voided ?? []), ...(refused ?? [])].filter((number) => !known.has(number)))
  const lastNumber = Math.max(z_last ?? 0, ...known, ...(refused ?? []))
  const missing: number[] = []
  for (let number = 1; number <= lastNumber && missing.length < mostNamed; number += 1)
    if (!known.has(number) && !voided.has(number)) missing.push(number)
  return {
    shiftId: id,
    lastNumber,
    receipts: new Set(accepted ?? []).size,
    held: inOrder(held ?? []),
    heldActs: Number(held_acts),
    voided: inOrder(voided),
    missing,
    late: { count: Number(late), longestMs: Math.max(0, Number(longest ?? 0)) },
  }
}

const inOrder = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b).slice(0, mostNamed)
