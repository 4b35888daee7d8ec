/** The buttons of the stop: cash and card large, "could not" and "no payment" smaller under them. */
'use client'
import { Button } from '@mantine/core'
import { IconCash, IconCheck, IconCreditCard, IconHomeX, IconHourglass } from '@tabler/icons-react'
import { useState } from 'react'
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

export function StopActions({ stop }: { stop: Stop }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const confirm = useConfirm()
  const { given } = useGiven(stop.id)
  const { close, busy } = useCloseStop(stop)
  const [sheet, setSheet] = useState<'cash' | 'card' | 'part' | 'fail' | null>(null)
  const { kind, amountMinor } = handOver(stop.body, given)
  const isOwed = amountMinor > 0

  const withoutMoney = async () => {
    const amount = format.money(amountMinor)
    const yes = await confirm({
      title: t('withoutMoneyAsk'),
      text: stop.body.intent === 'deposit' ? t('withoutMoneyDeposit', { amount }) : t('withoutMoneyText', { amount }),
      act: t('giveAnyway'),
    })
    if (yes) await close({ payment: null })
  }
  return (
    <div className={classes.actions}>
      {isOwed ? (
        <>
          <Button
            size="lg"
            className={classes.large ?? ''}
            leftSection={<IconCash size={28} aria-hidden />}
            disabled={kind === 'nothing' || busy}
            onClick={() => setSheet('cash')}
          >
            {t('cash')}
          </Button>
          <Button
            size="lg"
            className={classes.large ?? ''}
            leftSection={<IconCreditCard size={28} aria-hidden />}
            disabled={kind === 'nothing' || busy}
            onClick={() => setSheet('card')}
          >
            {t('card')}
          </Button>
        </>
      ) : (
        <Button
          size="lg"
          className={classes.whole ?? ''}
          leftSection={<IconCheck size={28} aria-hidden />}
          disabled={kind === 'nothing'}
          loading={busy}
          onClick={() => (kind === 'part' ? setSheet('part') : void close({ payment: null }))}
        >
          {t('delivered')}
        </Button>
      )}
      <Button
        variant="default"
        className={isOwed ? '' : (classes.whole ?? '')}
        leftSection={<IconHomeX size={22} aria-hidden />}
        disabled={busy}
        onClick={() => setSheet('fail')}
        aria-label={t('couldNotLong')}
      >
        {t('couldNot')}
      </Button>
      {isOwed && (
        <Button
          variant={stop.body.intent === 'deposit' ? 'light' : 'default'}
          leftSection={<IconHourglass size={22} aria-hidden />}
          disabled={kind === 'nothing' || busy}
          onClick={() => (kind === 'part' ? setSheet('part') : void withoutMoney())}
        >
          {t('withoutMoney')}
        </Button>
      )}
      {sheet !== null && sheet !== 'fail' && (
        <PaySheet stop={stop} tender={sheet === 'part' ? null : sheet} onClose={() => setSheet(null)} />
      )}
      {sheet === 'fail' && <FailSheet stop={stop} onClose={() => setSheet(null)} />}
    </div>
  )
}
