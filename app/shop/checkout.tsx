/** From cart to order. Before sign-in it asks to sign in; the cart stays as it is. */
'use client'
import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import { Dialog } from '../_ui/dialog.tsx'
import { clock24, localDate, useFormat } from '../_ui/format.ts'
import { lazyPart } from '../_ui/lazy-part.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { useNotice } from '../_ui/notice.tsx'
import { usePlace } from '../_ui/place.ts'
import { useAct, useNow, useOne, useSession, useStatus, useWorkplace, type Act } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { AddressChoice, addressOf } from './address-choice.tsx'
import { nextCart, type Cart } from './cart.ts'
import { CartTotal } from './cart-total.tsx'
import classes from './cart-screen.module.css'
import { isPast } from './delivery-days.ts'
import { IntentChoice } from './intent-choice.tsx'
import { orderLines } from './order-lines.ts'
import { useShop } from './use-cart.ts'
import { useCustomer, useCustomerId } from './use-catalogue.ts'
import { WindowChoice } from './window-choice.tsx'
import { shopWords } from './words.ts'

const CustomerSignIn = lazyPart(() => import('../_ui/sign-in/customer-sign-in.tsx'))

export function Checkout() {
  const customerId = useCustomerId()
  const session = useSession()
  const isRecordAwaited = useRecordAwaited(customerId)
  if (customerId !== null) return isRecordAwaited ? <LoadingRows /> : <OrderForm customerId={customerId} />
  if (session.kind === 'signedIn') return <StaffHere />
  return <SignInFirst />
}

/** An order can be placed without the record: only the customer's own addresses are not offered then. */
const recordAwaitedMs = 4_000

/**
 * Whoever has just signed in has their addresses on the way. A form that grows while it is filled in moves the next line
 * under the finger, so it comes whole.
 */
function useRecordAwaited(customerId: string | null): boolean {
  const customer = useOne<Customer>('customer', customerId)
  const { connection } = useStatus()
  const [isOverdue, setOverdue] = useState(false)
  useEffect(() => {
    if (customerId === null) return
    const timer = setTimeout(() => setOverdue(true), recordAwaitedMs)
    return () => {
      clearTimeout(timer)
      setOverdue(false)
    }
  }, [customerId])
  const isOnItsWay = connection === 'online' || connection === 'unknown'
  const isAwaited = customer === undefined || (customer === null && isOnItsWay && !isOverdue)
  // A form that stands there is not taken away again when the connection comes and goes.
  if (customerId !== null && !isAwaited && !isOverdue) setOverdue(true)
  return isAwaited
}

function StaffHere() {
  const t = useWords(shopWords)
  return (
    <section className={classes.part}>
      <h2>{t('staffHere')}</h2>
      <p className={classes.soft}>{t('staffHereText')}</p>
    </section>
  )
}

function SignInFirst() {
  const t = useWords(shopWords)
  const { priced } = useShop()
  return (
    <section className={classes.finish}>
      <p className={classes.total}>
        <CartTotal priced={priced} />
      </p>
      <SignInButton label={t('signInToOrder')} />
      <p className={classes.soft}>{t('signInToOrderText')}</p>
    </section>
  )
}

/** Opens the sign-in of customers over the screen. */
export function SignInButton({ label }: { label: string }) {
  const t = useWords(shopWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="lg" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t('signInTitle')} width={440}>
        <CustomerSignIn onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function OrderForm({ customerId }: { customerId: string }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const notice = useNotice()
  const now = useNow()
  const status = useStatus()
  const { cart, priced, change } = useShop()
  const customer = useCustomer()
  const { place, busy } = usePlaceOrder(customerId, customer)
  const [problem, setProblem] = useState<string | null>(null)
  const addressPart = useRef<HTMLElement>(null)
  const currency = priced.lines.find((line) => line.offer)?.offer?.currency ?? 'RUB'

  const submit = async () => {
    if (!priced.isOrderable) return setProblem(t('cartProblem'))
    if (addressOf(cart, customer) === null) {
      setProblem(t('addressMissing'))
      addressPart.current?.scrollIntoView({ block: 'center' })
      addressPart.current?.querySelector<HTMLElement>('textarea, input')?.focus()
      return
    }
    setProblem(null)
    const today = localDate(now)
    const window = isPast(cart.window, today, clock24(now)) ? null : cart.window
    if (await place({ ...cart, window }))
      notice({ tone: 'good', text: t(status.connection === 'online' ? 'placed' : 'placedOffline') })
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <AddressChoice
        ref={addressPart}
        cart={cart}
        customer={customer}
        onChange={(next) => {
          change(next)
          setProblem(null)
        }}
      />
      <WindowChoice cart={cart} onChange={change} />
      <IntentChoice cart={cart} onChange={change} />
      <section className={classes.part}>
        <Textarea
          label={t('note')}
          placeholder={t('notePlaceholder')}
          value={cart.note}
          maxLength={1000}
          rows={2}
          onChange={(event) => change({ ...cart, note: event.currentTarget.value })}
        />
      </section>
      <div className={classes.finish}>
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {t('orderFor', {
            total: [
              (priced.totalMinor > 0 || priced.totalPoints === 0) && format.money(priced.totalMinor, currency),
              priced.totalPoints > 0 && format.points(priced.totalPoints),
            ]
              .filter(Boolean)
              .join(' · '),
          })}
        </Button>
      </div>
    </form>
  )
}

function usePlaceOrder(customerId: string, customer: Customer | null) {
  const act = useAct()
  const workplace = useWorkplace()
  const { priced, change } = useShop()
  const { go } = usePlace()
  const [busy, setBusy] = useState(false)

  const place = async (cart: Cart): Promise<boolean> => {
    setBusy(true)
    try {
      const address = addressOf(cart, customer)
      const remembered =
        address !== null && address.id === null && cart.rememberAddress && customer !== null
          ? await rememberAddress(act, { customer, address, id: workplace.newId() })
          : null
      const result = await act(
        'order.submit',
        { kind: 'order', id: cart.orderId },
        {
          source: 'shop',
          customerId,
          address: address && { ...address, id: remembered ?? address.id },
          window: cart.window,
          lines: orderLines(priced),
          intent: cart.intent,
          note: cart.note.trim() === '' ? null : cart.note.trim(),
        },
      )
      if (result.kind !== 'done') return false
      const addressId = remembered ?? address?.id
      change({ ...nextCart(cart), ...(addressId && { addressId }) })
      go(`orders/${encodeURIComponent(cart.orderId)}`)
      return true
    } finally {
      setBusy(false)
    }
  }
  return { place, busy }
}

type TypedAddress = { raw: string; note: string | null }

/** The id under which it stands now, or null when it could not be kept; the order itself carries the text anyway. */
async function rememberAddress(
  act: Act,
  { customer, address, id }: { customer: Customer; address: TypedAddress; id: string },
): Promise<string | null> {
  const result = await act(
    'customer.setAddress',
    { kind: 'customer', id: customer.id },
    {
      id,
      raw: address.raw,
      note: address.note,
      verified: null,
      autoAccept: false,
      neverAutoAccept: false,
      receiptContact: null,
    },
    { quiet: true },
  )
  return result.kind === 'done' ? id : null
}
