/** The report of a shift from what this till holds. null while its receipts are being read. */
'use client'
import { useMemo } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { ShiftReportPrint } from '../../../lib/printing/receipt-print.ts'
import { useMe, useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { useLanguage } from '../../_ui/words-engine.ts'
import { clockOffset } from '../best-now.ts'
import { shiftReportOf } from '../print/shift-paper.ts'
import { usePaperTime } from '../print/use-paper-time.ts'
import { useShiftReceipts } from '../use-receipts.ts'

export function useShiftReport(shift: Shift): ShiftReportPrint | null {
  const language = useLanguage()
  const time = usePaperTime()
  const workplace = useWorkplace()
  const deviceNow = useNow(60_000)
  const cashier = useMe()?.name ?? ''
  const receipts = useShiftReceipts(shift.id)
  return useMemo(() => {
    if (receipts === null) return null
    const now = deviceNow + clockOffset(workplace)
    return shiftReportOf(shift, { language, time, receipts: receipts.map(({ body }) => body), cashier, now })
  }, [shift, receipts, language, time, cashier, deviceNow, workplace])
}
