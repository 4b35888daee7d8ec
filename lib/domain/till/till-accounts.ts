/** Ledger accounts of the till: what a shift comes to, and what has come back of each line sold. */
import type { Account, Posting } from '../operation.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { givenInPoints, signedQuantity } from './receipt.ts'
import { vatOf } from './totals.ts'

/** What a shift's operations add up to on the server, for the office to compare with the till's Z. */
export const registerAccount = (shiftId: string, name: string): Account => `register/${shiftId}/${name}`
/** Quantity in thousandths. */
export const returnedAccount = (receiptId: string, lineId: string): Account => `returned/${receiptId}/${lineId}`

/** Beside the lines of a receipt: what came back of it in points, in minor units. No line has such an id. */
export const pointsBackName = '#points'

export function postReceipt(receipt: Receipt): Posting[] {
  const ref = { kind: 'receipt', id: receipt.id }
  const entry = receipt.kind
  const post = (account: Account, delta: number, floored = false): Posting => ({ account, delta, floored, entry, ref })
  const register = (name: string, delta: number) => post(registerAccount(receipt.shiftId, name), delta)
  const { customerId } = receipt
  const isWrittenDown = receipt.ruling?.how === 'writtenDown'
  const side = receipt.totalMinor < 0 || receipt.kind === 'return' ? 'return' : 'sale'
  return [
    // An order's goods move with the order: when they are delivered, not when they are paid.
    ...(receipt.order
      ? []
      : receipt.lines.flatMap((line) => (isWrittenDown && line.returnOf ? [] : postLine(line, post)))),
    ...(isWrittenDown ? [register('writtenDown', broughtBackMinor(receipt))] : []),
    ...receipt.tenders.flatMap(({ tender, amountMinor }) => [
      register(tender, amountMinor),
      ...(customerId !== null && (tender === 'deposit' || tender === 'points')
        ? [
            post(
              `balance/${customerId}/${tender}`,
              -(tender === 'points' ? pointsOf(receipt, amountMinor) : amountMinor),
              true,
            ),
          ]
        : []),
    ]),
    ...(isWrittenDown ? [] : postPointsBack(receipt, post)),
    register(side, Math.abs(receipt.totalMinor)),
    register(`${side}Count`, 1),
    register('discount', receipt.discountMinor),
    register(`cashier:${receipt.by}`, receipt.totalMinor),
    ...[...vatOf(receipt)].map(([rate, amount]) => register(`vat:${rate}`, amount)),
  ].filter(({ delta }) => delta !== 0)
}

/** Of several receipts at once none goes back in points (refund.ts). */
function postPointsBack(receipt: Receipt, post: (account: Account, delta: number) => Posting): Posting[] {
  const pointsMinor = givenInPoints(receipt)
  const ids = new Set(receipt.lines.flatMap(({ returnOf }) => returnOf?.receiptId ?? []))
  if (pointsMinor === 0 || ids.size !== 1) return []
  return [...ids].map((id) => post(returnedAccount(id, pointsBackName), pointsMinor))
}

/** How many points an amount took or gave back. */
const pointsOf = ({ pointMinor = 1 }: Pick<Receipt, 'pointMinor'>, amountMinor: number): number =>
  amountMinor / pointMinor

/** What was given back for goods: a loss where the office does not take them for returned. */
const broughtBackMinor = ({ lines }: Receipt): number =>
  lines.reduce((sum, { returnOf, amountMinor }) => (returnOf ? sum + amountMinor : sum), 0)

function postLine(line: ReceiptLine, post: (account: Account, delta: number) => Posting): Posting[] {
  const { productId, returnOf, stocked, quantityMilli } = line
  return [
    ...(productId !== null && stocked ? [post(`stock/${productId}/issued`, signedQuantity(line))] : []),
    ...(returnOf ? [post(returnedAccount(returnOf.receiptId, returnOf.lineId), quantityMilli)] : []),
  ]
}
