/**
 * What the books must say of money, by the documents alone and plain addition: every kopeck that a receipt, a payment or a
 * shift names, and whether an order agrees with itself. For the database tests and the simulator.
 */
import type { Account } from '../../lib/domain/operation.ts'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Shift } from '../../lib/domain/till/shift.ts'

export type Add = (account: Account, delta: number) => void

export function addOrderMoney({ customerId, invoice, payments }: Order, add: Add): void {
  if (invoice && invoice.state !== 'voided') {
    add(`balance/${customerId}/receivable`, invoice.totalMinor - invoice.paidMinor)
    add(`balance/${customerId}/debt`, invoice.debtMinor)
  }
  for (const { tender, kind, amountMinor, receiptId } of payments)
    // What a till took or gave stands on its receipt.
    if (tender === 'deposit' && receiptId === undefined)
      add(`balance/${customerId}/deposit`, kind === 'payment' ? -amountMinor : amountMinor)
}

export function addReceiptMoney(receipt: Receipt, add: Add): void {
  const register = (name: string, delta: number): void => add(`register/${receipt.shiftId}/${name}`, delta)
  for (const { tender, amountMinor } of receipt.tenders) {
    register(tender, amountMinor)
    if (tender === 'deposit') add(`balance/${receipt.customerId ?? ''}/deposit`, -amountMinor)
  }
  const isReturn = receipt.totalMinor < 0 || receipt.lines.every(({ returnOf }) => returnOf !== null)
  const side = isReturn ? 'return' : 'sale'
  register(side, Math.abs(receipt.totalMinor))
  register(`${side}Count`, 1)
  register(`cashier:${receipt.by}`, receipt.totalMinor)
  // The office took the money for lost and the goods for not returned.
  if (receipt.ruling?.how === 'writtenDown')
    for (const { returnOf, amountMinor } of receipt.lines) if (returnOf) register('writtenDown', amountMinor)
  const fit = receipt.order?.fit
  if (fit) add(`balance/${receipt.customerId ?? ''}/deposit`, fit.depositMinor)
}

export function addShift({ id, openingMinor, movements, closing }: Shift, add: Add): void {
  add(`register/${id}/opening`, openingMinor)
  for (const { direction, amountMinor } of movements)
    add(`register/${id}/${direction === 'in' ? 'cashIn' : 'cashOut'}`, amountMinor)
  if (closing) add(`register/${id}/counted`, closing.countedMinor)
}

/** One sentence for each thing in which its money disagrees with itself or with a receipt that took some of it (decision 012). */
export function wrongInOrder(order: Order, receipts: readonly Receipt[]): string[] {
  const { id, invoice, payments, lines, state } = order
  const paid = payments.reduce(
    (sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor),
    0,
  )
  const wrong: string[] = []
  const say = (text: string): void => void wrong.push(`order ${id} (${state}): ${text}`)
  if (paid !== (invoice?.paidMinor ?? 0)) say(`its payments come to ${paid}, its invoice says ${invoice?.paidMinor}`)
  if (invoice && invoice.state !== 'voided') {
    const sum = lines.reduce((all, { payWith, amount }) => all + (payWith === 'money' ? amount : 0), 0)
    const due = invoice.totalMinor - paid
    if (invoice.totalMinor !== sum) say(`its lines come to ${sum}, its invoice to ${invoice.totalMinor}`)
    if (due < 0) say(`${paid} was paid of ${invoice.totalMinor}`)
    const isOver = state === 'completed' || state === 'shipped'
    if (invoice.debtMinor !== (isOver ? due : 0)) say(`${due} is due and the debt is ${invoice.debtMinor}`)
  }
  for (const line of lines)
    if ((line.returnedMilli ?? 0) > line.deliveredMilli)
      say(`${line.returnedMilli} of ${line.id} came back of ${line.deliveredMilli}`)
  for (const receipt of receipts.filter(({ orderId }) => orderId === id)) {
    const here = payments.filter(({ receiptId }) => receiptId === receipt.id)
    const counted = here.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const { appliedMinor = 0, goodsMinor = 0, depositMinor = 0 } = receipt.order?.fit ?? {}
    if (counted !== appliedMinor) say(`${counted} of ${receipt.id}, which says ${appliedMinor}`)
    if (appliedMinor + goodsMinor + depositMinor !== receipt.totalMinor)
      say(`${receipt.id} took ${receipt.totalMinor} and does not say where all of it is`)
  }
  return wrong
}
