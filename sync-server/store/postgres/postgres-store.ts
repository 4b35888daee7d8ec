/**
 * The store on PostgreSQL. It has a pool of its own: its connections pipeline their statements and plan every statement
 * once, as what it is, a look-up by key. Any number of processes may run one (S30).
 */
import pg from 'pg'
import type { Ref } from '../../../lib/domain/operation.ts'
import { differenceEveryMs, type Announcement, type SyncStore } from '../ports.ts'
import type { Statement } from './commit-statements.ts'
import { fromDatabase } from './database-error.ts'
import { DocumentCache } from './document-cache.ts'
import { gatheringSocket } from './gathering-socket.ts'
import { OwnerAnchors } from './owner-anchors.ts'
import { pullStatement, toPages, type PullRow } from './pull-statement.ts'
import { PostgresTransaction } from './transaction.ts'

export type PostgresStoreOptions = {
  connectionString: string
  /** Connections at most. */
  max?: number
  /** Right after each commit that changed documents; the stream of changes to other processes starts here. */
  onCommit?: (announcement: Announcement) => void
  /** A connection that breaks while nobody uses it. */
  onTrouble?: (error: Error) => void
}

export interface PostgresStore extends SyncStore {
  close(): Promise<void>
}

/** Rows are found by key: a plan made while a table is small must not scan it when it is large. */
export const sessionSettings = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_material=off',
  'enable_bitmapscan=off',
  'jit=off',
  // A process that hangs must not hold the clock for ever, and nobody waits for one that does.
  'idle_in_transaction_session_timeout=30000',
  'lock_timeout=15000',
  'statement_timeout=60000',
]

export function createPostgresStore(options: PostgresStoreOptions): PostgresStore {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    pipeline: true,
    stream: gatheringSocket,
    connectionTimeoutMillis: 10_000,
    application_name: 'rodnik-sync',
    options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
  })
  pool.on('error', (error) => options.onTrouble?.(error))
  const anchors = new OwnerAnchors(options.connectionString, (error) => options.onTrouble?.(error))
  const caches = new Map<string, DocumentCache>()
  const cacheOf = (org: string): DocumentCache => {
    const cache = caches.get(org) ?? new DocumentCache()
    caches.set(org, cache)
    return cache
  }

  return {
    async transaction(org, work) {
      return onConnection(pool, async (client) => {
        const tx = new PostgresTransaction(client, org, { anchors, cache: cacheOf(org) })
        // Not waited for: it travels with the first statement. Its failure is that statement's failure too.
        const begun = client.query('begin')
        begun.catch(() => undefined)
        const result = await work(tx)
        await begun
        if (!tx.committed) await client.query('rollback')
        else if (tx.committed.scopes.length > 0) options.onCommit?.({ org, ...tx.committed })
        return result
      })
    },

    async pull(org, { deviceId, cursors, limit }) {
      const scopes = cursors.map(({ scope }) => scope)
      const after = cursors.map((cursor) => cursor.after)
      const rows = await onConnection(pool, async (client) => {
        const statement = { ...pullStatement, values: [org, deviceId, scopes, after, limit] }
        return (await client.query<PullRow>(statement)).rows
      })
      const first = rows[0]
      if (!first) throw new Error(`There is no organisation ${org}`)
      const asOf = Number(first.clock)
      return {
        epoch: Number(first.epoch),
        asOf,
        deviceSeq: Number(first.last_seq ?? 0),
        pages: toPages(rows, cursors, asOf),
      }
    },

    async scopeContents(org, scope, cursor, each) {
      return onConnection(pool, async (client) => {
        await client.query('begin isolation level repeatable read read only')
        const found = await client.query<{ clock: string; newest: string | null }>({
          ...newestStatement,
          values: [org, scope],
        })
        const asOf = Number(found.rows[0]?.clock ?? 0)
        const newest = Number(found.rows[0]?.newest ?? 0)
        if (newest <= cursor && cursor <= asOf) await readContents(client, [org, scope], each)
        await client.query('commit')
        return { asOf, newest }
      })
    },

    async recordDifference(org, { deviceId, scope, at, cursor, device, server }) {
      await onConnection(pool, (client) =>
        client.query(
          `insert into scope_differences
             (org, device, scope, at, cursor, device_count, device_hash, server_count, server_hash)
           select $1, $2, $3, $4::bigint, $5::bigint, $6::integer, $7, $8::integer, $9
           where not exists (select from scope_differences
             where org = $1 and device = $2 and scope = $3 and at > $4::bigint - ${differenceEveryMs})`,
          [org, deviceId, scope, at, cursor, device.count, device.hash, server.count, server.hash],
        ),
      )
    },

    async close() {
      await Promise.all([pool.end(), anchors.close()])
    },
  }
}

async function readContents(
  client: pg.PoolClient,
  values: [org: string, scope: string],
  each: (ref: Ref, version: number) => void,
): Promise<void> {
  await client.query({ ...contentsCursor, values })
  for (;;) {
    const { rows } = await client.query<{ kind: string; id: string; version: string }>('fetch 2000 from contents')
    for (const { kind, id, version } of rows) each({ kind, id }, Number(version))
    if (rows.length < 2000) return
  }
}

const newestStatement: Statement = {
  name: 'scope-newest',
  text: `select o.clock, (select max(f.seq) from feed f where f.org = $1 and f.scope = $2) as newest
         from organisations o where o.id = $1`,
}

const contentsCursor: Statement = {
  name: 'scope-contents',
  text: `declare contents no scroll cursor for
         select f.kind, f.id, d.version from feed f
         join documents d on d.org = f.org and d.kind = f.kind and d.id = f.id
         where f.org = $1 and f.scope = $2 and not f.gone`,
}

/**
 * After an error the connection is rolled back and used again, or closed where that fails. Errors leave in the port's
 * words.
 */
async function onConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (error) {
    throw fromDatabase(error)
  }
  // While it is lent out, the pool does not listen: a connection that breaks then would end the process.
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    await client.query('rollback').catch((second: unknown) => {
      broken ??= new Error('The connection did not take the rollback', { cause: second })
    })
    throw fromDatabase(error)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}
