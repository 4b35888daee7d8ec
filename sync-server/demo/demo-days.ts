/**
 * The last two days and this morning at the demonstration company: some thirty orders in every state, each brought
 * there by what people would really have done, on their devices, in order.
 */
import type { Tender } from '../../lib/domain/order/order.ts'
import { demoCustomers, demoStranger, type DemoCustomer } from './demo-customers.ts'
import { openDemoDevice, type DemoDevice, type DemoPlace } from './demo-device.ts'
import { demoPeople } from './demo-people.ts'
import type { DemoCatalogue, DemoProduct } from './catalogue.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type Line = { article: string; pieces: number }
type Wish = {
  customer: number
  lines: Line[]
  intent?: Tender
  note?: string
  /** Ordered by phone at the desk, not in the shop. */
  byPhone?: boolean
}

/** What becomes of an order, in days before today. */
type Fate =
  | { kind: 'draft' | 'declined' | 'withdrawn' | 'accepted' | 'voidedPaid' }
  | { kind: 'completed'; tender: Tender | null }
  | { kind: 'assigned' | 'onTheWay' | 'partly' | 'failed'; driver: 'driver' | 'driver2' }

const water = (pieces: number): Line => ({ article: 'W19-001', pieces })
const premium = (pieces: number): Line => ({ article: 'W19-002', pieces })
const small = (pieces: number): Line => ({ article: 'W05-001', pieces })
const pump: Line = { article: 'PE-001', pieces: 1 }
const tea: Line = { article: 'KT-001', pieces: 2 }
const cups: Line = { article: 'CC-001', pieces: 1 }

const done = (tender: Tender | null): Fate => ({ kind: 'completed', tender })

export const demoDays: readonly (readonly [daysAgo: number, Wish, Fate])[] = [
  [2, { customer: 1, lines: [water(2)], intent: 'cash' }, done('cash')],
  [2, { customer: 2, lines: [water(3), pump], intent: 'card' }, done('card')],
  [2, { customer: 5, lines: [premium(10), cups], byPhone: true }, done('card')],
  [2, { customer: 6, lines: [small(48)], note: 'Только негазированная' }, done('cash')],
  [2, { customer: 9, lines: [water(4)], byPhone: true }, done(null)],
  [2, { customer: 11, lines: [water(6), tea] }, done('card')],
  [2, { customer: 12, lines: [pump] }, { kind: 'declined' }],
  [2, { customer: 13, lines: [premium(8)], intent: 'deposit' }, done('deposit')],
  [1, { customer: 3, lines: [water(2), tea], intent: 'cash' }, done('cash')],
  [1, { customer: 7, lines: [premium(4), cups], byPhone: true }, done('card')],
  [1, { customer: 8, lines: [water(1)] }, { kind: 'withdrawn' }],
  [1, { customer: 10, lines: [water(3)], intent: 'card' }, done('card')],
  [1, { customer: 14, lines: [{ article: 'EF-001', pieces: 1 }], byPhone: true }, { kind: 'voidedPaid' }],
  [1, { customer: 5, lines: [premium(12)], byPhone: true }, done(null)],
  [1, { customer: 4, lines: [water(2)], note: 'Позвонить за час' }, done('cash')],
  [1, { customer: 12, lines: [water(2), small(12)] }, done('cash')],
  [0, { customer: 1, lines: [water(2)], intent: 'cash' }, { kind: 'onTheWay', driver: 'driver' }],
  [0, { customer: 2, lines: [water(4)], intent: 'card' }, { kind: 'assigned', driver: 'driver' }],
  [0, { customer: 6, lines: [small(36), water(3)], byPhone: true }, { kind: 'assigned', driver: 'driver' }],
  [0, { customer: 7, lines: [premium(5)] }, { kind: 'partly', driver: 'driver' }],
  [0, { customer: 8, lines: [water(2), tea], intent: 'cash' }, { kind: 'assigned', driver: 'driver' }],
  [0, { customer: 13, lines: [premium(6)], intent: 'deposit' }, { kind: 'assigned', driver: 'driver2' }],
  [0, { customer: 11, lines: [water(8)], byPhone: true, note: 'С 7 до 9' }, { kind: 'failed', driver: 'driver2' }],
  [0, { customer: 10, lines: [water(2)] }, { kind: 'assigned', driver: 'driver2' }],
  [0, { customer: 12, lines: [water(1), pump], byPhone: true }, { kind: 'onTheWay', driver: 'driver2' }],
  [0, { customer: 3, lines: [water(3)], intent: 'card' }, { kind: 'accepted' }],
  [0, { customer: 5, lines: [premium(10)], byPhone: true }, { kind: 'accepted' }],
  [0, { customer: 14, lines: [water(2)], intent: 'cash' }, { kind: 'draft' }],
  [0, { customer: 9, lines: [water(3)], note: 'Если можно, до обеда' }, { kind: 'draft' }],
  [0, { customer: 4, lines: [water(2), cups], intent: 'card' }, { kind: 'draft' }],
  [0, { customer: 0, lines: [water(2)], note: 'Первый заказ, позвоните, пожалуйста' }, { kind: 'draft' }],
]

