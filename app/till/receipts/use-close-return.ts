/** Closes a return under the next number of the shift, says what to hand out, and gives it to the printer. */
'use client'
import { useCallback } from 'react'
import { receiptPayloadOf, type Cart, type Payment, type PricedCart } from '../../../lib/domain/till/cart.ts'
import type { ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { closeAndPrint } from '../close-and-print.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import { usePrinting } from '../print/use-printing.ts'
import { useTillRules } from '../use-till-rules.ts'
import { receiptsWords } from './words.ts'

export type ReturnClosing = {
  /** How the money goes back: below zero, together the total. */
  tenders: readonly Payment[]
  reason: string
  customerId: string | null
  approvals: ReceiptPayload['approvals']
}

/** True when it is on disk. A refusal has been said. */
export function useCloseReturn(
  shift: Shift,
): (cart: Cart, priced: PricedCart, closing: ReturnClosing) => Promise<boolean> {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const reasons = useReasons()
  const notice = useNotice()
  const printing = usePrinting()
  const { go } = usePlace()
  const { pointMinor } = useTillRules()
  return useCallback(
    async (cart, priced, { tenders, reason, customerId, approvals }) => {
      const payload = receiptPayloadOf(cart, priced, {
        tenders,
        // Money that goes back is never rounded.
        roundingMinor: 0,
        givenMinor: null,
        pointMinor,
        customerId,
        orderId: null,
        approvals,
        reason: reason.trim(),
      })
      const result = await closeAndPrint({ books: workplace, printing }, shift, payload)
      if (result.kind !== 'done') {
        notice({ tone: 'bad', text: reasons.act(result) ?? '' })
        return false
      }
      const number = writeReceiptNumber({ shift: shift.number, number: result.number })
      const cashMinor = -(tenders.find(({ tender }) => tender === 'cash')?.amountMinor ?? 0)
      const amount = format.money(cashMinor > 0 ? cashMinor : -priced.totalMinor, 'RUB', 'always')
      notice({ tone: 'good', text: t(cashMinor > 0 ? 'returnedCash' : 'returnedOther', { number, amount }) })
      result.printed.catch((cause: unknown) => console.error('The return could not be given to the printer', cause))
      go(`receipts/${encodeURIComponent(result.receiptId)}`)
      return true
    },
    [t, format, workplace, reasons, notice, printing, go, shift, pointMinor],
  )
}
