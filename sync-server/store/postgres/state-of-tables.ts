import type pg from 'pg'
import type { Migration } from './migrate.ts'

/**
 * Whether the database holds the tables that `migrate` makes of these migrations: every one applied, as it stands here,
 * and none besides. `none`: it was emptied, or is another one. Throws when the database cannot be asked.
 */
export async function stateOfTables(
  pool: Pick<pg.Pool, 'query'>,
  migrations: Pick<Migration, 'name' | 'checksum'>[],
): Promise<'ours' | 'others' | 'none'> {
  try {
    const { rows } = await pool.query<{ name: string; checksum: string }>('select name, checksum from migrations')
    const done = new Map(rows.map(({ name, checksum }) => [name, checksum]))
    const isAll = migrations.every(({ name, checksum }) => done.get(name) === checksum)
    return isAll && done.size === migrations.length ? 'ours' : 'others'
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return 'none' // undefined_table
    throw error
  }
}