export async function liveDemoDays(
  place: DemoPlace,
  catalogue: DemoCatalogue,
  today: { now: number; dateOf: (at: number) => string },
): Promise<void> {
  const { operator, operator2, driver, driver2, office, cashier } = demoPeople
  const staff = (people: readonly { id: string }[]) => people.map(({ id }) => ({ id, kind: 'staff' as const }))
  place.clock.now = today.now - 3 * day
  const desk = await openDemoDevice(place, {
    id: 'demo-desk',
    name: 'Компьютер операторов',
    users: staff([operator, operator2, office, cashier]),
  })
  const tablets = {
    driver: await openDemoDevice(place, { id: 'demo-tablet-1', name: 'Планшет Мельника', users: staff([driver]) }),
    driver2: await openDemoDevice(place, { id: 'demo-tablet-2', name: 'Планшет Галиева', users: staff([driver2]) }),
  }
  const people = [...demoCustomers, demoStranger]
  const phones = await openDemoDevice(place, {
    id: 'demo-phones',
    name: 'Телефоны покупателей',
    users: people.map(({ id }) => ({ id, kind: 'customer' })),
  })
  await registerCustomers(desk, catalogue)

  for (const [index, [daysAgo, wish, fate]] of demoDays.entries()) {
    // Every order begins a few minutes after the one before it; today's lie behind us, whatever the hour is.
    place.clock.now = today.now - daysAgo * day - (demoDays.length - index) * 4 * minute
    const order = { id: `demo-order-${index + 1}`, ...orderOf(wish, catalogue), date: today.dateOf(place.clock.now) }
    await submit({ desk, phones }, order, wish)
    await bring({ place, desk, phones, tablets }, order, fate)
  }
}

async function registerCustomers(desk: DemoDevice, catalogue: DemoCatalogue): Promise<void> {
  const by = demoPeople.operator.id
  for (const { id, name, phone, isFirm, note, address } of demoCustomers) {
    const record = address && { id: `${id}-address`, ...address, receiptContact: null }
    await desk.customer(by, 'customer.register', id, { name, phone, email: null, address: record })
    if (!isFirm && note === null) continue
    const priceTypeId = isFirm ? catalogue.priceTypes.wholesale.id : null
    await desk.customer(by, 'customer.edit', id, { note, priceTypeId })
  }
  const deposit = { paymentId: 'demo-deposit-1', tender: 'card', amountMinor: 1_500_000 } as const
  await desk.customer(demoPeople.cashier.id, 'customer.deposit', 'demo-customer-13', deposit)
}

type DemoOrder = {
  id: string
  customer: DemoCustomer | typeof demoStranger
  lines: { id: string; product: DemoProduct; quantityMilli: number; priceMinor: number }[]
  totalMinor: number
  date: string
}

function orderOf(wish: Wish, catalogue: DemoCatalogue): Pick<DemoOrder, 'customer' | 'lines' | 'totalMinor'> {
  const customer = demoCustomers[wish.customer - 1] ?? demoStranger
  const isFirm = 'isFirm' in customer && customer.isFirm
  const lines = wish.lines.map(({ article, pieces }, index) => {
    const product = catalogue.products.find((candidate) => candidate.article === article)
    if (!product) throw new Error(`The demonstration catalogue has no ${article}`)
    const priceMinor = isFirm ? product.wholesaleMinor : product.retailMinor
    return { id: `line-${index + 1}`, product, quantityMilli: pieces * 1000, priceMinor }
  })
  const totalMinor = lines.reduce((sum, { priceMinor, quantityMilli }) => sum + (priceMinor * quantityMilli) / 1000, 0)
  return { customer, lines, totalMinor }
}

