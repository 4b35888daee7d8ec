/** The Z of a closed shift, to be read and printed; its slips too. */
'use client'
import { Button } from '@mantine/core'
import { IconPrinter, IconReceiptOff } from '@tabler/icons-react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { shiftId } from '../../../lib/domain/till/shift.ts'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { unlessDialog, useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useNow, useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinting } from '../print/use-printing.ts'
import type { Till } from '../use-till.ts'
import { Movements } from './movements.tsx'
import { ShiftNews } from './shift-news.tsx'
import { ShiftReport } from './shift-report.tsx'
import classes from './shift-screen.module.css'
import { usePrintSaid } from './use-print-said.ts'
import { useShiftReport } from './use-shift-report.ts'
import { shiftWords } from './words.ts'

export function ClosedShift({ till, number }: { till: Till; number: number }) {
  const t = useWords(shiftWords)
  const shift = useOne<Shift>('shift', shiftId(till.id, number))
  if (shift === undefined) return <LoadingRows />
  if (shift === null || shift.body.closing === null)
    return <Empty icon={<IconReceiptOff size={36} />} title={t('noSuchShift')} text={t('noSuchShiftText')} />
  return <ZReport shift={shift.body} closing={shift.body.closing} />
}

function ZReport({ shift, closing }: { shift: Shift; closing: NonNullable<Shift['closing']> }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const now = useNow()
  const printing = usePrinting()
  const printed = usePrintSaid()
  const report = useShiftReport(shift)
  const printCopy = () => printed(printing.printShiftReport(shift.id, { isCopy: true }))
  useKeys([{ key: 'F8', label: t('printZCopy'), run: unlessDialog(printCopy) }])
  if (report === null) return <LoadingRows />
  const when = { from: format.when(shift.opened.at, now), to: format.when(closing.at, now) }
  return (
    <>
      <header className={classes.head}>
        <div>
          <h2>{t('zTitle', { number: shift.number })}</h2>
          <p className={classes.soft}>
            {t('zWhen', when)} · {t('zBy', { name: closing.byName })}
          </p>
        </div>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconPrinter size={22} aria-hidden />}
          onClick={printCopy}
          title="F8"
        >
          {t('printZCopy')}
        </Button>
      </header>
      <ShiftNews shiftId={shift.id} />
      <section aria-label={t('zTitle', { number: shift.number })}>
        <ShiftReport report={report} />
      </section>
      <Movements shift={shift} />
    </>
  )
}
