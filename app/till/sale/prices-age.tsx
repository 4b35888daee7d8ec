/**
 * How old prices and stock are: as the server has them while there is a connection, else as it had them when this device
 * heard of it last. When the accounting system told the server is not on the device, so nothing is said of it.
 */
'use client'
import { useEffect } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { useKeep, useNow, useStatus, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './goods-panel.module.css'
import { saleWords } from './words.ts'

/** Noted so often while connected: known after a restart without a network too. */
const noteEveryMs = 60_000

export function PricesAge({ priceList }: { priceList: string | null }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const { connection } = useStatus()
  const [heardAt, setHeardAt] = useKeep<number | null>('till.heardAt', null)
  const now = useNow()
  const isOnline = connection === 'online'
  useEffect(() => {
    if (!isOnline) return
    const note = () =>
      void setHeardAt(workplace.now()).catch((cause: unknown) =>
        console.warn('The time of the last contact could not be noted', cause),
      )
    note()
    const timer = setInterval(note, noteEveryMs)
    return () => clearInterval(timer)
  }, [isOnline, setHeardAt, workplace])
  return (
    <p className={classes.age} data-old={!isOnline || undefined}>
      {priceList !== null && <span>{t('priceList', { list: priceList })}</span>}
      <span>
        {isOnline
          ? t('pricesNow')
          : heardAt === null
            ? t('pricesUnknown')
            : t('pricesAt', { when: format.when(heardAt, now) })}
      </span>
    </p>
  )
}
