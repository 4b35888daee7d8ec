/** The evening: count, see the difference, say why, close. One act on this device; nothing is waited for. */
'use client'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useAct, useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinting } from '../print/use-printing.ts'
import { lastGiven, lastNumberKey, type LastNumber } from '../close-receipt.ts'
import { useShiftReceipts } from '../use-receipts.ts'
import classes from './close-shift.module.css'
import { CountedCash, minorOf, nothingCounted, type Counted } from './counted-cash.tsx'
import { closePayload, closingOf, isClosable } from './shift-closing.ts'
import { ShiftNews } from './shift-news.tsx'
import { shiftWords } from './words.ts'

export function CloseShift({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const t = useWords(shiftWords)
  const act = useAct()
  const notice = useNotice()
  const { go } = usePlace()
  const printing = usePrinting()
  const receipts = useShiftReceipts(shift.id)
  const [given] = useKeep<LastNumber | null>(lastNumberKey, null)
  const [counted, setCounted] = useState<Counted>(nothingCounted)
  const [reason, setReason] = useState('')
  const closing =
    receipts &&
    closingOf(
      shift,
      receipts.map(({ body }) => body),
      lastGiven(given, shift.id),
    )
  const countedMinor = minorOf(counted)
  const differs = closing !== null && countedMinor !== null && countedMinor !== closing.expectedMinor
  const { number } = shift

  const submit = async () => {
    if (closing === null || countedMinor === null) return false
    const result = await act(
      'shift.close',
      { kind: 'shift', id: shift.id },
      closePayload(closing, { countedMinor, reason }),
    )
    if (result.kind !== 'done') return false
    notice({ tone: 'good', text: t('closed', { number }) })
    printing
      .printShiftReport(shift.id)
      .catch((cause: unknown) => console.error('The Z could not be given to the printer', cause))
    go(`shift/z/${number}`)
    return true
  }
  return (
    <FormDialog
      title={t('closeTitle', { number })}
      act={t('closeAct')}
      disabled={closing === null || !isClosable(closing.expectedMinor, countedMinor, reason)}
      width={760}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('closeText')}</p>
      <ShiftNews shiftId={shift.id} withParked />
      <CountedCash counted={counted} setCounted={setCounted} />
      {closing && <Difference expectedMinor={closing.expectedMinor} countedMinor={countedMinor} />}
      {differs && (
        <Textarea
          label={t('whyDiffers')}
          description={t('whyDiffersHint')}
          value={reason}
          maxLength={500}
          rows={2}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  )
}

function Difference({ expectedMinor, countedMinor }: { expectedMinor: number; countedMinor: number | null }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const money = (minor: number) => format.money(minor, 'RUB', 'always')
  const differenceMinor = countedMinor === null ? null : countedMinor - expectedMinor
  return (
    <dl className={classes.sums}>
      <div>
        <dt>{t('expected')}</dt>
        <dd className="r-figures">{money(expectedMinor)}</dd>
      </div>
      <div
        role="status"
        data-tone={
          differenceMinor === null ? undefined : differenceMinor === 0 ? 'green' : differenceMinor > 0 ? 'amber' : 'red'
        }
      >
        <dt>
          {differenceMinor === null
            ? t('difference')
            : differenceMinor === 0
              ? t('noDifference')
              : t(differenceMinor > 0 ? 'surplus' : 'shortage')}
        </dt>
        <dd className="r-figures">
          {differenceMinor === null ? '—' : differenceMinor === 0 ? money(0) : money(Math.abs(differenceMinor))}
        </dd>
      </div>
    </dl>
  )
}
