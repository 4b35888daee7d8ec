/**
 * `/desk`: the operator's workplace. Orders with the opened one beside them, customers, a new order for somebody on the
 * phone; below all of them, always, the panel of orders that wait for a yes or no.
 */
'use client'
import { IconClipboardList, IconPhonePlus, IconUsers } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ErrorBoundary } from '../_ui/error-boundary.tsx'
import { Frame, type Section } from '../_ui/frame.tsx'
import { useKeys } from '../_ui/keys.ts'
import { lazyPart } from '../_ui/lazy-part.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { placeHref, usePlace } from '../_ui/place.ts'
import { mayEnter } from '../_ui/rooms.ts'
import { useMe } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { DeskOrdersContext, useReadDeskOrders, type DeskOrders } from './desk-orders.ts'
import { IncomingPanel } from './incoming/incoming-panel.tsx'
import { OrderDialog } from './order/order-view.tsx'
import { OrdersScreen } from './orders/orders-screen.tsx'
import { useRefusals } from './use-refusals.ts'
import { deskWords } from './words.ts'

const CustomersScreen = lazyPart(() => import('./customers/customers-screen.tsx'), <LoadingRows />)
const NewOrderScreen = lazyPart(() => import('./new-order/new-order-screen.tsx'), <LoadingRows />)

const screens = ['orders', 'customers', 'new'] as const
type Screen = (typeof screens)[number]

export function Desk() {
  const { parts } = usePlace()
  const screen = screens.find((known) => known === parts[0]) ?? 'orders'
  const orders = useReadDeskOrders()
  const me = useMe()
  const isIn = me !== null && mayEnter('desk', me.roles)

  return (
    <DeskOrdersContext value={orders}>
      <Frame
        room="desk"
        sections={useSections(screen)}
        count={isIn ? orders.incoming.length : 0}
        foot={isIn && <IncomingPanel />}
        fills
        placeKey={screen}
      >
        {/* A screen that failed does not keep the others shut. */}
        <ErrorBoundary key={screen}>
          {screen === 'orders' && <OrdersScreen openId={parts[1] ?? null} />}
          {screen === 'customers' && <CustomersScreen openId={parts[1] ?? null} />}
          {screen === 'new' && <NewOrderScreen forCustomer={parts[1] ?? null} />}
        </ErrorBoundary>
        <DeskKeys orders={orders} />
      </Frame>
    </DeskOrdersContext>
  )
}

/** Stands inside the frame's door: nobody is signed in, no keys. */
function DeskKeys({ orders }: { orders: DeskOrders }) {
  const t = useWords(deskWords)
  const { go } = usePlace()
  useRefusals(orders)
  useWarm()
  useKeys([
    { key: 'N', label: t('keyNewOrder'), run: () => go('new') },
    {
      key: 'O',
      label: t('keyNewest'),
      run: () => {
        const newest = orders.incoming[0]
        if (newest) go(`orders/${newest.id}`)
      },
    },
    { key: 'Alt+O', label: t('keyOrders'), run: () => go('orders') },
    { key: 'Alt+C', label: t('keyCustomers'), run: () => go('customers') },
  ])
  return null
}

function useSections(screen: Screen): Section[] {
  const t = useWords(deskWords)
  return [
    {
      href: placeHref('orders'),
      label: t('sectionOrders'),
      icon: <IconClipboardList size={24} aria-hidden />,
      active: screen === 'orders',
    },
    {
      href: placeHref('customers'),
      label: t('sectionCustomers'),
      icon: <IconUsers size={24} aria-hidden />,
      active: screen === 'customers',
    },
    {
      href: placeHref('new'),
      label: t('sectionNew'),
      icon: <IconPhonePlus size={24} aria-hidden />,
      active: screen === 'new',
    },
  ]
}

/** Screens and dialogs are here before they are asked for: a tap is answered at once, offline too. */
function useWarm(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      CustomersScreen.warm()
      NewOrderScreen.warm()
      OrderDialog.warm()
    }, 1500)
    return () => clearTimeout(timer)
  }, [])
}
