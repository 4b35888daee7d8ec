/** A parked sale that another till had taken up before: who has it, and what a person decides about it here. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import classes from './receipt-panel.module.css'
import { emptySale, sellHere, type TakenBefore } from './sale.ts'
import { useReadLostTakes, useSoldTakes } from './use-lost-takes.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

/** The sale on the screen is not paid until somebody has decided. */
export function LostTakeStrip() {
  const t = useWords(saleWords)
  const { sale, change } = useSale()
  const read = useReadLostTakes()
  const who = useWho()
  const { saleId, parked, takenBefore } = sale
  if (takenBefore === null) return null
  const decide = (next: typeof sellHere) => {
    void change((before) => (before.saleId === saleId ? next(before) : before))
    if (parked) read(parked.id)
  }
  return (
    <Strip text={t('lostTake', { who: who(takenBefore) })}>
      <Button variant="default" onClick={() => decide(() => emptySale)}>
        {t('lostTakeDrop')}
      </Button>
      <Button variant="default" onClick={() => decide(sellHere)}>
        {t('lostTakeSell')}
      </Button>
    </Strip>
  )
}

/** Sold here before the office's word came. */
export function SoldTakeStrips() {
  const t = useWords(saleWords)
  const base = useWords(baseWords)
  const { till } = useSale()
  const read = useReadLostTakes()
  const who = useWho()
  return useSoldTakes(till.id).map((take) => (
    <Strip
      key={take.seq}
      text={t('soldTake', {
        number: writeReceiptNumber({ shift: take.receipt.shiftNumber, number: take.receipt.number }),
        who: who(take),
      })}
    >
      <Button variant="default" onClick={() => read(take.parkedId)}>
        {base('understood')}
      </Button>
    </Strip>
  ))
}

function Strip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <section className={classes.lost} role="alert">
      <p>
        <IconAlertTriangle size={22} aria-hidden />
        {text}
      </p>
      <div>{children}</div>
    </section>
  )
}

/** ": Ирина Власова, today 12:03"; nothing where nobody knows. */
function useWho(): (before: TakenBefore) => string {
  const format = useFormat()
  const now = useNow()
  return ({ by, at }) => {
    const known = [by, at === null ? null : format.when(at, now)].filter((part) => part !== null)
    return known.length === 0 ? '' : `: ${known.join(', ')}`
  }
}
