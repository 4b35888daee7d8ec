/**
 * The end of an import: what differs from the documents as they stand becomes their next version, the journal gets one
 * entry for the whole run, and the organisation's clock is advanced last (S24).
 */
import type pg from 'pg'
import { schemaVersion } from '../../../../lib/domain/trade.ts'
import { epoch } from '../commit-statements.ts'

/** Documents changed by this run, by kind, and the scopes that must be told. */
export type Published = { clock: number; changed: Record<string, number>; scopes: string[] }

/** Numbers what is wanted and differs, and locks it. Called before any balance is locked, like everywhere. */
export async function lockChanged(client: pg.ClientBase, org: string): Promise<void> {
  await client.query('analyze wanted')
  await client.query(
    `create temp table changed on commit drop as
       select w.kind, w.id, w.scopes, w.body, d.id is not null as is_present, coalesce(d.scopes, '{}') as scopes_before
       from wanted w left join documents d on d.org = $1 and d.kind = w.kind and d.id = w.id
       where d.id is null or d.body is distinct from w.body or d.scopes is distinct from w.scopes`,
    [org],
  )
  await client.query(
    `select from documents d join changed c on d.kind = c.kind and d.id = c.id
     where d.org = $1 order by d.kind, d.id for no key update of d`,
    [org],
  )
}

/** Stock is wanted only after its balances are locked; its documents belong to whoever holds those. */
export async function addStock(client: pg.ClientBase, org: string): Promise<void> {
  await client.query(
    `insert into changed
     select w.kind, w.id, w.scopes, w.body, d.id is not null, coalesce(d.scopes, '{}')
     from wanted w left join documents d on d.org = $1 and d.kind = w.kind and d.id = w.id
     where w.kind = 'stock' and (d.id is null or d.body is distinct from w.body)`,
    [org],
  )
}

export async function publish(
  client: pg.ClientBase,
  org: string,
  entry: { device: string; seq: number; runId: string; payload: object; now: number },
): Promise<Published> {
  const { device, seq, runId, now } = entry
  const counts = await client.query<{ kind: string; count: number }>(
    'select kind, count(*)::int as count from changed group by kind order by kind',
  )
  const changed = Object.fromEntries(counts.rows.map(({ kind, count }) => [kind, count]))
  const total = counts.rows.reduce((sum, { count }) => sum + count, 0)
  await client.query(
    `insert into documents (org, kind, id, version, scopes, body)
     select $1, kind, id, ${epoch}, scopes, body from changed where not is_present order by kind, id`,
    [org],
  )
  await client.query(
    `update documents d set version = greatest(d.version + 1, ${epoch}), scopes = c.scopes, body = c.body
     from changed c where d.org = $1 and d.kind = c.kind and d.id = c.id and c.is_present`,
    [org],
  )
  await client.query(
    `create temp table news on commit drop as
       select row_number() over (order by kind, id) as n, kind, id, scopes, scopes_before from changed`,
  )
  const scopes = await client.query<{ scope: string }>(
    `select distinct scope from (select unnest(scopes) as scope from news
                                 union select unnest(scopes_before) from news) s order by scope`,
  )
  const { rows } = await client.query<{ clock: string }>(
    'update organisations set clock = clock + $2 where id = $1 returning clock',
    [org, total],
  )
  const clock = rows[0]?.clock
  if (clock === undefined) throw new Error(`There is no organisation ${org}`)
  await client.query(
    `insert into feed (org, scope, seq, kind, id, gone)
     select $1, scope, $2::bigint - $3::bigint + n, kind, id, gone
     from (select n, kind, id, unnest(scopes) as scope, false as gone from news
           union all
           select n, kind, id, scope, true from news, unnest(scopes_before) scope where scope <> all (scopes)) f
     on conflict (org, scope, kind, id) do update set seq = excluded.seq, gone = excluded.gone`,
    [org, clock, total],
  )
  await client.query(
    `insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at, clock_offset_ms,
       schema, arrived_at, verdict, verdict_kind, clock)
     values ($1, $2, $3, 'import', 'catalogue.import', 'catalogue', $4, $5, $6, 0, $7, $6, '{"kind":"accepted"}',
       'accepted', $8)`,
    [org, device, seq, runId, JSON.stringify({ ...entry.payload, changed }), now, schemaVersion, clock],
  )
  await client.query('update devices set last_seq = $3 where org = $1 and id = $2', [org, device, seq])
  return { clock: Number(clock), changed, scopes: scopes.rows.map(({ scope }) => scope) }
}
