// Issue 2, /route, and B17, B18, C27: whom to call and where to drive, one line ticked, less of another, the money for
// what was given by card, all of it without a network; the office then decides about the rest.

import { expect, test } from './fixtures.ts'
import { keptOnDevice } from './on-device.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Route } from './pages/route.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { bottleMinor } from './phone-orders.ts'

const caller = {
  ...{ customer: 'Пелагея Половинкина', phone: '+7 912 000-62-05', address: 'г. Родниковск, ул. Дорожная, 62, кв. 5' },
  ...{ bottles: 2, also: { article: 'W19-007', pieces: 3, priceMinor: 37_500 } },
}
const classic = 'Вода питьевая «Родник Классик», 19 л'
const mountain = 'Вода питьевая «Родник Горный», 19 л'
const givenMinor = 2 * bottleMinor + 2 * 37_500

test('B17, B18: a driver without a network ticks a line, gives less of another and takes the money by card', async ({
  company,
  device,
  phoneDesk,
}) => {
  await phoneDesk.takeOrder(caller)
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(operator.page)
  await desk.openOrderOf(caller.customer)
  await desk.act('Принять').click()
  await desk.expectState('Принят')
  await desk.assignTo('Сергей Мельник')

  const driver = await device({ size: 'phone' })
  await enrolAndSignIn(driver.page, company, 'Сергей Мельник', '/route')
  const route = new Route(driver.page)
  const bar = new Frame(driver.page)
  await route.expectStop(caller.address)
  await bar.expectAllSent()
  await bar.untilOfflineReady()
  await driver.cutNetwork()

  await test.step('one tap calls the customer, another leads to the address', async () => {
    await route.openStop(caller.address)
    const call = route.stop.getByRole('link', { name: `Позвонить: ${caller.customer}, ${caller.phone}` })
    await expect(call).toHaveAttribute('href', 'tel:+79120006205')
    const navigate = route.stop.getByRole('link', { name: 'Навигатор' })
    const where = encodeURIComponent(caller.address)
    await expect(navigate).toHaveAttribute('href', `https://yandex.ru/maps/?rtext=~${where}&rtt=auto`)
    await expect(navigate).toHaveAttribute('target', '_blank')
  })

  await test.step('one line is ticked, of the other one bottle less is given; both outlive a reload', async () => {
    await route.tick(classic)
    await route.giveOneLess(mountain)
    await expect(route.line(mountain)).toContainText(/2 из 3/)
    const given = () => keptOnDevice<Record<string, Record<string, number>>>(driver.page, 'route.given')
    await expect.poll(async () => Object.values((await given()) ?? {}).map(Object.values)).toEqual([[2000]])
    await driver.page.reload()
    await route.expectTicked(classic)
    await expect(route.line(mountain)).toContainText(/2 из 3/)
  })

  await test.step('the price of what was given is taken by card', async () => {
    await route.takeCardForPart('Не хватило товара', /^Карта прошла: 1\s330\s₽$/)
    await expect(driver.page.getByText(/отдано не всё, офис увидит/).first()).toBeVisible()
    await bar.expectWaiting(4) // two lines, the payment, why not everything
    await driver.page.reload()
    await bar.expectWaiting(4)
  })

  await test.step('the desk sees what was given, what was paid and why it is not all', async () => {
    await driver.restoreNetwork()
    await bar.expectAllSent()
    await expect(bar.connection).not.toContainText('отказ')
    await desk.expectState('В доставке')
    await expect(desk.delivered(classic)).toHaveText('2')
    await expect(desk.delivered(mountain)).toHaveText('2')
    await expect(desk.order.getByText('Не доставлен: нет товара').first()).toBeVisible()
    expect(await desk.payments()).toEqual([givenMinor])
    expect(await desk.sum('К оплате')).toBe(37_500)
  })

  await test.step('the rest is cancelled and the order completed; the driver has it behind him', async () => {
    await desk.cancelRest('Нет товара')
    await desk.expectState('Оплачен')
    expect(await desk.sum('Итого')).toBe(givenMinor)
    await desk.completeAtOnce()
    await new Frame(operator.page).expectAllSent()
    await expect(driver.page.getByRole('link').filter({ hasText: caller.address })).toHaveCount(0)
    await expect(driver.page.getByText('Закрыты').first()).toBeVisible()
  })
})