async function submit(
  { desk, phones }: { desk: DemoDevice; phones: DemoDevice },
  order: DemoOrder,
  wish: Wish,
): Promise<void> {
  const { customer } = order
  const address = 'address' in customer ? customer.address : null
  const [device, by] = wish.byPhone ? [desk, demoPeople.operator.id] : [phones, customer.id]
  await device.order(by, 'order.submit', order.id, {
    source: wish.byPhone ? 'desk' : 'shop',
    customerId: customer.id,
    address: address
      ? { id: `${customer.id}-address`, raw: address.raw, note: address.note }
      : { id: null, raw: 'г. Родниковск, ул. Новая, 1', note: null },
    window: { date: order.date, from: '10:00', to: '18:00' },
    lines: order.lines.map(({ id, product, quantityMilli, priceMinor }) => ({
      id,
      productId: product.id,
      quantityMilli,
      payWith: 'money' as const,
      seenPrice: priceMinor,
    })),
    intent: wish.intent ?? null,
    note: wish.note ?? null,
  })
}

type Cast = {
  place: DemoPlace
  desk: DemoDevice
  phones: DemoDevice
  tablets: { driver: DemoDevice; driver2: DemoDevice }
}

async function bring(cast: Cast, order: DemoOrder, fate: Fate): Promise<void> {
  const { place, desk, phones, tablets } = cast
  const { id, totalMinor } = order
  const operator = demoPeople.operator2.id
  const after = (ms: number) => (place.clock.now += ms)
  const accept = async () => {
    after(minute)
    if (!isAcceptedByItself(order)) await desk.order(operator, 'order.accept', id, {})
  }
  const hand = async (name: 'driver' | 'driver2') => {
    await accept()
    const driverId = demoPeople[name].id
    await desk.order(operator, 'order.assign', id, { driverId, date: order.date, position: Number(id.split('-')[2]) })
    after(minute)
    return { tablet: tablets[name], driverId }
  }
  switch (fate.kind) {
    case 'draft':
      return
    case 'withdrawn':
      after(minute)
      return phones.order(order.customer.id, 'order.withdraw', id, {})
    case 'declined':
      after(minute)
      return desk.order(operator, 'order.decline', id, { reason: 'Не дозвонились, адрес вне зоны доставки' })
    case 'accepted':
      return accept()
    case 'voidedPaid':
      await accept()
      await desk.order(operator, 'order.pay', id, {
        paymentId: `${id}-payment`,
        tender: 'card',
        amountMinor: totalMinor,
      })
      after(minute)
      return desk.order(operator, 'order.void', id, {
        reason: 'Покупатель передумал',
        refund: 'card',
        refundId: `${id}-refund`,
      })
    case 'assigned':
      await hand(fate.driver)
      return
    case 'onTheWay': {
      const { tablet, driverId } = await hand(fate.driver)
      return tablet.order(driverId, 'order.startDelivery', id, {})
    }
    case 'partly': {
      const { tablet, driverId } = await hand(fate.driver)
      return tablet.order(driverId, 'order.deliverLine', id, { lineId: 'line-1', deliveredMilli: 3000 })
    }
    case 'failed': {
      const { tablet, driverId } = await hand(fate.driver)
      return tablet.order(driverId, 'order.failDelivery', id, {
        reason: 'nobodyHome',
        note: 'Закрыто, телефон не отвечает',
      })
    }
    case 'completed': {
      const name = Number(id.split('-')[2]) % 2 === 0 ? 'driver' : 'driver2'
      const { tablet, driverId } = await hand(name)
      await tablet.order(driverId, 'order.startDelivery', id, {})
      if (fate.tender !== null) {
        const payment = { paymentId: `${id}-payment`, tender: fate.tender, amountMinor: totalMinor }
        const [device, by] = fate.tender === 'deposit' ? [desk, operator] : [tablet, driverId]
        await device.order(by, 'order.pay', id, payment)
      }
      return tablet.order(driverId, 'order.complete', id, {})
    }
  }
}

/** GA2, known beforehand: the same acts come in the same order again when the story is told anew after a crash. */
const isAcceptedByItself = ({ customer }: DemoOrder): boolean =>
  'address' in customer && customer.address?.autoAccept === true
