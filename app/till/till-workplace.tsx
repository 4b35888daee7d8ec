/** `/till`: the cashier's workplace. The sale being made, the receipts of this till, its shift. */
'use client'
import { IconCashRegister, IconReceipt, IconShoppingCart } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ErrorBoundary } from '../_ui/error-boundary.tsx'
import { Frame, type Section } from '../_ui/frame.tsx'
import { useKeys } from '../_ui/keys.ts'
import { lazyPart } from '../_ui/lazy-part.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { placeHref, usePlace } from '../_ui/place.ts'
import { useWords } from '../_ui/words-engine.ts'
import { useOpenScreen } from './customer/use-open-screen.ts'
import { customerScreenWords } from './customer/words.ts'
import { useLock, useLocked } from './lock/use-lock.ts'
import { PrinterStrip } from './print/printer-strip.tsx'
import { SaleScreen } from './sale/sale-screen.tsx'
import { useMarkLostSale } from './sale/use-lost-takes.ts'
import { ShiftGate } from './shift/shift-gate.tsx'
import { shiftWords } from './shift/words.ts'
import classes from './till-workplace.module.css'
import { useAwake } from './use-awake.ts'
import { useNoteGiven } from './use-note-given.ts'
import { useTill } from './use-till.ts'
import { useTillKey } from './use-till-key.ts'
import { tillWords } from './words.ts'

const ReceiptsScreen = lazyPart(() => import('./receipts/receipts-screen.tsx'), <LoadingRows />)
const ShiftScreen = lazyPart(() => import('./shift/shift-screen.tsx'), <LoadingRows />)
const LockScreen = lazyPart(() => import('./lock/lock-screen.tsx'), <LoadingRows />)

const screens = ['sale', 'receipts', 'shift'] as const
type Screen = (typeof screens)[number]

export function TillWorkplace() {
  const { parts } = usePlace()
  const screen = screens.find((known) => known === parts[0]) ?? 'sale'
  const [isLocked] = useLocked()
  return (
    <Frame
      room="till"
      sections={useSections(screen)}
      fills
      placeKey={screen}
      foot={<PrinterStrip />}
      isClosed={isLocked}
    >
      <LockedTill screen={screen} openId={parts[1] ?? null} />
    </Frame>
  )
}

/** Stands inside the frame's door: somebody is signed in. */
function LockedTill({ screen, openId }: { screen: Screen; openId: string | null }) {
  const { isLocked, lock, unlock } = useLock()
  useAwake(!isLocked)
  useMarkLostSale()
  useNoteGiven(useTill().shift?.id ?? null)
  useEffect(() => {
    // Here before they are asked for: a tap is answered at once, offline too.
    const timer = setTimeout(() => {
      ReceiptsScreen.warm()
      ShiftScreen.warm()
      LockScreen.warm()
    }, 1500)
    return () => clearTimeout(timer)
  }, [])
  if (isLocked)
    return (
      <div className={classes.till}>
        <LockScreen unlock={unlock} />
      </div>
    )
  return (
    <div className={classes.till}>
      {/* A screen that failed does not keep the others shut. */}
      <ErrorBoundary key={screen}>
        <TillScreen screen={screen} openId={openId} />
      </ErrorBoundary>
      <TillKeys lock={lock} />
    </div>
  )
}

function TillScreen({ screen, openId }: { screen: Screen; openId: string | null }) {
  const till = useTill()
  useTillKey(till)
  if (screen === 'receipts') return <ReceiptsScreen till={till} openId={openId} />
  if (screen === 'shift') return <ShiftScreen till={till} />
  return <ShiftGate till={till}>{till.shift && <SaleScreen till={till} shift={till.shift} />}</ShiftGate>
}

function TillKeys({ lock }: { lock: () => void }) {
  const t = useWords(tillWords)
  const screen = useWords(customerScreenWords)
  const shift = useWords(shiftWords)
  const openScreen = useOpenScreen()
  const { go } = usePlace()
  useKeys([
    { key: 'Alt+S', label: t('keySale'), run: () => go('sale') },
    { key: 'Alt+R', label: t('keyReceipts'), run: () => go('receipts') },
    { key: 'Alt+M', label: t('keyShift'), run: () => go('shift') },
    { key: 'Alt+L', label: t('keyLock'), run: lock },
    { key: 'Alt+I', label: shift('printerPage'), run: () => go('shift/printer') },
    { key: 'Alt+K', label: shift('checkPage'), run: () => go('shift/check') },
    { key: 'Alt+V', label: screen('keyOpen'), run: openScreen },
  ])
  return null
}

function useSections(screen: Screen): Section[] {
  const t = useWords(tillWords)
  const icon = { sale: IconShoppingCart, receipts: IconReceipt, shift: IconCashRegister }
  const label = { sale: t('sectionSale'), receipts: t('sectionReceipts'), shift: t('sectionShift') }
  return screens.map((one) => {
    const Icon = icon[one]
    return { href: placeHref(one), label: label[one], icon: <Icon size={24} aria-hidden />, active: one === screen }
  })
}
