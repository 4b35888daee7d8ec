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
  for (const order of orders) addOrder(order, add)
  for (const receipt of receipts) addReceipt(receipt, add)
  for (const { id, openingMinor, movements, closing } of shifts) {
    add(`register/${id}/opening`, openingMinor)
    for (const { direction, amountMinor } of movements)
      add(`register/${id}/${direction === 'in' ? 'cashIn' : 'cashOut'}`, amountMinor)
    if (closing) add(`register/${id}/counted`, closing.countedMinor)
  }

  const wrong = [...new Set([...ledger.keys(), ...expected.keys()])].flatMap((account) => {
    // VAT, discounts and goods have tests of their own; these are the accounts of money.
    const isMoney = /^balance\/.*\/(deposit|receivable|debt)$|^register\/.*\/(?!vat:|discount)[^/]+$/.test(account)
    const [says, should] = [ledger.get(account) ?? 0, expected.get(account) ?? 0]
    return isMoney && says !== should ? [`the ledger says ${says} for ${account}, the documents ${should}`] : []
  })
  for (const account of ['deposit', 'points'])
    for (const [name, amount] of ledger)
      if (name.startsWith('balance/') && name.endsWith(`/${account}`) && amount < 0) wrong.push(`${name} is ${amount}`)
  return [
    ...wrong,
    ...orders.flatMap((order) => wrongInOrder(order, receipts)),
    ...wrongReturns(receipts, orders, ledger),
  ]
}

function addOrder({ customerId, invoice, payments }: Order, add: (account: string, delta: number) => void): void {
  if (invoice && invoice.state !== 'voided') {
    add(`balance/${customerId}/receivable`, invoice.totalMinor - invoice.paidMinor)
    add(`balance/${customerId}/debt`, invoice.debtMinor)
  }
  for (const { tender, kind, amountMinor, receiptId } of payments)
    // What a till took or gave stands on its receipt.
    if (tender === 'deposit' && receiptId === undefined)
      add(`balance/${customerId}/deposit`, kind === 'payment' ? -amountMinor : amountMinor)
}

function addReceipt(receipt: Receipt, add: (account: string, delta: number) => void): void {
  const register = (name: string, delta: number): void => add(`register/${receipt.shiftId}/${name}`, delta)
  for (const { tender, amountMinor } of receipt.tenders) {
    register(tender, amountMinor)
    if (tender === 'deposit') add(`balance/${receipt.customerId ?? ''}/deposit`, -amountMinor)
  }
  const side = receipt.totalMinor < 0 || receipt.kind === 'return' ? 'return' : 'sale'
  register(side, Math.abs(receipt.totalMinor))
  register(`${side}Count`, 1)
  register(`cashier:${receipt.by}`, receipt.totalMinor)
  if (receipt.ruling?.how === 'writtenDown')
    for (const { returnOf, amountMinor } of receipt.lines) if (returnOf) register('writtenDown', amountMinor)
  const fit = receipt.order?.fit
  if (fit) add(`balance/${receipt.customerId ?? ''}/deposit`, fit.depositMinor)
}

/** What an order says of its money agrees with itself and with the receipts that it names. */
function wrongInOrder(order: Order, receipts: Receipt[]): string[] {
  const { invoice, payments, lines } = order
  const paid = payments.reduce(
    (sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor),
    0,
  )
  const wrong: string[] = []
  const say = (text: string): void => void wrong.push(`order ${order.id}: ${text}`)
  if (paid !== (invoice?.paidMinor ?? 0)) say(`its payments come to ${paid}, its invoice says ${invoice?.paidMinor}`)
  if (invoice && invoice.state !== 'voided') {
    const sum = lines.reduce((all, { payWith, amount }) => all + (payWith === 'money' ? amount : 0), 0)
    if (invoice.totalMinor !== sum) say(`its lines come to ${sum}, its invoice to ${invoice.totalMinor}`)
    if (paid > invoice.totalMinor) say(`${paid} was paid of ${invoice.totalMinor}`)
    const due = invoice.totalMinor - paid
    if (invoice.debtMinor > due) say(`a debt of ${invoice.debtMinor}, and ${due} is due`)
    const isOver = order.state === 'completed' || order.state === 'shipped'
    if (isOver && invoice.debtMinor !== due) say(`it is over, ${due} is due and the debt is ${invoice.debtMinor}`)
  }
  for (const receipt of receipts.filter(({ orderId, order: taken }) => orderId === order.id && taken?.fit)) {
    const here = payments.filter(({ receiptId }) => receiptId === receipt.id)
    const counted = here.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const fit = receipt.order?.fit
    if (fit && counted !== fit.appliedMinor) say(`${counted} of ${receipt.id}, which says ${fit.appliedMinor}`)
    if (fit && fit.appliedMinor + fit.goodsMinor + fit.depositMinor !== receipt.totalMinor)
      say(`${receipt.id} took ${receipt.totalMinor} and does not say where all of it is`)
  }
  return wrong
}

/** users.md 12: of goods and of money never more than was sold, over all tills and the desk; a ruling says so itself. */
function wrongReturns(receipts: Receipt[], orders: Order[], ledger: Sums): string[] {
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
  for (const { id, lines } of orders)
    for (const line of lines)
      if ((line.returnedMilli ?? 0) > line.deliveredMilli)
        wrong.push(`order ${id}: ${line.returnedMilli} came back of ${line.deliveredMilli}`)
  return wrong
}
