/** One order: its way, its goods, the money; withdraw until accepted, order again at any time. */
'use client'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconClipboardOff, IconRepeat } from '@tabler/icons-react'
import type { Order, OrderLine } from '../../lib/domain/order/order.ts'
import { dueMinor } from '../../lib/domain/order/due.ts'
import { canDo } from '../../lib/domain/order/view.ts'
import { useConfirm } from '../_ui/confirm.tsx'
import { Empty } from '../_ui/empty.tsx'
import { ProductDeposit } from '../_ui/container-deposit.tsx'
import { useFormat } from '../_ui/format.ts'
import { LoadingRows } from '../_ui/loading.tsx'
import { Money, Points, Quantity } from '../_ui/money.tsx'
import { useNotice } from '../_ui/notice.tsx'
import { placeHref, usePlace } from '../_ui/place.ts'
import { PaidChip, StateChip } from '../_ui/state-chip.tsx'
import { useAct, useMe, useNow, useOne, useWorkplace } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import { repeatInto } from './cart.ts'
import { OrderTimeline } from './order-timeline.tsx'
import classes from './orders-screen.module.css'
import { useShop } from './use-cart.ts'
import { shopWords } from './words.ts'

export function OrderDetail({ orderId }: { orderId: string }) {
  const t = useWords(shopWords)
  const shown = useOne<Order>('order', orderId)
  if (shown === undefined) return <LoadingRows />
  if (shown === null)
    return (
      <Empty
        icon={<IconClipboardOff size={36} />}
        title={t('orderGone')}
        text={t('orderGoneText')}
        action={
          <Button component="a" href={placeHref('orders')}>
            {t('orders')}
          </Button>
        }
      />
    )
  const { body: order, pending } = shown
  return (
    <article className={classes.screen}>
      <a href={placeHref('orders')} className={classes.back}>
        <IconArrowLeft size={22} aria-hidden /> {t('orders')}
      </a>
      <header className={classes.head}>
        <h2>{order.number === null ? t('orderNew') : t('orderNumber', { number: order.number })}</h2>
        <StateChip order={order} pending={pending} />
        {order.state !== 'draft' && <PaidChip order={order} />}
      </header>
      <div className={classes.columns}>
        <div className={classes.part}>
          <OrderTimeline order={order} pending={pending} />
          <Buttons order={order} />
        </div>
        <div className={classes.part}>
          <Lines order={order} />
          <Delivery order={order} />
        </div>
      </div>
    </article>
  )
}

function Lines({ order }: { order: Order }) {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const paidMinor = order.invoice?.paidMinor ?? 0
  const due = dueMinor(order)
  return (
    <section>
      <h3 className={classes.title}>{t('lines')}</h3>
      <ul>
        {order.lines.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </ul>
      <dl className={classes.sums}>
        <div>
          <dt>{base('total')}</dt>
          <dd>
            {(order.totalMinor > 0 || order.totalPoints === 0) && <Money minor={order.totalMinor} />}
            {order.totalMinor > 0 && order.totalPoints > 0 && ' · '}
            {order.totalPoints > 0 && <Points points={order.totalPoints} />}
          </dd>
        </div>
        {paidMinor > 0 && (
          <div>
            <dt>{t('paid')}</dt>
            <dd>
              <Money minor={paidMinor} />
            </dd>
          </div>
        )}
        {due > 0 && (
          <div>
            <dt>{t('due')}</dt>
            <dd>
              <Money minor={due} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function LineRow({ line }: { line: OrderLine }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const isPartly = line.deliveredMilli > 0 && line.deliveredMilli < line.quantityMilli
  return (
    <li className={classes.line}>
      <span>
        {line.name}
        <span className={classes.lineNote}>
          <Quantity milli={line.quantityMilli} unit={line.unit} />
          <ProductDeposit productId={line.productId} quantityMilli={line.quantityMilli} before=" · " />
          {isPartly && ` · ${t('delivered', { quantity: format.quantity(line.deliveredMilli) })}`}
          {line.cancelledMilli > 0 && ` · ${t('cancelled', { quantity: format.quantity(line.cancelledMilli) })}`}
          {(line.returnedMilli ?? 0) > 0 &&
            ` · ${t('cameBack', { quantity: format.quantity(line.returnedMilli ?? 0) })}`}
          {line.seenPrice !== null &&
            ` · ${t('wasPrice', {
              price: line.payWith === 'points' ? format.points(line.seenPrice) : format.money(line.seenPrice),
            })}`}
        </span>
      </span>
      <span>{line.payWith === 'points' ? <Points points={line.amount} /> : <Money minor={line.amount} />}</span>
    </li>
  )
}

function Delivery({ order }: { order: Order }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const now = useNow()
  const { address, window, note } = order
  const hours = window?.from && window.to ? t('hours', { from: window.from, to: window.to }) : null
  if (!address && !window && !note) return null
  return (
    <section>
      <h3 className={classes.title}>{t('deliveryAt')}</h3>
      {address && (
        <p>
          {address.verified ?? address.raw}
          {address.note && `, ${address.note}`}
        </p>
      )}
      {window && <p>{[format.date(window.date, now), hours].filter(Boolean).join(', ')}</p>}
      {note && <p className={classes.soft}>{note}</p>}
    </section>
  )
}

function Buttons({ order }: { order: Order }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const act = useAct()
  const confirm = useConfirm()
  const notice = useNotice()
  const workplace = useWorkplace()
  const me = useMe()
  const { go } = usePlace()
  const { cart, change, catalogue } = useShop()
  const mayWithdraw = me !== null && canDo(order, 'order.withdraw', me) === true

  const withdraw = async () => {
    const yes = await confirm({
      title: t('withdrawAsk', {
        total: order.totalMinor > 0 ? format.money(order.totalMinor) : format.points(order.totalPoints),
      }),
      text: t('withdrawText'),
      act: t('withdraw'),
      stay: t('keepOrder'),
      danger: true,
    })
    if (!yes) return
    const result = await act('order.withdraw', { kind: 'order', id: order.id }, {})
    if (result.kind === 'done') notice({ tone: 'good', text: t('withdrawn') })
  }
  const repeat = () => {
    const filled = repeatInto(cart, order, { offerOf: catalogue.offerOf, newId: () => workplace.newId() })
    change(filled.cart)
    notice(
      filled.skipped.length === 0
        ? { tone: 'good', text: t('repeated') }
        : { tone: 'bad', text: t('repeatedSkipped', { names: filled.skipped.join(', ') }) },
    )
    go('cart')
  }
  return (
    <div className={classes.buttons}>
      <Button variant="light" leftSection={<IconRepeat size={20} aria-hidden />} onClick={repeat}>
        {t('repeat')}
      </Button>
      {mayWithdraw && (
        <Button variant="default" onClick={() => void withdraw()}>
          {t('withdraw')}
        </Button>
      )}
    </div>
  )
}
