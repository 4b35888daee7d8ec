import type { CashSlipPrint, ReceiptForm } from '../receipt-print.ts'
import type { Slip } from '../slip.ts'
import { markCopy } from './copy-slips.ts'
import { foot, head, line, pair, penFor, rule, signature, title } from './parts.ts'

/** Cash put into the drawer or taken out; signed, since it goes to the books. The drawer opens with it. */
export function cashSlip(cash: CashSlipPrint, form: ReceiptForm): Slip {
  const { words, moneyAlone, time } = penFor(form)
  const slip: Slip = {
    blocks: [
      { kind: 'drawer' },
      ...head({ ...form, logo: null }),
      title(cash.kind === 'in' ? words.cashInSlip : words.cashOutSlip),
      ...(cash.number === null ? [] : [line(words.slipNumber(cash.number))]),
      pair(time(cash.at), words.tillAndShift(cash.till, cash.shift)),
      line(words.cashier(cash.cashier)),
      rule,
      { kind: 'pair', left: words.amount, right: moneyAlone(cash.amountMinor), wide: true, tall: true, bold: true },
      line(words.reason(cash.reason)),
      ...signature(words.cashierSigns),
      ...foot({ ...form, footer: [] }),
    ],
  }
  return cash.copy === null ? slip : markCopy(slip, form, cash.copy.at)
}
