/**
 * What is over is forgotten: sessions, codes, counts of attempts, and browsers that opened the shop once and never came
 * back. Several processes may do it at once; it is done again and again, so a failure only waits for the next time.
 */
import type pg from 'pg'

const day = 24 * 3_600_000
/** A browser that only looked; when it comes back later it opens the shop anew. */
const lookersKeptMs = day
/** Ended sessions stay a while, for the question who was signed in where. */
const sessionsKeptMs = 30 * day

/** S29: long enough for somebody to look for the cause. */
const differencesKeptMs = 30 * day

const cleanUpEveryMs = 3_600_000

export async function cleanUp(pool: pg.Pool, org: string, now: number): Promise<void> {
  const over: [sql: string, before: number][] = [
    ['delete from sessions where org = $1 and least(expires_at, ended_at) < $2', now - sessionsKeptMs],
    ['delete from enrolment_codes where org = $1 and expires_at < $2', now],
    ['delete from phone_codes where org = $1 and expires_at < $2', now],
    ['delete from office_messages where org = $1 and expires_at < $2', now],
    ['delete from attempt_limits where org = $1 and greatest(changed_at, locked_until) < $2', now - 2 * day],
    ['delete from visits where org = $1 and full_at < $2', now],
    ['delete from scope_differences where org = $1 and at < $2', now - differencesKeptMs],
    [
      `delete from code_sendings where org = $1 and coalesce((select max(at) from unnest(sent_at) at), 0) < $2`,
      now - day,
    ],
  ]
  for (const [sql, before] of over) await pool.query(sql, [org, before])
  // Nobody ever signed in there and nothing ever came from there: no work and no name hangs on it.
  await pool.query(
    `with gone as (
       delete from device_keys k
       where k.org = $1 and k.kind = 'customer' and greatest(k.created_at, k.last_contact_at) < $2
         and not exists (select from device_people p where p.org = k.org and p.device_id = k.device_id)
         and not exists (select from devices d where d.org = k.org and d.id = k.device_id and d.last_seq > 0)
       returning k.org, k.device_id)
     delete from devices d using gone g where d.org = g.org and d.id = g.device_id`,
    [org, now - lookersKeptMs],
  )
}

/** Every hour; returns a stopper. */
export function keepClean(
  pool: pg.Pool,
  org: string,
  options: { clock: () => number; onFailure: (error: unknown) => void },
): () => void {
  const run = () => void cleanUp(pool, org, options.clock()).catch(options.onFailure)
  const timer = setInterval(run, cleanUpEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
