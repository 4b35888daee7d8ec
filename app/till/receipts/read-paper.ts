/**
 * What a code on a receipt's paper proves. A till holds the public keys of all others, so it can tell without a network
 * whether that very receipt came from one of them, with these goods and sums (decision 013).
 */
import { lineAmount } from '../../../lib/domain/money.ts'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { productKey, readCode, type CodedReceipt } from '../../../lib/domain/till/receipt-code.ts'
import type { Receipt, ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import { parseNumbered } from '../../../lib/domain/till/shift.ts'
import { shortened } from '../../../lib/domain/text.ts'
import type { TillKey } from '../../../lib/domain/till/till-key.ts'
import type { ReceiptSigning } from '../../../lib/workplace-types.ts'

export type PaperRead =
  /** No code of a receipt. */
  | { kind: 'other' }
  /** Not all of it arrived. */
  | { kind: 'garbled' }
  /** It names a receipt; whether it is genuine nobody here can tell. */
  | { kind: 'named'; receiptId: string; why: 'unsigned' | 'unknownTill' }
  /** A till of ours never signed that. */
  | { kind: 'forged'; receiptId: string }
  | { kind: 'proved'; receipt: CodedReceipt; tillName: string }

/** `keysOf`: of a device; null: no till that this one has heard of. */
export async function readPaper(
  typed: string,
  { keysOf, verify }: { keysOf: (tillId: string) => TillKey | null } & Pick<ReceiptSigning, 'verify'>,
): Promise<PaperRead> {
  const code = readCode(typed)
  if (code.kind === 'other' || code.kind === 'garbled') return code
  if (code.kind === 'named') return { kind: 'named', receiptId: code.receiptId, why: 'unsigned' }
  const { receipt, message, signature } = code
  const { receiptId } = receipt
  const known = keysOf(tillOf(receiptId))
  if (!known) return { kind: 'named', receiptId, why: 'unknownTill' }
  for (const { publicKey } of known.keys) {
    const fits = await verify(publicKey, message, signature)
    if (fits === null) return { kind: 'named', receiptId, why: 'unsigned' }
    if (fits) return { kind: 'proved', receipt, tillName: known.tillName }
  }
  return { kind: 'forged', receiptId }
}

export const tillOf = (receiptId: string): string => parseNumbered(parseNumbered(receiptId)?.of ?? '')?.of ?? ''

/** Goods by the key that the code names them with. Two of one key are none: nobody can say which was meant. */
export function goodsByKey(products: Iterable<Product>): Map<number, Product | null> {
  const goods = new Map<number, Product | null>()
  for (const product of products) {
    const key = productKey(product.id)
    goods.set(key, goods.has(key) ? null : product)
  }
  return goods
}

/**
 * The receipt as its paper tells it: names and units are those of the catalogue of today. null: too many lines, or sums that
 * no receipt can have.
 */
export function receiptOnPaper(
  coded: CodedReceipt,
  {
    tillName,
    goods,
    unnamed,
  }: { tillName: string; goods: ReadonlyMap<number, Product | null>; unnamed: (place: number) => string },
): Receipt | null {
  const numbered = parseNumbered(coded.receiptId)
  const shift = parseNumbered(numbered?.of ?? '')
  if (!numbered || !shift || coded.lines === null) return null
  const lines: ReceiptLine[] = []
  for (const [index, { productKey: key, ...line }] of coded.lines.entries()) {
    const gross = lineAmount(line.priceMinor, line.quantityMilli)
    if (gross === null || line.discountMinor > gross) return null
    const product = key === null ? null : goods.get(key)
    lines.push({
      ...line,
      id: `#${index + 1}`,
      productId: product?.id ?? null,
      name: product ? shortened(product.name, 200) : unnamed(index + 1),
      unit: shortened(product?.unit ?? '', 20),
      amountMinor: gross - line.discountMinor,
      stocked: product?.type === 'goods',
      returnOf: null,
    })
  }
  return {
    id: coded.receiptId,
    saleId: '',
    tillId: shift.of,
    tillName,
    shiftId: numbered.of,
    shiftNumber: shift.number,
    number: numbered.number,
    kind: 'sale',
    lines,
    discountMinor: lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0),
    roundingMinor: 0,
    totalMinor: coded.totalMinor,
    tenders: coded.tender === null ? [] : [{ tender: coded.tender, amountMinor: coded.totalMinor }],
    givenMinor: null,
    changeMinor: 0,
    // Whose deposit or points it was the paper does not say: the money goes back in cash or to a card.
    customerId: null,
    customerName: null,
    orderId: null,
    approvals: [],
    reason: null,
    at: coded.at,
    by: '',
    byName: '',
  }
}
