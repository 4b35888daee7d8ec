/**
 * Everything that stands in a test's database, as one hash a table: what a hostile request must leave as it was. All tables
 * are there, those of later migrations too; the little that moves although nothing was done is named here.
 */
import type pg from 'pg'
import { outcomeKind } from '../../lib/protocol/outcome.ts'

/** How these tables are compared; all others row by row, whole. `$1`: documents that are left out. */
const compared: Record<string, string> = {
  // A device is told of what is held by a document in a scope of its own.
  documents: `select to_jsonb(t) from documents t where kind <> '${outcomeKind}' and kind || '/' || id <> all($1::text[])`,
  feed: `select to_jsonb(t) from feed t where kind <> '${outcomeKind}' and kind || '/' || id <> all($1::text[])`,
  // What is refused is kept with its refusal (S22).
  operations: `select to_jsonb(t) from operations t where verdict_kind <> 'refused'`,
  // The last number goes on with the journal, and only with it.
  devices: `select to_jsonb(t) || jsonb_build_object('last_seq', last_seq - (
              select count(*) from operations o where o.org = t.org and o.device = t.id)) from devices t`,
  // S11: what a device says of itself is written down at every contact.
  device_keys: `select to_jsonb(t) - array['last_contact_at', 'report'] from device_keys t`,
}

type Asked = Pick<pg.Pool, 'query'>

/** By table. `without`: documents that are left out, as `kind/id`. */
export async function hashOfTables(db: Asked, without: readonly string[] = []): Promise<Record<string, string>> {
  const parts = (await tableNames(db)).map((name) => {
    const rows = compared[name] ?? `select to_jsonb(t) from ${name} t`
    return `(select md5(coalesce(string_agg(r::text, '' order by r::text), '')) from (${rows}) as of_${name}(r)) as ${name}`
  })
  const { rows } = await db.query<Record<string, string>>(`select ${parts.join(', ')}`, [without])
  return rows[0] ?? {}
}

export async function tableNames(db: Asked): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = current_schema() order by 1',
  )
  return rows.map(({ name }) => name)
}
