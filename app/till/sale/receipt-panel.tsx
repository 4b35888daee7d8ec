/** The receipt being made: its lines, what it comes to, and the way to pay it; after that what came of it. */
'use client'
import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconDiscount,
  IconPackage,
  IconPhone,
  IconPlayerPause,
  IconStack2,
  IconTrash,
  IconUser,
} from '@tabler/icons-react'
import type { CartLine, PricedLine } from '../../../lib/domain/till/cart.ts'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import { useFormat } from '../../_ui/format.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { PrintOutcome } from '../print/print-port.ts'
import { ClosedSale } from './closed-sale.tsx'
import { LostTakeStrip, SoldTakeStrips } from './lost-take-strip.tsx'
import { SelectedLine } from './selected-line.tsx'
import classes from './receipt-panel.module.css'
import { OrderStrip } from '../order/order-strip.tsx'
import { useStaleness, useWaitingOrders } from '../order/use-waiting-orders.ts'
import { counterWords } from '../order/words.ts'
import { dueOf, isEmpty } from './sale.ts'
import { useClear, type OpenDialog } from './sale-screen.tsx'
import { useFreeStock } from './use-free-stock.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function ReceiptPanel({ open, printed }: { open: OpenDialog; printed: PrintOutcome | null }) {
  const t = useWords(saleWords)
  const { sale, priced, closed } = useSale()
  if (closed && isEmpty(sale)) return <ClosedSale receipt={closed} printed={printed} />
  return (
    <section className={classes.panel} aria-label={t('receipt')}>
      <div className={classes.top}>
        <CustomerStrip open={open} />
        <OrdersButton open={open} />
      </div>
      <SoldTakeStrips />
      <LostTakeStrip />
      {sale.order && <OrderStrip taken={sale.order} />}
      {sale.lines.length === 0 ? (
        <p className={classes.empty}>{t('empty')}</p>
      ) : (
        <ul className={classes.lines}>
          {(priced?.lines ?? sale.lines.map(withoutSum)).map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {sale.order === null && <SelectedLine open={open} />}
      <Foot open={open} />
    </section>
  )
}

/** Larger than any receipt: the lines still stand there, to be made smaller. */
const withoutSum = (line: CartLine): PricedLine => ({ ...line, grossMinor: 0, discountMinor: 0, amountMinor: 0 })

function CustomerStrip({ open }: { open: OpenDialog }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const { sale, customer, balance, currency } = useSale()
  const facts = [
    (balance?.deposit ?? 0) > 0 && t('deposit', { amount: format.money(balance?.deposit ?? 0, currency) }),
    (balance?.points ?? 0) > 0 && t('points', { points: format.points(balance?.points ?? 0) }),
    (balance?.debt ?? 0) > 0 && t('debt', { amount: format.money(balance?.debt ?? 0, currency) }),
  ].filter((fact) => fact !== false)
  return (
    <button type="button" className={classes.customer} onClick={() => open('customer')} title="F4">
      {sale.customerId === null ? <IconPhone size={22} aria-hidden /> : <IconUser size={22} aria-hidden />}
      <span>
        {sale.customerId === null
          ? t('customerAdd')
          : customer === undefined
            ? '…'
            : (customer?.name ?? t('customerUnknown'))}
        {facts.length > 0 && <span className={classes.soft}>{facts.join(' · ')}</span>}
      </span>
      <kbd>F4</kbd>
    </button>
  )
}

/** How many orders wait for their money; those of the customer that is named stand first in the list. */
function OrdersButton({ open }: { open: OpenDialog }) {
  const t = useWords(counterWords)
  const { till, sale } = useSale()
  const count = useWaitingOrders(till.id, null)?.length ?? 0
  return (
    <button
      type="button"
      className={classes.orders}
      onClick={() => open('orders')}
      disabled={sale.order !== null}
      title={`${t('keyOrders')} (Alt + O)`}
      aria-label={t('ordersCount', { count })}
    >
      <IconPackage size={22} aria-hidden />
      <span>
        {t('orders')} {count > 0 && <span className="r-figures">{count}</span>}
      </span>
    </button>
  )
}

function Line({ line }: { line: PricedLine }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const { selectedId, select, currency } = useSale()
  const isSelected = line.id === selectedId
  const amount = format.amount(line.returnOf ? -line.amountMinor : line.amountMinor, 'always')
  const quantity = format.quantity(line.quantityMilli, line.unit)
  return (
    <li>
      <button
        type="button"
        className={classes.line}
        aria-pressed={isSelected}
        aria-label={t('line', { name: line.name, quantity, amount })}
        onClick={() => select(line.id)}
        ref={isSelected ? intoView : undefined}
      >
        <span className={classes.name}>
          {line.name}
          {line.returnOf && <span className={classes.back}>{t('returned')}</span>}
        </span>
        <span className={classes.sum}>{amount}</span>
        <span className={classes.detail}>
          {quantity} × {format.money(line.priceMinor, currency)}
          {line.discountMinor > 0 && !line.returnOf && (
            <span className={classes.discount}>
              {t('lineDiscount', { amount: format.money(line.discountMinor, currency) })}
            </span>
          )}
          <Short line={line} />
        </span>
      </button>
    </li>
  )
}

/** Scrolls the list and never the page: what is tapped stays under the finger. */
function intoView(element: HTMLElement | null): void {
  const list = element?.closest('ul')
  if (!element || !list) return
  const [own, frame] = [element.getBoundingClientRect(), list.getBoundingClientRect()]
  if (own.top < frame.top) list.scrollTop -= frame.top - own.top
  else if (own.bottom > frame.bottom) list.scrollTop += own.bottom - frame.bottom
}

/** Warns, and refuses nothing: what the customer holds in the hands is there, whatever the books say. */
function Short({ line }: { line: PricedLine }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const free = useFreeStock(line.stocked && line.returnOf === null ? line.productId : null)
  if (free === undefined || free >= line.quantityMilli) return null
  return (
    <span className={classes.short}>
      <IconAlertTriangle size={16} aria-hidden />
      {free > 0 ? t('leftShort', { quantity: format.quantity(free, line.unit) }) : t('leftShortNone')}
    </span>
  )
}

function Foot({ open }: { open: OpenDialog }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const state = useSale()
  const clear = useClear(state)
  const { sale, priced, currency } = state
  const parked = useList<Parked>('parked')?.filter(({ body }) => body.taken === null).length ?? 0
  const hasLines = sale.lines.length > 0
  const ofOrder = useWords(counterWords)
  const stale = useStaleness(state)
  const total = dueOf(sale, priced)
  const isOrder = sale.order !== null
  const isPart = (sale.order?.paidBeforeMinor ?? 0) > 0
  const totalLabel = isPart ? ofOrder('dueNow') : total < 0 ? t('toGive') : t('toPay')
  const approvedBy = sale.approvals.map(({ byName }) => byName).join(', ')
  return (
    <div className={classes.foot}>
      <div className={classes.tools}>
        <Tool
          icon={<IconDiscount size={22} aria-hidden />}
          label={t('discountSale')}
          hot="F8"
          onClick={() => open('saleDiscount')}
          disabled={!hasLines || isOrder}
        />
        <Tool
          icon={<IconPlayerPause size={22} aria-hidden />}
          label={t('park')}
          hot="F10"
          onClick={() => open('park')}
          disabled={!hasLines || isOrder || sale.takenBefore !== null}
        />
        <Tool
          icon={<IconStack2 size={22} aria-hidden />}
          label={parked > 0 ? `${t('parked')} ${parked}` : t('parked')}
          hot="Alt+P"
          onClick={() => open('parked')}
        />
        <Tool
          icon={<IconTrash size={22} aria-hidden />}
          label={isOrder ? ofOrder('putBack') : t('clear')}
          hot="Alt+C"
          onClick={() => void clear()}
          disabled={isEmpty(sale)}
        />
      </div>
      <p className={classes.discounts}>
        {priced && priced.discountMinor > 0 && (
          <>
            <span>
              {approvedBy === '' ? t('discounts') : `${t('discounts')} · ${t('approved', { name: approvedBy })}`}
            </span>
            <span className="r-figures">{format.money(-priced.discountMinor, currency, 'always')}</span>
          </>
        )}
      </p>
      <div className={classes.total} role="status">
        <span>{totalLabel}</span>
        <strong>{priced === null ? t('tooLarge') : format.money(Math.abs(total), currency, 'always')}</strong>
      </div>
      <Button
        size="lg"
        fullWidth
        onClick={() => open('pay')}
        disabled={!hasLines || priced === null || stale !== null || sale.takenBefore !== null}
        className={classes.pay}
      >
        {total < 0 ? t('giveBack') : t('pay')} <kbd>F9</kbd>
      </Button>
    </div>
  )
}

function Tool({
  icon,
  label,
  hot,
  onClick,
  disabled = false,
}: {
  icon: React.ReactNode
  label: string
  hot: string
  onClick: () => void
  disabled?: boolean
}) {
  return (
    <button type="button" onClick={onClick} disabled={disabled} title={`${label} (${hot.replaceAll('+', ' + ')})`}>
      {icon}
      <span>{label}</span>
    </button>
  )
}
