/**
 * `/till/customer`: what the customer sees. Stands on no database and no network; it shows what the till's tab told last,
 * and nothing when the tab is gone.
 */
'use client'
import { IconDroplet, IconMaximize } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { createTabChannel } from '../../../lib/platform/tab-channel.ts'
import { formatIn } from '../../_ui/format.ts'
import { say, useLanguage } from '../../_ui/words-engine.ts'
import { useAwake } from '../use-awake.ts'
import classes from './customer-window.module.css'
import type { Picture, Shop, Shown } from './picture.ts'
import { channelName, goneAfterMs, isShown, thanksMs, type Message } from './screen-channel.ts'
import { customerScreenWords } from './words.ts'

const noShop: Shop = { name: '', words: '', image: null }

export function CustomerWindow() {
  const own = useLanguage()
  const shown = useShown()
  const language = shown?.language ?? own
  const t = say(customerScreenWords, language)
  useEffect(() => {
    document.title = t('screen')
    document.documentElement.lang = language
  }, [t, language])
  useAwake(true)
  const look = { t, format: formatIn(language), currency: shown?.currency ?? 'RUB' }
  const picture = shown?.picture ?? { kind: 'idle' }
  return (
    <main className={classes.window}>
      {picture.kind === 'idle' && <Idle shop={shown?.shop ?? noShop} look={look} />}
      {picture.kind === 'sale' && <Sale picture={picture} look={look} />}
      {picture.kind === 'done' && <Done picture={picture} look={look} />}
    </main>
  )
}

type Look = {
  t: ReturnType<typeof say<(typeof customerScreenWords)['ru']>>
  format: ReturnType<typeof formatIn>
  currency: string
}

/** What the till told last. Thanks go after a while, and everything when the till is silent. */
function useShown(): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null)
  const timers = useRef<{ gone?: ReturnType<typeof setTimeout>; thanks?: ReturnType<typeof setTimeout> }>({})
  const thanked = useRef<string | null>(null)
  useEffect(() => {
    const channel = createTabChannel(channelName)
    const all = timers.current
    const toIdle = () => setShown((before) => before && { ...before, picture: { kind: 'idle' } })
    const stop = channel.listen((message) => {
      if (!isShown(message)) return
      clearTimeout(all.gone)
      all.gone = setTimeout(toIdle, goneAfterMs)
      const { picture } = message.shown
      const done = picture.kind === 'done' ? JSON.stringify(picture) : null
      if (done === null) {
        clearTimeout(all.thanks)
        thanked.current = null
      } else if (thanked.current !== done) {
        thanked.current = done
        clearTimeout(all.thanks)
        all.thanks = setTimeout(() => {
          // Told again and again until the next sale begins: shown once.
          thanked.current = `over ${done}`
          toIdle()
        }, thanksMs)
      }
      const isOver = done !== null && thanked.current === `over ${done}`
      setShown(isOver ? { ...message.shown, picture: { kind: 'idle' } } : message.shown)
    })
    channel.post({ kind: 'hello' } satisfies Message)
    return () => {
      clearTimeout(all.gone)
      clearTimeout(all.thanks)
      stop()
      channel.close()
    }
  }, [])
  return shown
}

function Idle({ shop, look }: { shop: Shop; look: Look }) {
  const { t } = look
  return (
    <section className={classes.idle} aria-label={t('screen')}>
      {shop.image === null ? (
        <IconDroplet className={classes.drop} aria-hidden />
      ) : (
        <img src={shop.image} alt="" className={classes.image} />
      )}
      <h1>{shop.name}</h1>
      <p className={classes.words}>{shop.words || t('welcome')}</p>
      <WholeScreen label={t('wholeScreen')} />
    </section>
  )
}

/** A browser lets a window fill its screen only when somebody clicks in it. */
function WholeScreen({ label }: { label: string }) {
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    const look = () => setWhole(document.fullscreenElement !== null)
    look()
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  if (isWhole) return null
  const fill = () =>
    document.documentElement
      .requestFullscreen()
      .catch((cause: unknown) => console.warn('The window may not fill the screen', cause))
  return (
    <button type="button" className={classes.whole} onClick={() => void fill()}>
      <IconMaximize size={22} aria-hidden /> {label}
    </button>
  )
}

function Sale({ picture, look }: { picture: Extract<Picture, { kind: 'sale' }>; look: Look }) {
  const { t, format, currency } = look
  const { lines, totalMinor, discountMinor, paidBeforeMinor, paying } = picture
  const list = useRef<HTMLOListElement>(null)
  const last = lines.map(({ id, quantityMilli }) => `${id} ${quantityMilli}`).join()
  useEffect(() => {
    // What was rung up last is in sight.
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [last])
  return (
    <section className={classes.sale} aria-label={t('screen')}>
      <ol className={classes.lines} ref={list}>
        {lines.map((line) => (
          <li key={line.id}>
            <span className={classes.name}>{line.name}</span>
            <span className={classes.sum}>{format.amount(line.amountMinor, 'always')}</span>
            <span className={classes.detail}>
              {format.quantity(line.quantityMilli, line.unit)} × {format.money(line.priceMinor, currency)}
              {line.discountMinor > 0 && (
                <em> {t('lineSaved', { amount: format.money(line.discountMinor, currency) })}</em>
              )}
            </span>
          </li>
        ))}
      </ol>
      <div className={classes.foot}>
        {discountMinor > 0 && (
          <p className={classes.saved}>
            <span>{t('saved')}</span>
            <span>{format.money(-discountMinor, currency, 'always')}</span>
          </p>
        )}
        {paidBeforeMinor > 0 && (
          <p className={classes.saved}>
            <span>{t('paidBefore')}</span>
            <span>{format.money(-paidBeforeMinor, currency, 'always')}</span>
          </p>
        )}
        <p className={classes.total}>
          <span>{totalMinor < 0 ? t('back') : t('total')}</span>
          <strong>{format.money(Math.abs(totalMinor), currency, 'always')}</strong>
        </p>
        {paying && paying.givenMinor !== null && (
          <div className={classes.paying}>
            <Figure label={t('due')} value={format.money(paying.dueMinor, currency, 'always')} />
            <Figure label={t('given')} value={format.money(paying.givenMinor, currency, 'always')} />
            <Figure label={t('change')} value={format.money(paying.changeMinor, currency, 'always')} />
          </div>
        )}
      </div>
    </section>
  )
}

function Done({ picture, look }: { picture: Extract<Picture, { kind: 'done' }>; look: Look }) {
  const { t, format, currency } = look
  const { totalMinor, givenMinor, changeMinor } = picture
  const isBack = totalMinor < 0
  return (
    <section className={classes.done} aria-label={t('screen')}>
      <h1>{t(isBack ? 'thanksBack' : 'thanks')}</h1>
      <Figure label={t(isBack ? 'returned' : 'paid')} value={format.money(Math.abs(totalMinor), currency, 'always')} />
      {givenMinor !== null && (
        <>
          <Figure label={t('given')} value={format.money(givenMinor, currency, 'always')} />
          <p className={classes.total}>
            <span>{t('change')}</span>
            <strong>{format.money(changeMinor, currency, 'always')}</strong>
          </p>
        </>
      )}
    </section>
  )
}

const Figure = ({ label, value }: { label: string; value: string }) => (
  <p className={classes.figure}>
    <span>{label}</span>
    <strong>{value}</strong>
  </p>
)
