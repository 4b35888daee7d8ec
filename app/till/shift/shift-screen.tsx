/**
 * The shift of this till: what it comes to so far, cash in and out, closing; the Z of earlier ones. The printer's page
 * hangs here too.
 *
 *     #shift            the open shift, or the form that opens one
 *     #shift/z/12       the Z of shift 12
 *     #shift/printer    printer and receipt
 *     #shift/check      is this browser fit to be a till?
 */
'use client'
import { Button } from '@mantine/core'
import { IconPrinter, IconStethoscope } from '@tabler/icons-react'
import { BackLink } from '../../_ui/back-link.tsx'
import { lazyPart } from '../../_ui/lazy-part.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { placeHref, usePlace } from '../../_ui/place.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import { ClosedShift } from './closed-shift.tsx'
import { EarlierShifts } from './earlier-shifts.tsx'
import { OpenShift } from './open-shift.tsx'
import { RunningShift } from './running-shift.tsx'
import classes from './shift-screen.module.css'
import { shiftWords } from './words.ts'

const CheckPage = lazyPart(() => import('../check/check-page.tsx'), <LoadingRows />)
const PrinterPage = lazyPart(() => import('../print/printer-page.tsx'), <LoadingRows />)

export default function ShiftScreen({ till }: { till: Till }) {
  const t = useWords(shiftWords)
  const { parts } = usePlace()
  const [, page, number] = parts
  if (till.shift === undefined) return <LoadingRows />
  if (page !== undefined)
    return (
      <div className={classes.screen}>
        <BackLink to="shift" className={classes.back}>
          {t('backToShift')}
        </BackLink>
        {page === 'z' && <ClosedShift till={till} number={Number(number)} />}
        {page === 'printer' && <PrinterPage />}
        {page === 'check' && <CheckPage />}
      </div>
    )
  return (
    <div className={classes.screen}>
      {till.shift === null ? <OpenShift till={till} /> : <RunningShift shift={till.shift} />}
      <EarlierShifts till={till} />
      <Button
        component="a"
        href={placeHref('shift', 'printer')}
        variant="default"
        size="lg"
        title="Alt + I"
        className={classes.back ?? ''}
        leftSection={<IconPrinter size={22} aria-hidden />}
      >
        {t('printerPage')}
      </Button>
      <Button
        component="a"
        href={placeHref('shift', 'check')}
        variant="default"
        size="lg"
        title="Alt + K"
        className={classes.back ?? ''}
        leftSection={<IconStethoscope size={22} aria-hidden />}
      >
        {t('checkPage')}
      </Button>
    </div>
  )
}
