/**
 * A pull in one statement, so in one snapshot: the epoch, the clock, the device's number and the changes after each cursor. Each
 * scope is read by a range of `feed_order`, `limit + 1` rows at most, so the cost depends on what changed and not on how
 * much there is (S25). A fill from 0 leaves out what is gone, which would be most of a scope such as a driver's: a device
 * that fills a scope over rows it holds sweeps what the fill did not bring. Rows are dealt out to the scopes in turn until `limit` is reached; everyone's first is always in.
 */
import type { PulledPage } from '../ports.ts'
import type { Statement } from './commit-statements.ts'

export type PullRow = {
  epoch: string
  clock: string
  last_seq: string | null
  /** Index of the scope in the question; null on the one row that says that nothing changed. */
  n: string | null
  seq: string
  kind: string
  id: string
  gone: boolean
  /** Rows found in this scope, `limit + 1` at most. */
  found: string
  version: string | null
  body: unknown
}

export const pullStatement: Statement = {
  name: 'pull',
  text: `with o as materialized (
           select clock, epoch from organisations where id = $1
         ), s as materialized (
           select u.scope, u.n, case when u.after > o.clock then 0 else u.after end as after
           from unnest($3::text[], $4::bigint[]) with ordinality as u (scope, after, n), o
         ), f as materialized (
           select s.n, r.* from s cross join lateral (
             select f.seq, f.kind, f.id, f.gone, row_number() over (order by f.seq) as turn
             from feed f where f.org = $1 and f.scope = s.scope and f.seq > s.after and (s.after > 0 or not f.gone)
             order by f.seq limit $5::bigint + 1
           ) r
         ), dealt as materialized (
           select f.*, count(*) over (partition by n) as found, row_number() over (order by turn, n) as place from f
         )
         select o.epoch, o.clock, v.last_seq, p.*
         from o left join devices v on v.org = $1 and v.id = $2
         left join (
           select t.n, t.seq, t.kind, t.id, t.gone, t.found, d.version, d.body
           from dealt t left join lateral (
             select d.version, d.body from documents d
             where not t.gone and d.org = $1 and d.kind = t.kind and d.id = t.id limit 1
           ) d on true
           where t.turn = 1 or t.place <= $5::bigint
         ) p on true`,
}

export function toPages(rows: PullRow[], cursors: { scope: string; after: number }[], asOf: number): PulledPage[] {
  const byScope = cursors.map((): PullRow[] => [])
  for (const row of rows) if (row.n !== null) byScope[Number(row.n) - 1]?.push(row)
  return cursors.flatMap(({ scope, after }, index) => {
    const from = after > asOf ? 0 : after
    const changes = (byScope[index] ?? [])
      .map(({ seq, kind, id, gone, version, body }) => ({
        seq: Number(seq),
        ref: { kind, id },
        gone,
        version: Number(version ?? 0),
        body: gone ? null : body,
      }))
      .sort((a, b) => a.seq - b.seq)
    if (changes.length === 0 && from === after && from !== 0) return []
    const more = changes.length < Number(byScope[index]?.[0]?.found ?? 0)
    return { scope, from, to: more ? (changes.at(-1)?.seq ?? from) : asOf, more, changes }
  })
}
