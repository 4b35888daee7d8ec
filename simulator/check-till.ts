/** What must hold of tills when everything is over: numbers without a gap, goods and money as the receipts say. */
import type { Account } from '../lib/domain/operation.ts'
import type { Order } from '../lib/domain/order/order.ts'
import type { Receipt } from '../lib/domain/till/receipt.ts'
import { parseNumbered } from '../lib/domain/till/shift.ts'
import { addReceiptMoney, wrongInOrder, type Add } from '../sync-server/testing/money-of-documents.ts'
import type { SimDevice } from './device.ts'
import type { ServerFarm } from './server-farm.ts'

/** users.md 7: every number from 1 on is a receipt, or one that the office has decided against. */
export function checkNumbers(devices: SimDevice[], farm: ServerFarm, fail: (text: string) => void): void {
  const numbers = new Map<string, Set<number>>()
  for (const { operation } of farm.organisation().journal) {
    if ('lost' in operation || operation.kind !== 'receipt.close') continue
    const device = devices.find(({ id }) => id === operation.deviceId)
    const numbered = parseNumbered(operation.target.id)
    if (device?.lossy || !numbered) continue
    numbers.set(numbered.of, (numbers.get(numbered.of) ?? new Set()).add(numbered.number))
  }
  for (const [shift, known] of numbers) {
    for (let number = 1; number <= known.size; number += 1) {
      if (!known.has(number))
        fail(`users.md 7: shift ${shift} has ${known.size} receipts and none with number ${number}`)
    }
  }
}

/** `isOnOrder`: these goods came back on an order, whose lines say so. */
export function addReceipt(receipt: Receipt, isOnOrder: boolean, add: Add): void {
  addReceiptMoney(receipt, add)
  // One rate in this company, so the VAT of a receipt is that of its total.
  const vatMinor = Math.sign(receipt.totalMinor) * Math.round((Math.abs(receipt.totalMinor) * 22) / 122)
  add(`register/${receipt.shiftId}/vat:22`, vatMinor)
  for (const { returnOf, discountMinor } of receipt.lines)
    if (returnOf === null) add(`register/${receipt.shiftId}/discount`, discountMinor)
  const isWrittenDown = receipt.ruling?.how === 'writtenDown'
  for (const { id, productId, stocked, quantityMilli, returnOf } of receipt.lines) {
    // An order's goods move with the order; what was written down did not come back.
    if (!stocked || isOnOrder || (isWrittenDown && returnOf)) continue
    const soldMilli = receipt.order ? (receipt.order.fit?.beyondMilli[id] ?? 0) : quantityMilli
    add(`stock/${productId ?? ''}/issued`, returnOf ? -quantityMilli : soldMilli)
  }
}

/**
 * users.md 12, 14: of a line came back what the receipts say, never more than was sold, and no more money than was paid.
 * Where a receipt paid an order, the desk takes goods back as well, and the order's line counts both.
 */
export function checkReturned(
  { documents }: ReturnType<ServerFarm['organisation']>,
  ledger: ReadonlyMap<Account, number>,
  fail: (text: string) => void,
): void {
  const receipts = new Map<string, Receipt>()
  for (const { ref, body } of documents.values()) if (ref.kind === 'receipt') receipts.set(ref.id, body as Receipt)
  const said = new Map<string, number>()
  const ruled = new Set<string>()
  const money = new Map<string, { parts: number; minor: number }>()
  for (const { lines, ruling } of receipts.values())
    for (const { returnOf, quantityMilli, amountMinor } of lines) {
      if (returnOf && !ruling) {
        const { parts, minor } = money.get(returnOf.receiptId) ?? { parts: 0, minor: 0 }
        money.set(returnOf.receiptId, { parts: parts + 1, minor: minor + amountMinor })
      }
      if (!returnOf || ruling?.how === 'writtenDown') continue
      const account = `returned/${returnOf.receiptId}/${returnOf.lineId}`
      said.set(account, (said.get(account) ?? 0) + quantityMilli)
      if (ruling) ruled.add(account)
    }
  for (const account of new Set([...said.keys(), ...[...ledger.keys()].filter((key) => key.startsWith('returned/'))])) {
    const [, receiptId = '', lineId = ''] = account.split('/')
    const receipt = receipts.get(receiptId)
    const line = receipt?.lines.find(({ id }) => id === lineId)
    const [says, should] = [ledger.get(account as Account) ?? 0, said.get(account) ?? 0]
    const isRight = receipt?.order ? says >= should : says === should
    if (!isRight) fail(`users.md 12: the ledger says ${says} for ${account}, the receipts say ${should}`)
    // Where the office took a return as it is, more may have come back, and its reason stands on the receipt.
    if (says > (line?.quantityMilli ?? 0) && !ruled.has(account))
      fail(`users.md 12: ${says} came back on ${account}, ${line?.quantityMilli ?? 0} were sold`)
  }
  for (const [id, { parts, minor }] of money) {
    const receipt = receipts.get(id)
    if (receipt?.kind !== 'sale' || receipt.order) continue
    // Tills that did not know of each other's returns may each be off by the kopeck.
    if (minor > receipt.totalMinor + parts)
      fail(`users.md 14: ${minor} was given back for ${id}, ${receipt.totalMinor} was paid`)
  }
}

/** What an order says of its money agrees with itself and with every receipt that took money for it (decision 012). */
export function checkOrderMoney(
  { documents }: ReturnType<ServerFarm['organisation']>,
  fail: (text: string) => void,
): void {
  const receipts = [...documents.values()].flatMap(({ ref, body }) => (ref.kind === 'receipt' ? [body as Receipt] : []))
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
  for (const { ref, body } of documents.values()) {
    if (ref.kind !== 'order') continue
    const { id, returns = [] } = body as Order
    for (const { id: backId, lines, ruling } of receipts) {
      if (ruling || returns.some((record) => record.id === backId)) continue
      const isOfIt = ({ orderId, order }: Receipt) => orderId === id && (order?.fit?.appliedMinor ?? 0) > 0
      const originals = lines.flatMap(({ returnOf }) => byId.get(returnOf?.receiptId ?? '') ?? [])
      if (originals.some(isOfIt)) fail(`order ${id} does not know that goods of it came back on ${backId}`)
    }
    for (const wrong of wrongInOrder(body as Order, receipts)) fail(wrong)
  }
}
