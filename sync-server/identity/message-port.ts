/**
 * How a one-time code reaches its customer. A text-message service is an adapter of this port; until there is one, the
 * office reads the code to the customer: it stands on the office's screen until it is over, and in the log, with most of
 * the number covered.
 */
import type pg from 'pg'

export type CodeMessage = { org: string; phone: string; code: string; expiresAt: number; now: number }

export interface MessagePort {
  /** Resolves when the message is on its way; throws when it is not. */
  sendCode(message: CodeMessage): Promise<void>
}

export type WaitingCode = { phone: string; code: string; expiresAt: number }

/** NOTE: the only places where a code stands readable, because somebody must read it. Rows go when they are over. */
export function createOfficeMessages(
  pool: pg.Pool,
  log: (fields: { phone: string; code: string }, text: string) => void,
): MessagePort {
  return {
    async sendCode({ org, phone, code, expiresAt, now }) {
      await pool.query('delete from office_messages where org = $1 and expires_at <= $2', [org, now])
      await pool.query(
        `insert into office_messages (org, phone, code, expires_at) values ($1, $2, $3, $4)
         on conflict (org, phone) do update set code = excluded.code, expires_at = excluded.expires_at`,
        [org, phone, code, expiresAt],
      )
      log({ phone: maskPhone(phone), code }, 'a one-time code waits on the office screen')
    },
  }
}

export async function waitingCodes(pool: pg.Pool, org: string, now: number): Promise<WaitingCode[]> {
  const { rows } = await pool.query<{ phone: string; code: string; expires_at: string }>(
    'select phone, code, expires_at from office_messages where org = $1 and expires_at > $2 order by expires_at desc',
    [org, now],
  )
  return rows.map((row) => ({ phone: row.phone, code: row.code, expiresAt: Number(row.expires_at) }))
}

/** Used or replaced: the office no longer needs to see it. */
export async function forgetWaitingCode(pool: pg.Pool, org: string, phone: string): Promise<void> {
  await pool.query('delete from office_messages where org = $1 and phone = $2', [org, phone])
}

/** +7900…67: enough to recognise a call, too little to make one. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 5)}…${phone.slice(-2)}`
