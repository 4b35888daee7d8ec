/**
 * The buttons of the stop. What most likely happens is large: cash and card; or one button where nothing is to be taken,
 * because it is paid or comes from the deposit. The rest stands smaller under it.
 */
'use client'
import { Button } from '@mantine/core'
import { IconCash, IconCheck, IconCreditCard, IconHomeX, IconHourglass } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useConfirm } from '../_ui/confirm.tsx'
import { useFormat } from '../_ui/format.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Stop } from './day.ts'
import { FailSheet } from './fail-sheet.tsx'
import { handOver } from './hand-over.ts'
import { PaySheet } from './pay-sheet.tsx'
import classes from './stop-actions.module.css'
import { useCloseStop } from './use-close-stop.ts'
import { useGiven } from './use-given.ts'
import { routeWords } from './words.ts'

type Sheet = 'cash' | 'card' | 'part' | 'fail'

export function StopActions({ stop }: { stop: Stop }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const confirm = useConfirm()
  const { given } = useGiven(stop.id)
  const { close, busy } = useCloseStop(stop)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const { kind, amountMinor } = handOver(stop.body, given)
  const isOwed = amountMinor > 0
  const isFromDeposit = isOwed && stop.body.intent === 'deposit'
  const isStopped = kind === 'nothing' || busy

  const giveWithoutMoney = async () => {
    if (kind === 'part') return setSheet('part')
    const amount = format.money(amountMinor)
    const yes =
      !isOwed ||
      (await confirm({
        title: t('withoutMoneyAsk'),
        text: isFromDeposit ? t('withoutMoneyDeposit', { amount }) : t('withoutMoneyText', { amount }),
        act: t('giveAnyway'),
      }))
    if (yes) await close({ payment: null })
  }
  const large = (icon: ReactNode, label: string, press: () => void) => (
    <Button size="lg" className={classes.large ?? ''} leftSection={icon} disabled={isStopped} onClick={press}>
      {label}
    </Button>
  )
  const small = (icon: ReactNode, label: string, press: () => void) => (
    <Button variant="default" leftSection={icon} disabled={isStopped} onClick={press}>
      {label}
    </Button>
  )

  return (
    <div className={classes.actions}>
      <div className={classes.row}>
        {isOwed && !isFromDeposit ? (
          <>
            {large(<IconCash size={28} aria-hidden />, t('cash'), () => setSheet('cash'))}
            {large(<IconCreditCard size={28} aria-hidden />, t('card'), () => setSheet('card'))}
          </>
        ) : (
          large(
            <IconCheck size={28} aria-hidden />,
            t(isFromDeposit ? 'givenOnDeposit' : 'delivered'),
            () => void giveWithoutMoney(),
          )
        )}
      </div>
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<IconHomeX size={22} aria-hidden />}
          disabled={busy}
          aria-label={t('couldNotLong')}
          onClick={() => setSheet('fail')}
        >
          {t('couldNot')}
        </Button>
        {isFromDeposit && small(<IconCash size={22} aria-hidden />, t('cash'), () => setSheet('cash'))}
        {isFromDeposit && small(<IconCreditCard size={22} aria-hidden />, t('card'), () => setSheet('card'))}
        {isOwed &&
          !isFromDeposit &&
          small(<IconHourglass size={22} aria-hidden />, t('withoutMoney'), () => void giveWithoutMoney())}
      </div>
      {sheet !== null && sheet !== 'fail' && (
        <PaySheet stop={stop} tender={sheet === 'part' ? null : sheet} onClose={() => setSheet(null)} />
      )}
      {sheet === 'fail' && <FailSheet stop={stop} onClose={() => setSheet(null)} />}
    </div>
  )
}
