/** Which orders the list shows: by what they wait for, and by driver. Pure. */
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

export const orderFilters = ['new', 'accepted', 'inDelivery', 'debts', 'completedToday', 'ended', 'all'] as const
export type OrderFilter = (typeof orderFilters)[number]

/** A driver's id; `none`: given to nobody. */
export type DriverFilter = 'any' | 'none' | (string & {})
export type Wanted = { filter: OrderFilter; driver: DriverFilter }

const tests: Record<OrderFilter, (order: Order, todayStart: number) => boolean> = {
  new: ({ state }) => state === 'draft',
  accepted: ({ state }) => state === 'accepted',
  inDelivery: ({ state }) => state === 'inDelivery',
  debts: ({ invoice }) => invoice !== null && invoice.debtMinor > 0,
  completedToday: ({ state, changed }, todayStart) =>
    (state === 'completed' || state === 'shipped') && changed.at >= todayStart,
  ended: ({ state }) => state === 'declined' || state === 'voided',
  all: () => true,
}

const isInFilter = (order: Order, filter: OrderFilter, todayStart: number): boolean => tests[filter](order, todayStart)

const isOfDriver = (order: Order, driver: DriverFilter): boolean =>
  driver === 'any' || (driver === 'none' ? order.driverId === null : order.driverId === driver)

export type Counts = {
  /** Within the chosen driver. */
  filters: Record<OrderFilter, number>
  /** Within the chosen filter; `any` and `none` are keys as well. */
  drivers: ReadonlyMap<string, number>
}

/** One walk over all orders: what is chosen, and how many there are of everything else that could be chosen. */
export function filterOrders(
  orders: readonly Shown<Order>[],
  wanted: Wanted,
  todayStart: number,
): { chosen: Shown<Order>[]; counts: Counts } {
  const filters: Record<OrderFilter, number> = {
    new: 0,
    accepted: 0,
    inDelivery: 0,
    debts: 0,
    completedToday: 0,
    ended: 0,
    all: 0,
  }
  const drivers = new Map<string, number>([['any', 0]])
  const count = (key: string) => drivers.set(key, (drivers.get(key) ?? 0) + 1)
  const chosen: Shown<Order>[] = []
  for (const shown of orders) {
    const order = shown.body
    const ofDriver = isOfDriver(order, wanted.driver)
    const inFilter = isInFilter(order, wanted.filter, todayStart)
    if (ofDriver) for (const filter of orderFilters) if (isInFilter(order, filter, todayStart)) filters[filter]++
    if (inFilter) {
      count('any')
      count(order.driverId ?? 'none')
    }
    if (ofDriver && inFilter) chosen.push(shown)
  }
  return { chosen, counts: { filters, drivers } }
}
