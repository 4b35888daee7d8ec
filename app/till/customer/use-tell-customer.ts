/** Tells the customer's window what the sale looks like, as long as this tab is the one in sight. */
'use client'
import { useEffect, useRef } from 'react'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { createTabChannel } from '../../../lib/platform/tab-channel.ts'
import { useKeep, useLive, useOne } from '../../_ui/use-workplace.ts'
import { useLanguage } from '../../_ui/words-engine.ts'
import type { SaleState } from '../sale/use-sale.ts'
import { customerScreenKey, screenAtStart, type CustomerScreen } from './customer-screen.ts'
import { payingNow } from './paying-now.ts'
import { pictureOf, type Shown } from './picture.ts'
import { channelName, isHello, tellAgainMs, type Message } from './screen-channel.ts'

export function useTellCustomer({
  sale,
  priced,
  closed,
  currency,
}: Pick<SaleState, 'sale' | 'priced' | 'closed' | 'currency'>): void {
  const language = useLanguage()
  const name = useOne<Settings>('settings', 'organisation')?.body.name ?? ''
  const [screen] = useKeep<CustomerScreen>(customerScreenKey, screenAtStart)
  const paying = useLive(payingNow)
  const shown: Shown = {
    picture: pictureOf({ priced, closed, paying, paidBeforeMinor: sale.order?.paidBeforeMinor ?? 0 }),
    shop: { name, ...screen },
    currency,
    language,
  }
  const current = useRef(shown)
  const tell = useRef<(() => void) | null>(null)
  const text = JSON.stringify(shown)
  useEffect(() => {
    current.current = JSON.parse(text) as Shown
    tell.current?.()
  }, [text])
  useEffect(() => {
    const channel = createTabChannel(channelName)
    const post = (next: Shown) => channel.post({ kind: 'shown', shown: next } satisfies Message)
    const tellNow = () => {
      // A timer that cannot be cleared, as after a journey's clock took over, outlives the sale's screen and its channel.
      if (tell.current !== tellNow) return
      // A second tab of the till behind this one shows the same sale, but not who pays how.
      if (document.visibilityState === 'visible') post(current.current)
    }
    tell.current = tellNow
    const stop = channel.listen((message) => {
      if (isHello(message)) tellNow()
    })
    const timer = setInterval(tellNow, tellAgainMs)
    document.addEventListener('visibilitychange', tellNow)
    tellNow()
    return () => {
      tell.current = null
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tellNow)
      stop()
      // Locked, or another section: the sale is not for anybody's eyes now.
      post({ ...current.current, picture: { kind: 'idle' } })
      channel.close()
    }
  }, [])
}
