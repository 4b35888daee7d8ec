/**
 * What the books of tills, desks and drivers must say after whatever anybody did: every kopeck that a receipt, a payment
 * or a deposit names stands in the ledger once, and nothing comes back that was not sold. Computed from the documents
 * alone, by plain addition, and compared with the ledger account by account.
 */
import { afterEach, expect } from 'vitest'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { server } from './hostile-company.ts'
import { addOrderMoney, addReceiptMoney, addShift, wrongInOrder } from './money-of-documents.ts'
import type { TestServer } from './test-server.ts'
import { org } from './test-server.ts'

type Sums = Map<string, number>

/** After every test of the file that calls this. */
export const booksAddUp = (): void => {
  afterEach(async () => {
    expect(await wrongInBooks(server)).toEqual([])
  })
}

/** One sentence for each thing that is wrong. `openings`: posted by the test itself, by account. */
export async function wrongInBooks({ database }: TestServer, openings: Record<string, number> = {}): Promise<string[]> {
  const { pool } = database
  const bodies = async <Body>(kind: string): Promise<Body[]> =>
    (await pool.query<{ body: Body }>('select body from documents where org = $1 and kind = $2', [org, kind])).rows.map(
      ({ body }) => body,
    )
  const ledger: Sums = new Map()
  const { rows } = await pool.query<{ account: string; amount: string }>(
    `select owner_kind || '/' || owner_id || '/' || name as account, sum(delta) as amount from ledger
     where org = $1 group by 1`,
    [org],
  )
  for (const { account, amount } of rows) ledger.set(account, Number(amount))
  const [orders, receipts, shifts, customers] = await Promise.all([
    bodies<Order>('order'),
    bodies<Receipt>('receipt'),
    bodies<Shift>('shift'),
    bodies<Customer>('customer'),
  ])

  const expected: Sums = new Map(Object.entries(openings))
  const add = (account: string, delta: number): void => void expected.set(account, (expected.get(account) ?? 0) + delta)
  for (const customer of customers)
    for (const { amountMinor } of customer.deposits) add(`balance/${customer.id}/deposit`, amountMinor)
  for (const order of orders) addOrderMoney(order, add)
  for (const receipt of receipts) addReceiptMoney(receipt, add)
  for (const shift of shifts) addShift(shift, add)

  const wrong = [...new Set([...ledger.keys(), ...expected.keys()])].flatMap((account) => {
    // VAT, discounts and goods have tests of their own; these are the accounts of money.
    const isMoney = /^balance\/.*\/(deposit|receivable|debt)$|^register\/.*\/(?!vat:|discount)[^/]+$/.test(account)
    const [says, should] = [ledger.get(account) ?? 0, expected.get(account) ?? 0]
    return isMoney && says !== should ? [`the ledger says ${says} for ${account}, the documents ${should}`] : []
  })
  for (const account of ['deposit', 'points'])
    for (const [name, amount] of ledger)
      if (name.startsWith('balance/') && name.endsWith(`/${account}`) && amount < 0) wrong.push(`${name} is ${amount}`)
  return [...wrong, ...orders.flatMap((order) => wrongInOrder(order, receipts)), ...wrongReturns(receipts, ledger)]
}

/** users.md 12: of goods and of money never more than was sold, over all tills and the desk; a ruling says so itself. */
function wrongReturns(receipts: Receipt[], ledger: Sums): string[] {
  const wrong: string[] = []
  const given: Sums = new Map()
  const ruled = new Set<string>()
  for (const { lines, ruling } of receipts)
    for (const { returnOf, amountMinor } of lines) {
      if (!returnOf || ruling?.how === 'writtenDown') continue
      const key = `returned/${returnOf.receiptId}/${returnOf.lineId}`
      given.set(key, (given.get(key) ?? 0) + amountMinor)
      if (ruling) ruled.add(key)
    }
  for (const receipt of receipts)
    for (const line of receipt.lines) {
      const key = `returned/${receipt.id}/${line.id}`
      const [milli, minor] = [ledger.get(key) ?? 0, given.get(key) ?? 0]
      if (line.returnOf && milli > 0) wrong.push(`${key} came back and was never sold`)
      if (line.returnOf || ruled.has(key)) continue
      if (milli > line.quantityMilli) wrong.push(`${key}: ${milli} came back of ${line.quantityMilli}`)
      // Tills that do not know of each other may differ by a kopeck in a hundred.
      if (minor > line.amountMinor + Math.ceil(line.amountMinor / 100))
        wrong.push(`${key}: ${minor} was given back for ${line.amountMinor}`)
    }
  return wrong
}
