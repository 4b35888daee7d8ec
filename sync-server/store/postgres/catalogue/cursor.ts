/** Rows of a query in batches, so that memory does not grow with their number. Inside a transaction only. */
import type pg from 'pg'

const batchRows = 500

export async function* inBatches<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  name: string,
  query: string,
  values: unknown[],
): AsyncGenerator<Row[]> {
  await client.query(`declare ${name} no scroll cursor for ${query}`, values)
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${batchRows} from ${name}`)
      if (rows.length > 0) yield rows
      if (rows.length < batchRows) return
    }
  } finally {
    await client.query(`close ${name}`)
  }
}
