/** Documents of the hostile company as they stand in the database. */
import { server } from './hostile-company.ts'
import { org } from './test-server.ts'

type Row<Body> = { body: Body; scopes: string[] }

/** With the scopes it is in. Throws where there is none. */
export async function storedRow<Body>(kind: string, id: string): Promise<Row<Body>> {
  const row = await find<Body>(kind, id)
  if (!row) throw new Error(`${kind}/${id} is not there`)
  return row
}

/** null: there is none. */
export const stored = async <Body>(kind: string, id: string): Promise<Body | null> =>
  (await find<Body>(kind, id))?.body ?? null

/** Of one owner in the ledger; nothing was posted: {}. */
export const amounts = async (kind: string, id: string): Promise<Record<string, number>> =>
  (await stored<{ amounts: Record<string, number> }>(kind, id))?.amounts ?? {}

async function find<Body>(kind: string, id: string): Promise<Row<Body> | undefined> {
  const { rows } = await server.database.pool.query<Row<Body>>(
    'select body, scopes from documents where org = $1 and kind = $2 and id = $3',
    [org, kind, id],
  )
  return rows[0]
}
