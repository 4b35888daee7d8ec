// Issue 2, S10: every workplace opens on a device that was closed and finds neither network nor server; work goes on,
// and people who were here before sign in.

import { expect, sizes, test } from './fixtures.ts'
import { newProfile, type Profile } from './killable-browser.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Route } from './pages/route.ts'
import { Shop } from './pages/shop.ts'
import { choosePerson, enrolAndSignIn, signInWithPin, typePin } from './pages/sign-in.ts'

const water = 'Вода дистиллированная, 19 л'
const customer = { name: 'Глеб Холодов', phone: '+7 912 000-11-22', address: 'г. Родниковск, ул. Зимняя, 3' }
const caller = { customer: 'Марфа Звонкова', phone: '+79120001123', address: 'г. Родниковск, ул. Зимняя, 4' }

test('S10: closed and opened again without a server, every workplace opens and works, and people sign in', async ({
  company,
  phoneDesk,
}) => {
  test.setTimeout(600_000)
  const { rodnik } = company
  await phoneDesk.takeOrder({ ...caller, bottles: 2 })
  const profiles: Record<'staff' | 'driver' | 'customer', Profile> = {
    staff: await newProfile(sizes.desktop),
    driver: await newProfile(sizes.tablet),
    customer: await newProfile(sizes.phone),
  }
  try {
    await test.step('online once: enrolled, signed in, kept on the device', async () => {
      const staff = await profiles.staff.open()
      await enrolAndSignIn(staff, company, 'Ольга Крылова', '/desk')
      await new Frame(staff).expectAllSent()
      await new Frame(staff).signOut()
      await signInWithPin(staff, company, 'Марина Белова')
      await new Frame(staff).expectAllSent()

      const phone = await profiles.customer.open()
      const shop = new Shop(phone)
      await shop.open(rodnik.url)
      await shop.putIntoCart(water)
      await shop.openCart()
      await shop.signIn(customer.phone, customer.name, (asked) => new Desk(staff).codeFor(asked))
      await new Frame(phone).expectAllSent()
      await new Frame(phone).untilOfflineReady()
      await profiles.customer.close()

      await staff.goto(`${rodnik.url}/office`)
      await expect(staff.getByRole('list', { name: 'Главное за сегодня' })).toBeVisible()
      await new Frame(staff).expectAllSent()
      await new Frame(staff).untilOfflineReady()
      await profiles.staff.close()

      const tablet = await profiles.driver.open()
      await enrolAndSignIn(tablet, company, 'Тимур Галиев', '/route')
      await new Frame(tablet).expectAllSent()
      await new Frame(tablet).signOut()
      await signInWithPin(tablet, company, 'Сергей Мельник')
      await expect(new Route(tablet).stop).toBeVisible()
      await new Frame(tablet).expectAllSent()
      await new Frame(tablet).untilOfflineReady()
      await profiles.driver.close()
    })
    await rodnik.stop()

    await test.step('/shop: the catalogue and the cart are there, the order is made', async () => {
      const page = await profiles.customer.open()
      const shop = new Shop(page)
      await shop.open(rodnik.url)
      await shop.openCart()
      await expect(page.getByRole('region', { name: 'Корзина' }).getByText(water)).toBeVisible()
      await shop.fillCheckout({ address: customer.address, note: '' })
      await shop.placeOrder()
      await new Frame(page).expectWaiting(2)
      await profiles.customer.close()
    })

    await test.step('/route: the stops are there, what happened at one is noted', async () => {
      const page = await profiles.driver.open()
      await page.goto(`${rodnik.url}/route`)
      const route = new Route(page)
      await expect(route.stop).toBeVisible()
      await route.couldNotDeliver('Никого нет дома')
      await new Frame(page).expectWaiting(1)
      // Another driver's orders left this tablet with him: he is not told that there are none.
      await new Frame(page).signOut()
      await signInWithPin(page, company, 'Тимур Галиев')
      await expect(page.getByText('Заказов на сегодня здесь нет')).toBeVisible()
      await expect(page.getByText('Связи нет. Если офис что-то назначил')).toBeVisible()
      await profiles.driver.close()
    })

    const page = await profiles.staff.open()
    const bar = new Frame(page)
    const desk = new Desk(page)
    await test.step('/ leads to the workplace used last; /office shows today as this device knows it', async () => {
      await page.goto(rodnik.url)
      await page.waitForURL(`${rodnik.url}/office`)
      await expect(page.getByRole('list', { name: 'Главное за сегодня' })).toBeVisible()
      await page.goto(`${rodnik.url}/#choose`)
      await expect(page.getByRole('navigation', { name: 'Рабочие места' }).getByRole('link')).toHaveCount(5)
    })

    await test.step('/desk: an order is accepted', async () => {
      await page.goto(`${rodnik.url}/desk`)
      await desk.openOrderOf(caller.customer)
      await desk.act('Принять').click()
      await desk.expectState('Принят')
      await bar.expectWaiting(1)
    })

    await test.step('a wrong PIN is refused, the right one lets in who was here before', async () => {
      await bar.signOut()
      await choosePerson(page, 'Ольга Крылова')
      await typePin(page, '0000')
      await expect(page.getByText('ПИН не подошёл. Осталось 4 попытки.')).toBeVisible()
      await typePin(page, company.pinOf('Ольга Крылова'))
      await expect(page.getByText('Кто работает?')).toBeHidden()
      await desk.openOrderOf(caller.customer)
      await desk.expectState('Принят')
      await bar.expectWaiting(1)
    })

    await test.step('who was never here is told why not, also with the right PIN', async () => {
      await bar.signOut()
      await choosePerson(page, 'Денис Воронин')
      await typePin(page, company.pinOf('Денис Воронин'))
      await expect(page.getByText(/^Нет сети\. Первый вход на этом устройстве .* требуют связи\.$/)).toBeVisible()
      await page.getByRole('button', { name: 'Другой сотрудник' }).click()
      await signInWithPin(page, company, 'Ольга Крылова')
    })

    await rodnik.start()
    await test.step('the server is back: everything arrives, by those who did it', async () => {
      await bar.expectAllSent()
      await desk.openOrderOf(caller.customer)
      await desk.expectState('Принят')
      await expect(desk.order.getByRole('list').filter({ hasText: 'Заказ принят' })).toContainText('Марина Белова')
      const phone = await profiles.customer.open()
      await phone.goto(`${rodnik.url}/shop#orders`)
      await expect(desk.incoming.getByRole('link', { name: new RegExp(customer.name) })).toBeVisible()
    })
    expect(Object.values(profiles).flatMap(({ errors }) => errors)).toEqual([])
  } finally {
    for (const profile of Object.values(profiles)) await profile.dispose()
  }
})
