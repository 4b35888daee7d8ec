/** Durable, then paper, then the screen: the sale goes from it only when its receipt is on disk. */
'use client'
import { useState } from 'react'
import { receiptPayloadOf } from '../../../lib/domain/till/cart.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { closeAndPrint } from '../close-and-print.ts'
import { orderPayload } from '../order/taken-order.ts'
import type { PrintOutcome } from '../print/print-port.ts'
import { usePrinting } from '../print/use-printing.ts'
import { useSale } from '../sale/use-sale.ts'
import { useTillRules } from '../use-till-rules.ts'
import type { Settlement } from './payment.ts'

export function useClosing(onPrinted: (outcome: PrintOutcome | null) => void) {
  const workplace = useWorkplace()
  const reasons = useReasons()
  const printing = usePrinting()
  const me = useMe()
  const { sale, priced, shift } = useSale()
  const { pointMinor } = useTillRules()
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (settlement: Settlement, leftMinor: number): Promise<boolean> => {
    if (!priced || !me) return false
    const payload = receiptPayloadOf(sale, priced, {
      tenders: settlement.tenders,
      roundingMinor: settlement.roundingMinor,
      givenMinor: settlement.givenMinor,
      pointMinor,
      customerId: sale.customerId,
      orderId: sale.orderId,
      ...(sale.order && { order: orderPayload(sale.order, leftMinor) }),
      approvals: sale.approvals.map(({ what, by }) => ({ what, by })),
      reason: sale.reason,
    })
    const result = await closeAndPrint({ books: workplace, printing }, shift, payload)
    if (result.kind !== 'done') {
      setProblem(reasons.act(result))
      return false
    }
    onPrinted(null)
    result.printed.then(onPrinted, (cause: unknown) => {
      // How the printer stands is said at the foot of every page of the till.
      console.error('The receipt was not handed to the printer', cause)
    })
    return true
  }
  return { submit, problem, setProblem }
}
