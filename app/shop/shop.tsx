/** `/shop`: catalogue, cart and orders of a customer. The catalogue is open to everybody; ordering asks to sign in. */
'use client'
import { Button } from '@mantine/core'
import { IconBuildingStore, IconClipboardList, IconShoppingCart } from '@tabler/icons-react'
import { useEffect, useMemo, type ReactNode } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import { isOpen } from '../../lib/domain/order/states.ts'
import { ErrorPanel } from '../_ui/error-panel.tsx'
import { Frame, type Section } from '../_ui/frame.tsx'
import { lazyPart } from '../_ui/lazy-part.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { placeHref, usePlace } from '../_ui/place.ts'
import { useAttempt } from '../_ui/sign-in/use-attempt.ts'
import { useSession, useWorkplace } from '../_ui/use-workplace.ts'
import { baseWords } from '../_ui/words.ts'
import { useWords } from '../_ui/words-engine.ts'
import { pointsLeft, priceCart } from './cart.ts'
import { CartBar } from './cart-bar.tsx'
import { CatalogueScreen } from './catalogue-screen.tsx'
import { ShopContext, useCart } from './use-cart.ts'
import { useBalance, useCatalogue } from './use-catalogue.ts'
import { useMyOrders } from './use-my-orders.ts'
import { shopWords } from './words.ts'

const CartScreen = lazyPart(() => import('./cart-screen.tsx'), <LoadingRows />)
const OrdersScreen = lazyPart(() => import('./orders-screen.tsx'), <LoadingRows />)

export function Shop() {
  const { parts } = usePlace()
  const screen = parts[0] === 'cart' || parts[0] === 'orders' ? parts[0] : 'catalogue'
  const { cart, change, setQuantity } = useCart()
  const catalogue = useCatalogue()
  const balance = useBalance()
  const orders = useMyOrders()
  const sections = useSections(screen, cart.lines.length, openCount(orders))
  useWarm()

  const shop = useMemo(() => {
    if (!catalogue) return null
    const priced = priceCart(cart, catalogue.offerOf)
    const points = balance ? (balance.points ?? 0) - (balance.pointsHeld ?? 0) : null
    return { catalogue, cart, priced, change, setQuantity, pointsLeft: pointsLeft(points, priced) }
  }, [catalogue, cart, change, setQuantity, balance])

  return (
    <Frame
      room="shop"
      sections={sections}
      placeKey={parts.join('/')}
      foot={shop && screen === 'catalogue' && cart.lines.length > 0 && <CartBar priced={shop.priced} />}
    >
      <ShopDoor>
        {shop ? (
          <ShopContext value={shop}>
            {screen === 'cart' && <CartScreen />}
            {screen === 'orders' && <OrdersScreen orderId={parts[1] ?? null} orders={orders} />}
            {screen === 'catalogue' && <CatalogueScreen groupId={parts[0] === 'group' ? (parts[1] ?? null) : null} />}
          </ShopContext>
        ) : (
          <LoadingRows />
        )}
      </ShopDoor>
    </Frame>
  )
}

function useSections(screen: string, lines: number, open: number): Section[] {
  const t = useWords(shopWords)
  return [
    {
      href: '#',
      label: t('catalogue'),
      icon: <IconBuildingStore size={24} aria-hidden />,
      active: screen === 'catalogue',
    },
    {
      href: placeHref('cart'),
      label: t('cart'),
      icon: <IconShoppingCart size={24} aria-hidden />,
      active: screen === 'cart',
      count: lines,
    },
    {
      href: placeHref('orders'),
      label: t('orders'),
      icon: <IconClipboardList size={24} aria-hidden />,
      active: screen === 'orders',
      count: open,
    },
  ]
}

const openCount = (orders: ReturnType<typeof useMyOrders>): number =>
  orders?.filter((shown: { body: Order }) => isOpen(shown.body)).length ?? 0

/** A browser that was never here becomes a device of the shop by itself, without a code. */
function ShopDoor({ children }: { children: ReactNode }) {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const workplace = useWorkplace()
  const session = useSession()
  const { busy, problem, run } = useAttempt('enrol')
  const isStranger = session.kind === 'notEnrolled'

  useEffect(() => {
    if (isStranger) void run(() => workplace.session.openShop())
  }, [isStranger, run, workplace])

  if (!isStranger) return children
  if (problem === null) return <LoadingRows />
  return (
    <ErrorPanel
      title={t('openFailed')}
      text={`${problem} ${t('openFailedText')}`}
      actions={
        <Button loading={busy} onClick={() => void run(() => workplace.session.openShop())}>
          {base('retry')}
        </Button>
      }
    />
  )
}

function useWarm(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      CartScreen.warm()
      OrdersScreen.warm()
    }, 1500)
    return () => clearTimeout(timer)
  }, [])
}
