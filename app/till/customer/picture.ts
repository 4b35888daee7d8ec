/**
 * What the customer's screen shows, as one value that travels from the till's tab to the window: the sale line by line,
 * the total, what was given and the change. Nothing of it says who buys, and nothing of other customers is in it. Pure.
 */
import type { PricedCart } from '../../../lib/domain/till/cart.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Language } from '../../_ui/language.ts'

export type PictureLine = {
  id: string
  name: string
  quantityMilli: number
  unit: string
  priceMinor: number
  /** What is saved on it; 0 for nothing. */
  discountMinor: number
  /** Below zero for what comes back. */
  amountMinor: number
}

export type Paying = { dueMinor: number; givenMinor: number | null; changeMinor: number }

export type Picture =
  | { kind: 'idle' }
  | {
      kind: 'sale'
      lines: PictureLine[]
      discountMinor: number
      paidBeforeMinor: number
      totalMinor: number
      paying: Paying | null
    }
  | { kind: 'done'; totalMinor: number; givenMinor: number | null; changeMinor: number }

/** Between sales: the shop's name, its words, its picture as a data address. */
export type Shop = { name: string; words: string; image: string | null }

export type Shown = { picture: Picture; shop: Shop; currency: string; language: Language }

export function pictureOf({
  priced,
  closed,
  paying,
  paidBeforeMinor = 0,
}: {
  /** null: larger than any receipt may be. */
  priced: PricedCart | null
  closed: Pick<Receipt, 'totalMinor' | 'givenMinor' | 'changeMinor'> | null
  paying: Paying | null
  /** Of an order that is paid at the counter. */
  paidBeforeMinor?: number
}): Picture {
  if (priced !== null && priced.lines.length > 0)
    return {
      kind: 'sale',
      lines: priced.lines.map(
        ({ id, name, quantityMilli, unit, priceMinor, discountMinor, amountMinor, returnOf }) => ({
          id,
          name,
          quantityMilli,
          unit,
          priceMinor,
          discountMinor: returnOf ? 0 : discountMinor,
          amountMinor: returnOf ? -amountMinor : amountMinor,
        }),
      ),
      discountMinor: priced.discountMinor,
      paidBeforeMinor,
      totalMinor: priced.totalMinor - paidBeforeMinor,
      paying,
    }
  if (closed) {
    const { totalMinor, givenMinor, changeMinor } = closed
    return { kind: 'done', totalMinor, givenMinor, changeMinor }
  }
  return { kind: 'idle' }
}
