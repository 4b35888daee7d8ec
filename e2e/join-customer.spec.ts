// GA5, GA6, S26: somebody with a new phone is a customer of the books. What was ordered without a network goes over to that
// card, can be accepted there, and the phone sees it; also what it orders for a card that it has meanwhile left.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const water = 'Вода дистиллированная, 19 л'
const recorded = {
  customer: 'Смирнова Вера Павловна',
  phone: '+7 912 000-77-01',
  address: 'г. Родниковск, ул. Полевая, 3, кв. 4',
}
const neighbour = { customer: 'Кузнецов Глеб', phone: '+7 912 000-77-02', address: 'г. Родниковск, ул. Полевая, 5' }
const app = { name: 'Вера Смирнова', phone: '+7 912 000-77-03' }

test('GA5, GA6: a new phone orders offline, is joined to the card it belongs to, and is moved to another one', async ({
  company,
  device,
  phoneDesk,
}) => {
  await phoneDesk.takeOrder({ ...recorded, bottles: 2 })
  await phoneDesk.takeOrder({ ...neighbour, bottles: 1 })
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(operator.page)
  const phone = await device({ size: 'phone' })
  const shop = new Shop(phone.page)
  const [deskBar, shopBar] = [new Frame(operator.page), new Frame(phone.page)]

  await test.step('a new phone signs in, and orders without a network', async () => {
    await shop.open(company.rodnik.url)
    await shop.putIntoCart(water)
    await shop.openCart()
    await shop.signIn(app.phone, app.name, (number) => desk.codeFor(number))
    await shopBar.expectAllSent()
    await shopBar.untilOfflineReady()
    await phone.cutNetwork()
    await shop.fillCheckout({ address: 'Родниковск, улица Полевая, дом 3, кв 4', note: 'Домофон 4' })
    await shop.placeOrder()
    await shop.expectOrder('Черновик')
    await phone.restoreNetwork()
    await shopBar.expectAllSent()
  })
  const first = await shop.orderNumber()

  await test.step('GA5: it stays a draft until the operator says whose it is', async () => {
    await desk.openIncoming(app.name)
    await expect(desk.act('Принять')).toBeDisabled()
    await desk.joinFromOrder(recorded.customer, { likeness: /похожий адрес/, moves: `1 открытый заказ: № ${first}` })
    await deskBar.expectAllSent()
  })

  await test.step('GA6: the order stands on that card and is accepted; the phone sees it, and that card’s own order', async () => {
    await desk.open(first)
    await expect(desk.order.getByText(recorded.customer).first()).toBeVisible()
    await expect(desk.order.getByRole('link', { name: `Заказал из приложения: ${app.name}` })).toBeVisible()
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await shop.expectOrder('Принят')
    await shop.openOrders()
    await expect(phone.page.getByRole('main').getByRole('link', { name: /^Заказ № / })).toHaveCount(2)
  })

  await test.step('moved to another card while the phone is away, nothing of its work is lost', async () => {
    await phone.page.goto(`${company.rodnik.url}/shop`)
    await shop.putIntoCart(water)
    await shop.openCart()
    await phone.cutNetwork()
    await shop.placeOrder()
    await shopBar.expectWaiting(1)
    await desk.openCustomer(recorded.customer)
    await operator.page.getByRole('link', { name: new RegExp(`^${app.name}`) }).click()
    await operator.page.getByRole('button', { name: 'Перенести к другой' }).click()
    await desk.chooseCard(neighbour.customer)
    await deskBar.expectAllSent()
    await phone.restoreNetwork()
    await shopBar.expectAllSent()
    const second = await shop.orderNumber()
    await desk.backToOrders()
    for (const number of [first, second]) {
      await desk.open(number)
      await expect(desk.order.getByText(neighbour.customer).first()).toBeVisible()
    }
    await shop.openOrders()
    const links = phone.page.getByRole('main').getByRole('link', { name: /^Заказ № / })
    await expect(links).toHaveCount(3)
    await expect(links.filter({ hasText: new RegExp(`№ (${first}|${second})\\b`) })).toHaveCount(2)
  })

  await test.step('separated, it stands for itself again, with the orders that came by it', async () => {
    await desk.openCustomer(app.name)
    await operator.page.getByRole('button', { name: 'Отделить' }).click()
    const dialog = operator.page.getByRole('dialog')
    await expect(dialog).toContainText('2 открытых заказа')
    await dialog.getByRole('button', { name: 'Отделить' }).click()
    await expect(operator.page.getByRole('heading', { name: 'Кто это в учёте?' })).toBeVisible()
    await deskBar.expectAllSent()
    await expect(phone.page.getByRole('main').getByRole('link', { name: /^Заказ № / })).toHaveCount(2)
  })
})
