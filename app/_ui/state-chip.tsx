/**
 * The chips of an order: its state, and apart from it the money. The same everywhere, always an icon and a word. A
 * small clock beside it: own acts on it that were not sent yet.
 */
import {
  IconArrowBackUp,
  IconBan,
  IconCash,
  IconCashOff,
  IconCheck,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconPencil,
  IconTruckDelivery,
  IconTruckLoading,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Order, OrderState } from '../../lib/domain/order/order.ts'
import { paidState, type PaidState } from '../../lib/domain/order/paid-state.ts'
import { isWithdrawn } from '../../lib/domain/order/states.ts'
import { orderStateKeys } from './order-words.ts'
import classes from './state-chip.module.css'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type Tone = 'grey' | 'blue' | 'violet' | 'green' | 'teal' | 'amber' | 'red'

/** The form of every chip, for states that are not an order's. */
export function Chip({
  tone,
  icon,
  children,
  outline = false,
}: {
  tone: Tone
  icon?: ReactNode
  children: ReactNode
  outline?: boolean
}) {
  return (
    <span className={classes.chip} data-tone={tone} data-outline={outline || undefined}>
      {icon}
      <span>{children}</span>
    </span>
  )
}

const looks = {
  draft: { tone: 'grey', Icon: IconPencil },
  accepted: { tone: 'blue', Icon: IconCheck },
  inDelivery: { tone: 'violet', Icon: IconTruckDelivery },
  completed: { tone: 'green', Icon: IconCircleCheck },
  shipped: { tone: 'teal', Icon: IconTruckLoading },
  declined: { tone: 'red', Icon: IconX, outline: true },
  voided: { tone: 'red', Icon: IconBan, outline: true },
} as const satisfies Record<OrderState, Look>

type Look = { tone: Tone; Icon: typeof IconX; outline?: boolean }

/** Nobody declined it: to read that of one's own order would be a fright. */
const withdrawnLook: Look = { tone: 'grey', Icon: IconArrowBackUp, outline: true }

/** `pending`: `Shown.pending` of the document. */
export function StateChip({ order, pending = 0 }: { order: Pick<Order, 'state' | 'history'>; pending?: number }) {
  const t = useWords(baseWords)
  const isOwnEnd = isWithdrawn(order)
  const look: Look = isOwnEnd ? withdrawnLook : looks[order.state]
  return (
    <span className={classes.pair}>
      <Chip tone={look.tone} outline={look.outline ?? false} icon={<look.Icon size={16} aria-hidden />}>
        {t(isOwnEnd ? 'stateWithdrawn' : orderStateKeys[order.state])}
      </Chip>
      {pending > 0 && <NotSent />}
    </span>
  )
}

/** The small clock: done here, not sent yet. */
export function NotSent() {
  const t = useWords(baseWords)
  return (
    <span className={classes.notSent} title={t('notSentYet')}>
      <IconClock size={18} aria-hidden />
      <span className="r-only-heard">{t('notSentYet')}</span>
    </span>
  )
}

/** Nothing while there is no invoice. */
export function PaidChip({ order }: { order: Pick<Order, 'invoice' | 'totalMinor'> }) {
  const t = useWords(baseWords)
  const { invoice } = order
  if (!invoice || invoice.state === 'voided' || invoice.totalMinor === 0) return null
  const { tone, Icon, word } = paidLooks[paidState(order)]
  return (
    <Chip tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(word)}
    </Chip>
  )
}

const paidLooks = {
  paid: { tone: 'green', Icon: IconCash, word: 'moneyPaid' },
  debt: { tone: 'red', Icon: IconHourglass, word: 'moneyDebt' },
  partlyPaid: { tone: 'amber', Icon: IconCashOff, word: 'moneyPartly' },
  unpaid: { tone: 'amber', Icon: IconCashOff, word: 'moneyUnpaid' },
} as const satisfies Record<PaidState, object>
