// GB6: a customer takes an order back as long as nobody has accepted it, with a network, without one, and before it was
// ever sent; the desk sees it withdrawn and is not asked about it any more.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const who = { name: 'Ждан Передумов', phone: '+7 912 000-62-04', address: 'г. Родниковск, ул. Обратная, 4' }
const water = 'Вода питьевая «Родник Горный», 19 л'

test('GB6: an order is withdrawn before it is accepted, also offline, and the desk sees it', async ({
  company,
  device,
}) => {
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(operator.page)
  const customer = await device({ size: 'phone' })
  const shop = new Shop(customer.page)
  const bar = new Frame(customer.page)

  const expectWithdrawnAtDesk = async (number: string) => {
    await desk.open(number)
    await desk.expectState('Отозван')
    await expect(desk.order.getByText('Заказ отозван', { exact: true })).toBeVisible()
    await expect(desk.act('Принять')).toHaveCount(0)
    await expect(desk.acceptFromPanel(number)).toHaveCount(0)
  }

  const first = await test.step('an order reaches the desk and is withdrawn', async () => {
    await shop.open(company.rodnik.url)
    await shop.putIntoCart(water)
    await shop.openCart()
    await shop.signIn(who.phone, who.name, (phone) => desk.codeFor(phone))
    await shop.fillCheckout({ address: who.address, note: '' })
    await shop.placeOrder()
    const number = await shop.orderNumber()
    await expect(desk.acceptFromPanel(number)).toBeVisible()
    await shop.withdrawOrder()
    await bar.expectAllSent()
    await expectWithdrawnAtDesk(number)
    return number
  })

  const second =
    await test.step('another one is withdrawn without a network; meanwhile the desk still has it', async () => {
      await shop.repeatOrder(first)
      await shop.placeOrder()
      const number = await shop.orderNumber()
      await expect(desk.acceptFromPanel(number)).toBeVisible()
      await bar.expectAllSent()
      await bar.untilOfflineReady()
      await customer.cutNetwork()
      await shop.withdrawOrder()
      await bar.expectWaiting(1)
      await customer.page.reload()
      await shop.expectWithdrawn()
      await bar.expectWaiting(1)
      await expect(desk.acceptFromPanel(number)).toBeVisible()
      return number
    })

  await test.step('a third one is made and withdrawn before the network is back', async () => {
    await shop.repeatOrder(second)
    await shop.placeOrder()
    await expect(customer.page.getByRole('article').getByText('Записан, ждёт связи')).toBeVisible()
    await shop.withdrawOrder()
    await bar.expectWaiting(3)
  })

  await test.step('the network is back: the desk sees both withdrawn, and nothing was refused', async () => {
    await customer.restoreNetwork()
    await bar.expectAllSent()
    await expect(bar.connection).not.toContainText('отказ')
    const third = await shop.orderNumber()
    await shop.expectWithdrawn()
    await expectWithdrawnAtDesk(second)
    await expectWithdrawnAtDesk(third)
  })
})
