import os from 'node:os'

/** An eighth of the machine's memory: the feed's index is read at random places, and the rest belongs to other programs. */
const buffersMegabytes = Math.round(Math.min(1024, Math.max(128, os.totalmem() / 8 / 1024 ** 2)))

/**
 * PostgreSQL settings of the embedded database, chosen for a shop's computer: one server process, a few dozen
 * connections, and a power cut that loses nothing anyone was told is done.
 */
export const embeddedSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // A socket file's path may have 107 bytes at most, less than many folders; the loopback address has no such limit.
  unix_socket_directories: '',
  max_connections: '60',

  shared_buffers: `${buffersMegabytes}MB`,
  effective_cache_size: `${buffersMegabytes * 4}MB`,
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  // Orders are short queries: compiling them costs more than running them, and parallel workers need /dev/shm, which
  // containers keep small.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',

  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica', // backups of a running database read the log
  max_wal_senders: '2',
  max_replication_slots: '2',
  max_wal_size: '1GB',
  checkpoint_completion_target: '0.9',

  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log tells what happened to the database, not what is in it: no statements, no values.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
}

/**
 * The whole environment of PostgreSQL's programs: nothing of ours (secrets, locale) reaches them. Next's types demand a
 * NODE_ENV of every environment, which is none of theirs.
 */
export const databaseEnvironment = { LC_ALL: 'C', TZ: 'UTC' } as Record<string, string> as NodeJS.ProcessEnv
