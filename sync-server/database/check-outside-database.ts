import pg from 'pg'
import { StartError } from '../config/start-error.ts'

const oldestVersion = 15

/** Asks an outside database whether we can work with it; what is wrong becomes one sentence, without the password. */
export async function checkOutsideDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string; encoding: string; may_create: boolean }>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
              has_schema_privilege(current_schema(), 'create') as may_create`,
    )
    const [found] = rows
    const major = Math.floor(Number(found?.version) / 10_000)
    if (major < oldestVersion)
      throw wrong(databaseUrl, `it is PostgreSQL ${major}, and ${oldestVersion} or newer is needed`)
    if (found?.encoding !== 'UTF8')
      throw wrong(
        databaseUrl,
        `its encoding is ${found?.encoding}, and UTF8 is needed (create database … encoding 'UTF8')`,
      )
    if (!found.may_create)
      throw wrong(databaseUrl, 'this role may not make tables in it (make it the owner of the database)')
  } catch (error) {
    throw error instanceof StartError ? error : wrong(databaseUrl, reasonOf(error), error)
  } finally {
    await client.end()
  }
}

function wrong(databaseUrl: string, reason: string, cause?: unknown): StartError {
  const { hostname, port, pathname } = new URL(databaseUrl)
  const where = `${hostname}:${port || 5432}${pathname}`
  return new StartError(`The database ${where} of DATABASE_URL cannot be used: ${reason}. Nothing was started.`, {
    cause,
  })
}

function reasonOf(error: unknown): string {
  const { code, errors, message } = error as { code?: string; errors?: unknown[]; message: string }
  if (errors?.[0]) return reasonOf(errors[0]) // several addresses were tried
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there; start PostgreSQL, or correct host and port',
    ENOTFOUND: 'no machine has that name',
    ETIMEDOUT: 'it does not answer',
    '28P01': 'user or password are wrong',
    '28000': 'it does not let this user in (pg_hba.conf)',
    '3D000': 'there is no database of that name; create it first',
    '57P03': 'it is starting or stopping; try again',
    '53300': 'it has no connection to spare (max_connections)',
  }
  return known[code ?? ''] ?? message
}
