// B17, B21 and issue 2, "create an order for a customer on the phone": an order for somebody new is written down, accepted and
// handed over in two goes, the first of them without a network.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { NewOrder } from './pages/new-order.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const street = 'г. Родниковск, ул. Звонкая'
const caller = { name: 'Харитон Звонарёв', phone: '+7 912 000-62-03', address: `${street}, 3, кв. 5` }
const mountain = 'Вода питьевая «Родник Горный», 19 л'
const light = 'Вода питьевая «Родник Лёгкий», 18,9 л'
const totalMinor = 3 * 37_500 + 33_000

test('B17, B21: an order for a caller, written down and accepted without a network, is handed over in two goes', async ({
  company,
  device,
}) => {
  const operator = await device()
  const { page } = operator
  await enrolAndSignIn(page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(page)
  const bar = new Frame(page)
  const call = new NewOrder(page)
  await bar.expectAllSent()
  await bar.untilOfflineReady()
  await operator.cutNetwork()

  await test.step('a known customer is found by name; it is another one, whom nobody knows yet', async () => {
    await call.open()
    await call.chooseCustomer('кафе', 'Листва')
    await call.dropCustomer()
    await call.writeDownCustomer(caller)
  })

  await test.step('goods and address are typed while the caller talks; the order is made', async () => {
    await call.addGoods(mountain, 3)
    await call.addGoods(light, 1)
    await call.fillAddress(caller.address)
    await call.submit()
    await desk.expectState('Черновик')
    expect(await desk.sum('Итого')).toBe(totalMinor)
    await bar.expectWaiting(3) // the customer, the address on the card, the order
  })

  await test.step('accepted; of one line less than was ordered is handed over, still without a network', async () => {
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await bar.expectWaiting(4)
    for (const sofar of ['1', '2']) {
      await desk.deliverOneMore(mountain)
      await expect(desk.delivered(mountain)).toHaveText(sofar)
    }
    await page.reload()
    await desk.expectState('Принят')
    await expect(desk.delivered(mountain)).toHaveText('2')
    await expect(desk.delivered(light)).toHaveText('0')
  })

  await test.step('the line is back: everything arrives as it was done', async () => {
    await operator.restoreNetwork()
    await bar.expectAllSent()
    await expect(bar.connection).not.toContainText('отказ')
    expect(await desk.number()).toMatch(/^\d+$/)
    await desk.expectState('Принят')
    await expect(desk.order.getByText(/^Доставлено 2/).first()).toBeVisible()
    await expect(desk.delivered(mountain)).toHaveText('2')
    expect(await desk.sum('К оплате')).toBe(totalMinor)
  })

  await test.step('the rest is handed over, paid, and nothing is left to ask', async () => {
    for (const [product, all] of [
      [mountain, '3'],
      [light, '1'],
    ] as const) {
      await desk.deliverAllOf(product)
      await expect(desk.delivered(product)).toHaveText(all)
    }
    await desk.pay('Наличные')
    await desk.expectState('Оплачен')
    await desk.completeAtOnce()
    expect(await desk.payments()).toEqual([totalMinor])
    await bar.expectAllSent()
  })
})
