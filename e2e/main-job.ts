// The main job as one journey, for any way of being cut off: a customer orders, an operator accepts, a driver delivers
// and takes cash, each of them cut off and reloading; then the office reads who did what, when, and in what order it
// arrived.

import { expect, test, type Company, type Device } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Office } from './pages/office.ts'
import { Route } from './pages/route.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

export interface CutOff {
  /** Takes the line from `who`, perhaps from everybody; answers how it comes back. */
  cut(who: Device, everybody: readonly Device[]): Promise<() => Promise<void>>
  /** What the bar says meanwhile. */
  words: RegExp
}

export interface MainJob {
  company: Company
  device: (options?: { size?: 'phone' | 'tablet' | 'desktop' }) => Promise<Device>
  cutOff: CutOff
  customer: { name: string; phone: string; address: string }
}

const water = 'Вода дистиллированная, 19 л'
const driverName = 'Тимур Галиев'

export async function doMainJob({ company, device, cutOff, customer: who }: MainJob): Promise<void> {
  const url = company.rodnik.url
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const driver = await device({ size: 'tablet' })
  await enrolAndSignIn(driver.page, company, driverName, '/route')
  const customer = await device({ size: 'phone' })
  const everybody = [operator, driver, customer]
  const desk = new Desk(operator.page)
  const route = new Route(driver.page)
  const shop = new Shop(customer.page)
  const [deskBar, routeBar, shopBar] = [operator, driver, customer].map(({ page }) => new Frame(page)) as [
    Frame,
    Frame,
    Frame,
  ]

  await test.step('the customer fills the cart and signs in with a code', async () => {
    await shop.open(url)
    await shop.putIntoCart(water)
    await shop.openCart()
    await shop.signIn(who.phone, who.name, (phone) => desk.codeFor(phone))
    for (const bar of [shopBar, deskBar, routeBar]) {
      await bar.expectAllSent()
      await bar.untilOfflineReady()
    }
  })

  await test.step('cut off, the order is made, and outlives a reload at every step', async () => {
    const restore = await cutOff.cut(customer, everybody)
    await customer.page.reload()
    await expect(customer.page.getByRole('region', { name: 'Корзина' }).getByText(water)).toBeVisible()
    await shop.fillCheckout({ address: who.address, note: 'Позвоните за полчаса' })
    await shop.placeOrder()
    await shopBar.expectWaiting(2) // the address to remember, and the order
    await expect(shopBar.connection).toContainText(cutOff.words)
    await customer.page.reload()
    await shop.expectOrder('Черновик')
    await shopBar.expectWaiting(2)
    await expect(desk.incoming.getByText(who.name)).toHaveCount(0)
    await restore()
  })

  await test.step('B12: the line is back, the desk shows the order without being asked', async () => {
    await expect(desk.incoming.getByRole('link', { name: new RegExp(who.name) })).toBeVisible()
    await expect(operator.page).toHaveTitle(/\(\d+\)|^\d+/)
    await shopBar.expectAllSent()
    await deskBar.expectAllSent()
  })
  const number = await shop.orderNumber()

  await test.step('GA5, B16: cut off, the operator matches the customer, accepts, and names the driver', async () => {
    const restore = await cutOff.cut(operator, everybody)
    await operator.page.reload()
    await desk.openIncoming(who.name)
    await expect(desk.act('Принять')).toBeDisabled()
    await desk.matchCustomer()
    await operator.page.reload()
    await desk.openIncoming(who.name)
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await deskBar.expectWaiting(2)
    await operator.page.reload()
    await desk.expectState('Принят')
    await desk.assignTo(driverName)
    await operator.page.reload()
    await desk.expectState('Принят')
    await deskBar.expectWaiting(3)
    await shop.expectOrder('Черновик')
    await restore()
    await deskBar.expectAllSent()
    await shop.expectOrder('Принят')
  })

  await test.step('C27: cut off, the driver delivers and takes cash', async () => {
    await route.expectStop(who.address)
    await routeBar.expectAllSent()
    const restore = await cutOff.cut(driver, everybody)
    await driver.page.reload()
    await route.openStop(who.address)
    await driver.page.reload()
    await route.takeCash(/^Получил 380/)
    await routeBar.expectWaiting(2) // the payment, and that the order is done
    await driver.page.reload()
    await routeBar.expectWaiting(2)
    await desk.expectState('Принят')
    await restore()
  })

  await test.step('the line is back: everybody sees it delivered and paid', async () => {
    await routeBar.expectAllSent()
    await desk.expectState('Выполнен')
    await desk.expectState('Оплачен')
    await shop.expectOrder('Выполнен')
    await shop.expectOrder('Оплачен')
  })

  await test.step('the office reads who did what, when, in the order it arrived, and what became of it', async () => {
    const page = (await device()).page
    await enrolAndSignIn(page, company, 'Марина Белова', '/office')
    const office = new Office(page)
    await office.openSection('Журнал')
    await expect(office.rowsAbout(`№ ${number}`).filter({ hasText: 'Заказ выполнен' })).toBeVisible()
    const rows = (await office.readJournal(`№ ${number}`)).toReversed()
    for (const row of rows) {
      expect(row.made, row.what).toMatch(/\d\d:\d\d/)
      expect(row.arrived, row.what).toMatch(/\d\d:\d\d/)
      expect(row.verdict, row.what).toBe('Принято')
    }
    expect(rows.map((row) => row.position)).toEqual(rows.map((row) => row.position).toSorted((a, b) => a - b))
    const told = rows.map((row) => `${row.who.split('\n')[0]}: ${/^[^№]+/.exec(row.what)?.[0].trim()}`)
    expect(told).toEqual([
      `${who.name}: Заказ оформлен`,
      'Ольга Крылова: Заказ принят',
      'Ольга Крылова: Назначен водитель',
      ...told.slice(3, -2),
      `${driverName}: Принята оплата`,
      `${driverName}: Заказ выполнен`,
    ])
    expect(told.slice(3, -2).every((line) => line.startsWith(driverName))).toBe(true)
  })
}
