/** Receipts for a till that does not hold them, with what came back of them over all tills. */
import type pg from 'pg'
import { returnableMs } from '../../lib/domain/till/limits.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { receiptId, shiftId } from '../../lib/domain/till/shift.ts'
import type { ReceiptsAnswer, ReceiptsInput } from '../../lib/protocol/till.ts'

/** One number at so many tills is more than anybody chooses from. */
const mostFound = 20

export async function findReceipts(
  { pool, org }: { pool: pg.Pool; org: string },
  input: ReceiptsInput,
  now: number,
): Promise<ReceiptsAnswer> {
  const ids = 'receiptId' in input ? [input.receiptId] : await namesOf(pool, org, input)
  const { rows } = await pool.query<{ body: Receipt; amounts: Record<string, number> | null }>({
    name: 'receipts-of-tills',
    text: `select d.body, r.body->'amounts' as amounts from documents d
           left join documents r on r.org = d.org and r.kind = 'returned' and r.id = d.id
           where d.org = $1 and d.kind = 'receipt' and d.id = any ($2::text[])
           order by (d.body->>'at')::bigint desc limit ${mostFound}`,
    values: [org, ids],
  })
  const young = rows.filter(({ body }) => now - body.at <= returnableMs)
  return {
    found: young.map(({ body, amounts }) => ({ receipt: body, returned: amounts ?? {} })),
    tooOld: rows.length - young.length,
  }
}

/** Every till may have a receipt of this number, also one that is no device any more. */
async function namesOf(pool: pg.Pool, org: string, { shift, number }: { shift: number; number: number }) {
  const { rows } = await pool.query<{ device_id: string }>(
    `select device_id from device_keys where org = $1 and kind = 'staff'`,
    [org],
  )
  return rows.map(({ device_id }) => receiptId(shiftId(device_id, shift), number))
}
