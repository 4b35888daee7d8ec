// The main job, whole: a customer orders without a network, the operator sees it the moment the network is back, the
// driver delivers without one, the office reads who did what and in what order it arrived.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Shop } from './pages/shop.ts'

const water = 'Вода дистиллированная, 19 л'
const address = 'г. Родниковск, ул. Первая, 1, кв. 7'

test('the first order goes from a phone without a network to the office', async ({ company, device }) => {
  test.setTimeout(240_000)
  const url = company.rodnik.url

  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(operator.page)
  const driver = await device({ size: 'tablet' })
  await enrolAndSignIn(driver.page, company, 'Тимур Галиев', '/route')

  const customer = await device({ size: 'phone' })
  const shop = new Shop(customer.page)
  const bar = new Frame(customer.page)

  await test.step('the customer fills the cart and signs in with a code', async () => {
    await shop.open(url)
    await shop.putIntoCart(water)
    await shop.openCart()
    await shop.signIn('+7 912 000-55-66', 'Пётр Первый', (phone) => desk.codeFor(phone))
    await bar.expectAllSent()
    await bar.untilOfflineReady()
  })

  await test.step('without a network the order is made, and outlives a reload at every step', async () => {
    await customer.cutNetwork()
    await customer.page.reload()
    await expect(customer.page.getByRole('region', { name: 'Корзина' }).getByText(water)).toBeVisible()
    await shop.fillCheckout({ address, note: 'Позвоните за полчаса' })
    await shop.placeOrder()
    await expect(bar.connection).toContainText('ждут 2') // the address to remember, and the order
    await customer.page.reload()
    await shop.expectOrder('Черновик')
    await expect(bar.connection).toContainText('ждут 2') // the address to remember, and the order
    await expect(desk.incoming.getByText('Пётр Первый')).toHaveCount(0)
  })

  await test.step('the network is back: the desk shows the order without being asked', async () => {
    await customer.restoreNetwork()
    await expect(desk.incoming.getByRole('link', { name: /Пётр Первый/ })).toBeVisible({ timeout: 20_000 })
    await expect(operator.page).toHaveTitle(/\(\d+\)|^\d+/)
    await bar.expectAllSent()
  })

  const number = await shop.orderNumber()

  await test.step('GA5: accepted once the customer is matched, then given to the driver', async () => {
    await desk.openIncoming('Пётр Первый')
    await expect(desk.act('Принять')).toBeDisabled()
    await desk.matchCustomer()
    await desk.openIncoming('Пётр Первый')
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await desk.assignTo('Тимур Галиев')
    await shop.expectOrder('Принят')
  })

  const road = driver.page
  const roadBar = new Frame(road)
  await test.step('the driver delivers and takes cash without a network', async () => {
    await expect(road.getByText(address).first()).toBeVisible({ timeout: 20_000 })
    await roadBar.untilOfflineReady()
    await driver.cutNetwork()
    await road.reload()
    await road.getByRole('listitem').getByText(address).click()
    await expect(road.getByRole('heading', { name: address })).toBeVisible()
    await road.getByRole('button', { name: 'Наличные', exact: true }).click()
    await road.getByRole('button', { name: /^Получил 380/ }).click()
    await expect(road.getByRole('dialog')).toBeHidden()
    await expect(roadBar.connection).toContainText(/\d/)
    await road.reload()
    await expect(roadBar.connection).toContainText(/\d/)
    await desk.expectState('Принят')
  })

  await test.step('the network is back: everybody sees it delivered and paid', async () => {
    await driver.restoreNetwork()
    await roadBar.expectAllSent()
    await desk.expectState('Выполнен')
    await desk.expectState('Оплачен')
    await shop.expectOrder('Выполнен')
  })

  await test.step('the office reads who did what, in the order it arrived', async () => {
    const office = await device()
    await enrolAndSignIn(office.page, company, 'Марина Белова', '/office')
    await office.page.getByRole('link', { name: 'Журнал' }).click()
    const rows = office.page.getByRole('row').filter({ hasText: `№ ${number}` })
    await expect(rows.first()).toBeVisible({ timeout: 20_000 })
    const texts = await rows.allTextContents()
    const newestFirst = texts.join('\n')
    for (const [person, what] of [
      ['Пётр Первый', /оформ/i],
      ['Ольга Крылова', /прин/i],
      ['Тимур Галиев', /оплат|наличн|деньги/i],
    ] as const) {
      expect(newestFirst, `${person} is in the journal`).toMatch(new RegExp(person))
      expect(
        texts.some((row) => row.includes(person) && what.test(row)),
        `${person}: ${what.source}\n${newestFirst}`,
      ).toBe(true)
    }
    const places = ['Пётр Первый', 'Ольга Крылова', 'Тимур Галиев'].map((person) =>
      texts.findLastIndex((row) => row.includes(person)),
    )
    expect(places, 'first arrived stands last').toEqual([...places].sort((a, b) => b - a))
  })
})
