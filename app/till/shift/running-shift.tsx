/** The open shift: its figures so far and what can be done with it. */
'use client'
import { Button } from '@mantine/core'
import { IconCashMinus, IconCashPlus, IconLock, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useFormat } from '../../_ui/format.ts'
import { unlessDialog, useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinting } from '../print/use-printing.ts'
import { CashDialog } from './cash-dialog.tsx'
import { CloseShift } from './close-shift.tsx'
import { Movements } from './movements.tsx'
import { ShiftNews } from './shift-news.tsx'
import { ShiftReport } from './shift-report.tsx'
import classes from './shift-screen.module.css'
import { usePrintSaid } from './use-print-said.ts'
import { useShiftReport } from './use-shift-report.ts'
import { shiftWords } from './words.ts'

type Opened = 'in' | 'out' | 'close' | null

export function RunningShift({ shift }: { shift: Shift }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const now = useNow()
  const printing = usePrinting()
  const printed = usePrintSaid()
  const report = useShiftReport(shift)
  const [opened, setOpened] = useState<Opened>(null)
  const printX = () => printed(printing.printShiftReport(shift.id))
  useKeys([
    { key: 'F6', label: t('putIn'), run: () => setOpened('in') },
    { key: 'F7', label: t('takeOut'), run: () => setOpened('out') },
    { key: 'F8', label: t('printX'), run: unlessDialog(printX) },
    { key: 'F10', label: t('closeShift'), run: () => setOpened('close') },
  ])
  if (report === null) return <LoadingRows />
  const close = () => setOpened(null)
  return (
    <>
      <header className={classes.head}>
        <div>
          <h2>{t('shiftNumber', { number: shift.number })}</h2>
          <p className={classes.soft}>
            {t('shiftSince', { when: format.when(shift.opened.at, now), name: shift.opened.byName })}
          </p>
        </div>
        <div className={classes.acts}>
          <Button
            size="lg"
            variant="default"
            leftSection={<IconCashPlus size={22} aria-hidden />}
            onClick={() => setOpened('in')}
            title="F6"
          >
            {t('putIn')}
          </Button>
          <Button
            size="lg"
            variant="default"
            leftSection={<IconCashMinus size={22} aria-hidden />}
            onClick={() => setOpened('out')}
            title="F7"
          >
            {t('takeOut')}
          </Button>
          <Button
            size="lg"
            variant="default"
            leftSection={<IconPrinter size={22} aria-hidden />}
            onClick={printX}
            title="F8"
          >
            {t('printX')}
          </Button>
          <Button
            size="lg"
            leftSection={<IconLock size={22} aria-hidden />}
            onClick={() => setOpened('close')}
            title="F10"
          >
            {t('closeShift')}
          </Button>
        </div>
      </header>
      <ShiftNews shiftId={shift.id} />
      <section aria-label={t('xTitle')}>
        <ShiftReport report={report} />
      </section>
      <Movements shift={shift} />
      {(opened === 'in' || opened === 'out') && (
        <CashDialog
          key={opened}
          shift={shift}
          direction={opened}
          expectedMinor={report.cash.expectedMinor}
          onClose={close}
        />
      )}
      {opened === 'close' && <CloseShift shift={shift} onClose={close} />}
    </>
  )
}
