/**
 * The floor under every way of keeping operations in PostgreSQL: the very rows of the journal, written again into a table
 * of the same shape by one connection, `insert … select from jsonb_to_recordset` in batches, each its own transaction.
 * Nothing is decided, locked or answered.
 */
import pg from 'pg'
import type { Database } from './ground.ts'

const columns = `device text, seq bigint, actor text, kind text, target_kind text, target_id text, payload jsonb,
  made_at bigint, clock_offset_ms bigint, schema integer, arrived_at bigint, verdict jsonb, verdict_kind text,
  clock bigint`
const names = columns.replaceAll(/ (text|bigint|jsonb|integer)/g, '')

export type RawInsert = {
  /** Rows per second for these journal rows. */
  rate(rows: readonly object[], batch: number): Promise<number>
  close(): Promise<void>
}

export async function openRawInsert(database: Database): Promise<RawInsert> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('create table raw_operations (like operations including all)')
  return {
    async rate(rows, batch) {
      await client.query('truncate raw_operations')
      const batches: string[] = []
      for (let from = 0; from < rows.length; from += batch) batches.push(JSON.stringify(rows.slice(from, from + batch)))
      const began = performance.now()
      for (const values of batches) {
        await client.query({
          name: 'raw-insert',
          text: `insert into raw_operations (org, ${names})
                 select $1, ${names} from jsonb_to_recordset($2::jsonb) as r (${columns})`,
          values: ['main', values],
        })
      }
      return rows.length / ((performance.now() - began) / 1000)
    },
    close: () => client.end(),
  }
}

/** The journal's rows of these devices, as they stand. */
export async function journalRows(database: Database, deviceIds: readonly string[], afterSeq = 0): Promise<object[]> {
  const { rows } = await database.pool.query<{ row: object }>(
    `select to_jsonb(o) - 'org' - 'position' - 'decided_by' as row from operations o
     where device = any ($1) and seq > $2 order by position`,
    [deviceIds, afterSeq],
  )
  return rows.map(({ row }) => row)
}
