/**
 * B12: orders that wait for a yes or no, newest first, on every page of the desk. Its height does not depend on how many
 * there are, so nothing above it jumps when one comes in.
 */
'use client'
import { IconBell, IconBellOff, IconBellRinging, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { useOrderName } from '../order-name.ts'
import { deskWords } from '../words.ts'
import { holdStill } from './hold-still.ts'
import { IncomingCard } from './incoming-card.tsx'
import classes from './incoming-panel.module.css'
import { useNewcomers } from './use-newcomers.ts'
import { useSound, type Sound } from './use-sound.ts'

const DeclineDialog = lazyWindow(() => import('../order/decline-dialog.tsx'))

/** More cards than that nobody looks through sideways; the list has them all under "New". */
const mostCards = 30
/** After a press the cards stay where they are for a moment: a second tap must not hit the next order. */
const stillAfterPressMs = 1500

export function IncomingPanel() {
  const t = useWords(deskWords)
  const { incoming, byId } = useDeskOrders()
  const [isOpen, setOpen] = useKeep('desk.incomingOpen', hasRoom())
  const { sound, toggle, ring } = useSound()
  const news = useNews(ring)
  const { ids, holders } = useStillIds(incoming)
  const [declining, setDeclining] = useState<Order | null>(null)

  return (
    <section className={classes.panel} aria-label={t('incoming')} data-waiting={incoming.length > 0 || undefined}>
      <div className={classes.head}>
        <h2>
          {t('incoming')}
          <span className={classes.count}>{incoming.length}</span>
        </h2>
        <SoundButton sound={sound} toggle={toggle} />
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'incomingHide' : 'incomingShow')}
          onClick={() => {
            setOpen(!isOpen).catch((cause: unknown) => console.error('The panel could not be remembered', cause))
          }}
        >
          {isOpen ? <IconChevronDown size={22} aria-hidden /> : <IconChevronUp size={22} aria-hidden />}
        </button>
      </div>
      {isOpen && (
        <div className={classes.body}>
          {ids.length === 0 ? (
            <p className={classes.empty}>{t('incomingEmpty')}</p>
          ) : (
            <ul className={classes.strip} {...holders.area}>
              {ids.slice(0, mostCards).map((id) => {
                const shown = byId.get(id)
                return (
                  shown && (
                    <IncomingCard key={id} shown={shown} decline={setDeclining} onPressed={holders.holdAfterPress} />
                  )
                )
              })}
            </ul>
          )}
        </div>
      )}
      <p role="status" aria-live="polite" className="r-only-heard">
        {news}
      </p>
      {declining && <DeclineDialog order={declining} onClose={() => setDeclining(null)} />}
    </section>
  )
}

/** On a phone the list needs the height; the panel then begins folded, with its count in sight. */
const hasRoom = (): boolean => window.innerWidth >= 560 && window.innerHeight >= 640

/** Rings, and says for those who listen what came in. */
function useNews(ring: () => void): string {
  const t = useWords(deskWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const [news, setNews] = useState('')
  useNewcomers(
    useCallback(
      (orders: Shown<Order>[]) => {
        ring()
        const first = orders[0]?.body
        if (!first) return
        setNews(
          orders.length > 1
            ? t('incomingMany', { count: orders.length })
            : t('incomingOne', {
                name: nameOf(first),
                customer: first.customerName,
                total: format.money(first.totalMinor),
              }),
        )
      },
      [ring, t, format, nameOf],
    ),
  )
  return news
}

function useStillIds(incoming: readonly Shown<Order>[]) {
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const [isPressed, setPressed] = useState(0)
  const isHeld = isPointed || isFocused || isPressed > 0
  const [shown, setShown] = useState<readonly string[]>([])
  const ids = holdStill(
    shown,
    incoming.map((one) => one.id),
    isHeld,
  )
  if (ids !== shown) setShown(ids)
  useEffect(() => {
    if (isPressed === 0) return
    const timer = setTimeout(() => setPressed(0), stillAfterPressMs)
    return () => clearTimeout(timer)
  }, [isPressed])

  const holders = {
    area: {
      // A finger has no hover: for touch the moment after a press is what counts.
      onPointerEnter: (event: React.PointerEvent) => setPointed(event.pointerType === 'mouse'),
      onPointerLeave: () => setPointed(false),
      onFocus: (event: React.FocusEvent) => setFocused(event.target.matches(':focus-visible')),
      onBlur: () => setFocused(false),
    },
    holdAfterPress: useCallback(() => setPressed((count) => count + 1), []),
  }
  return { ids, holders }
}

const soundLooks = {
  on: { Icon: IconBellRinging, label: 'soundOn', short: 'soundShortOn' },
  off: { Icon: IconBellOff, label: 'soundOff', short: 'soundShortOff' },
  needsPress: { Icon: IconBell, label: 'soundNeedsPress', short: 'soundShortNeedsPress' },
} as const satisfies Record<Sound, unknown>

function SoundButton({ sound, toggle }: { sound: Sound; toggle: () => void }) {
  const t = useWords(deskWords)
  const { Icon, label, short } = soundLooks[sound]
  return (
    <button
      type="button"
      className={classes.sound}
      data-sound={sound}
      aria-pressed={sound !== 'off'}
      aria-label={t(label)}
      title={t(label)}
      onClick={toggle}
    >
      <Icon size={20} aria-hidden />
      <span>{t(short)}</span>
    </button>
  )
}
