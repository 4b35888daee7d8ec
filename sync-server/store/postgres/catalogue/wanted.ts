/** The documents an import asks for. Those that stand just so already are left out when they are published. */
import type pg from 'pg'

export type WantedDocument = { kind: string; id: string; scopes: string[]; body: unknown }

export async function createWanted(client: pg.ClientBase): Promise<void> {
  await client.query(`create temp table wanted (kind text, id text, scopes text[], body jsonb, primary key (kind, id))`)
}

export async function want(client: pg.ClientBase, documents: WantedDocument[]): Promise<void> {
  if (documents.length === 0) return
  await client.query(
    `insert into wanted select * from jsonb_to_recordset($1::jsonb) r (kind text, id text, scopes text[], body jsonb)`,
    [JSON.stringify(documents)],
  )
}
