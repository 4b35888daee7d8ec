/** What is typed into the fields of paying, as amounts. Pure. */
import { parseMoney } from '../../../lib/domain/money.ts'
import type { CashlessTender, Tendered } from './payment.ts'

/** `later`: of an order, what stays to be paid. */
export type Field = CashlessTender | 'given' | 'later'
export type Texts = Readonly<Record<Field, string>>

export const noTexts: Texts = { card: '', deposit: '', points: '', given: '', later: '' }

/** Minor units; nothing typed is nothing. null: it is no amount. */
export const amountOf = (text: string): number | null => (text.trim() === '' ? 0 : parseMoney(text))

/** null: something typed is no amount. */
export function tenderedOf(texts: Texts): Tendered | null {
  const card = amountOf(texts.card)
  const deposit = amountOf(texts.deposit)
  const points = amountOf(texts.points)
  const given = amountOf(texts.given)
  if (card === null || deposit === null || points === null || given === null) return null
  return { card, deposit, points, givenMinor: texts.given.trim() === '' ? null : given }
}
