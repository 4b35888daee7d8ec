/** Taking the money: the amount huge, change counted for cash, one large button that says what happened. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../_ui/dialog.tsx'
import { useFormat } from '../_ui/format.ts'
import { useWorkplace } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import type { Stop } from './day.ts'
import { partReasons } from './fail-reasons.ts'
import { handOver, likelyCash } from './hand-over.ts'
import { ReasonChoice } from './reason-choice.tsx'
import classes from './sheets.module.css'
import { useCloseStop, type FailReason } from './use-close-stop.ts'
import { useGiven } from './use-given.ts'
import { routeWords } from './words.ts'

/** `tender` null: nothing is taken, only a part is handed over. */
export function PaySheet({
  stop,
  tender,
  onClose,
}: {
  stop: Stop
  tender: 'cash' | 'card' | null
  onClose: () => void
}) {
  const t = useWords(routeWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const { given } = useGiven(stop.id)
  const { close, busy } = useCloseStop(stop)
  const [paymentId] = useState(() => workplace.newId())
  const [why, setWhy] = useState<FailReason | null>(null)
  const { kind, amountMinor } = handOver(stop.body, given)
  const isPart = kind === 'part'
  const amount = format.money(amountMinor)

  const take = async () => {
    const payment = tender === null ? null : { id: paymentId, tender, amountMinor }
    if (await close({ payment, ...(why !== null && { whyPart: why }) })) onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={tender === null ? t('partTitle') : t(tender === 'cash' ? 'takeCash' : 'takeCard')}
      foot={
        <>
          <Button size="lg" variant="default" onClick={onClose}>
            {base('back')}
          </Button>
          <Button size="lg" loading={busy} disabled={isPart && why === null} onClick={() => void take()}>
            {tender === null
              ? t('giveAnyway')
              : tender === 'cash'
                ? t('gotCash', { amount })
                : t('cardPassed', { amount })}
          </Button>
        </>
      }
    >
      <div className={classes.sheet}>
        {tender !== null && <p className={classes.amount}>{amount}</p>}
        {isPart && (
          <>
            <p className={classes.part}>
              <strong>{t('partTitle')}.</strong> {t('partText')}
            </p>
            <ReasonChoice reasons={partReasons} chosen={why} choose={setWhy} label={t('whyPart')} />
          </>
        )}
        {tender === 'cash' && <Change amountMinor={amountMinor} />}
      </div>
    </Dialog>
  )
}

function Change({ amountMinor }: { amountMinor: number }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const [gaveMinor, setGave] = useState<number | null>(null)
  return (
    <div className={classes.changePart}>
      <div role="radiogroup" aria-label={t('gave')} className={classes.gave}>
        {likelyCash(amountMinor).map((minor) => (
          <label key={minor} className={classes.reason}>
            <input type="radio" name="gave" checked={gaveMinor === minor} onChange={() => setGave(minor)} />
            {format.money(minor)}
          </label>
        ))}
      </div>
      <p className={classes.change} role="status">
        {t('change')}{' '}
        <strong className="r-figures">{gaveMinor === null ? '—' : format.money(gaveMinor - amountMinor)}</strong>
      </p>
    </div>
  )
}
