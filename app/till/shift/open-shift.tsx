/** The morning: count the drawer, open the shift. Needs no network. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { shortened } from '../../../lib/domain/text.ts'
import { shiftId } from '../../../lib/domain/till/shift.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useUnfinished } from '../../_ui/unfinished.ts'
import { useAct, useStatus } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import { CountedCash, minorOf, nothingCounted, type Counted } from './counted-cash.tsx'
import classes from './open-shift.module.css'
import { shiftWords } from './words.ts'

export function OpenShift({ till }: { till: Till }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const act = useAct()
  const notice = useNotice()
  // A browser that has lost its data would give a number out that its shift of yesterday has. Whoever has just signed in
  // here may be before the first answer; without a network what is here is all there is.
  const { filling, connection } = useStatus()
  const isComing = filling !== null || (connection === 'unknown' && till.lastShiftNumber === 0)
  const [counted, setCounted] = useState<Counted>(nothingCounted)
  const [isBusy, setBusy] = useState(false)
  const openingMinor = minorOf(counted)
  const number = till.lastShiftNumber + 1
  const left = till.lastClosed?.closing?.countedMinor ?? null
  useUnfinished(counted !== nothingCounted)

  const open = async () => {
    if (openingMinor === null || isBusy) return
    setBusy(true)
    try {
      const target = { kind: 'shift', id: shiftId(till.id, number) }
      const result = await act('shift.open', target, { tillName: shortened(till.name, 80), openingMinor })
      if (result.kind === 'done') notice({ tone: 'good', text: t('opened', { number }) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.card}
      aria-label={t('openTitle', { number })}
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <h2>{t('openTitle', { number })}</h2>
      <p>{t('openText')}</p>
      {till.lastClosed && left !== null ? (
        <p className={classes.left}>
          <span>{t('lastLeft', { number: till.lastClosed.number, amount: format.money(left) })}</span>
          <Button
            variant="default"
            onClick={() => setCounted({ typed: format.amount(left, 'always'), count: {} })}
            disabled={openingMinor === left}
          >
            {t('sameAsLeft')}
          </Button>
        </p>
      ) : (
        <p className={classes.soft}>{t('firstShift')}</p>
      )}
      <CountedCash counted={counted} setCounted={setCounted} />
      {left !== null && openingMinor !== null && openingMinor !== left && (
        <p role="status" className={classes.differs}>
          {t('differsFromLeft', { amount: format.money(Math.abs(openingMinor - left)) })}
        </p>
      )}
      {isComing && <p role="status">{t('stillComing')}</p>}
      <Button type="submit" size="lg" loading={isBusy} disabled={openingMinor === null || isComing}>
        {t('openAct')}
      </Button>
    </form>
  )
}
