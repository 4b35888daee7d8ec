/** To which driver, on which day, at which place in the day. */
import { documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Decision } from '../operation.ts'
import type { Person } from '../staff/person.ts'
import type { OrderPayload } from './operations.ts'
import type { Order } from './order.ts'
import { entryOf, settle, stampOf, unchanged, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

/** A stop without a wanted place stands after all others. */
const lastPosition = 10_000

export function assign(act: Act<OrderPayload<'order.assign'>>): Decision<Order> {
  const { order, payload, facts } = act
  if (payload.driverId === null) return unassign(act)

  const person = documentOf<Person>(facts, 'person', payload.driverId)
  if (person === null || (person && !(person.active && person.roles.includes('driver'))))
    return refused('unknownDriver')
  const sameDriver = payload.driverId === order.driverId
  const date = payload.date ?? order.stop?.date ?? order.window?.date
  if (date === undefined) return refused('badRequest', { path: 'date' })
  const kept = sameDriver && order.stop?.date === date ? order.stop.position : lastPosition
  const stop = { date, position: payload.position ?? kept }
  if (sameDriver && order.stop?.date === stop.date && order.stop.position === stop.position) return unchanged(order)

  const driverName = person?.name ?? (sameDriver ? order.driverName : null)
  const after: Order = {
    ...order,
    ...backFromTheWay(act, sameDriver),
    ...formerDrivers(order, payload.driverId),
    driverId: payload.driverId,
    driverName,
    stop,
  }
  const entry = entryOf(act, { driver: driverName ?? '', date })
  return settle(order, withHistory(after, entry))
}

function unassign(act: Act<unknown>): Decision<Order> {
  const { order } = act
  if (order.driverId === null) return unchanged(order)
  const after: Order = {
    ...order,
    ...backFromTheWay(act, false),
    ...formerDrivers(order, null),
    driverId: null,
    driverName: null,
    stop: null,
  }
  return settle(order, withHistory(after, entryOf(act, { driver: '' })))
}

const maxFormerDrivers = 10

function formerDrivers({ driverId, formerDriverIds = [] }: Order, next: string | null): Partial<Order> {
  if (driverId === next) return {}
  const former = [...formerDriverIds, ...(driverId === null ? [] : [driverId])]
  return {
    formerDriverIds: [...new Set(former.reverse())]
      .filter((id) => id !== next)
      .slice(0, maxFormerDrivers)
      .reverse(),
  }
}

/** Another driver has not started yet: the order is accepted again until he does. */
function backFromTheWay({ order, facts }: Act<unknown>, sameDriver: boolean): Partial<Order> {
  return order.state === 'inDelivery' && !sameDriver ? { state: 'accepted', changed: stampOf(facts) } : {}
}
