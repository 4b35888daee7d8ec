// What must never cost anybody an order: a server that goes away, a browser that is killed, two tabs, two operators.

import { expect, sizes, test } from './fixtures.ts'
import { newProfile } from './killable-browser.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const water = 'Вода дистиллированная, 19 л'

test('users 2: a browser killed right after "ordered", with the server gone, still has the order and sends it once', async ({
  company,
  device,
}) => {
  const { rodnik } = company
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(operator.page)
  const profile = await newProfile(sizes.phone)
  try {
    let page = await profile.open()
    const shop = new Shop(page)
    await shop.open(rodnik.url)
    await shop.putIntoCart(water)
    await shop.openCart()
    await shop.signIn('+7 912 000-77-88', 'Анна Вторая', (phone) => desk.codeFor(phone))
    await new Frame(page).untilOfflineReady()
    await new Frame(page).expectAllSent()
    await profile.close()
    page = await profile.open()
    const again = new Shop(page)
    await again.open(rodnik.url)
    await again.openCart()
    await new Frame(page).expectAllSent()

    operator.expectServerAway()
    await rodnik.kill()
    await again.fillCheckout({ address: 'г. Родниковск, ул. Вторая, 2', note: 'Сервер не отвечает' })
    await again.placeOrder()
    await profile.kill()

    page = await profile.open()
    await page.goto(`${rodnik.url}/shop#orders`)
    const bar = new Frame(page)
    await expect(bar.connection).toContainText('ждут 2')
    await expect(page.getByText('380 ₽').first()).toBeVisible()
    await expect(bar.connection).toContainText(/Сервер не отвечает|Нет сети/)

    await rodnik.start()
    await expect(bar.connection).toContainText('всё отправлено')
    await expect(desk.incoming.getByRole('link', { name: /Анна Вторая/ })).toHaveCount(1)
    expect(profile.errors).toEqual([])
  } finally {
    await profile.dispose()
  }
})

test('GB5: two operators without a network decide the same order; the first to arrive wins, the other is told who it was', async ({
  company,
  device,
}) => {
  const first = await device()
  const second = await device()
  await enrolAndSignIn(first.page, company, 'Ольга Крылова', '/desk')
  await enrolAndSignIn(second.page, company, 'Денис Воронин', '/desk')
  const olga = new Desk(first.page)
  const denis = new Desk(second.page)
  await olga.open('30')
  await denis.open('30')
  await first.cutNetwork()
  await second.cutNetwork()

  await olga.decline('Нет воды')
  await denis.act('Принять').click()
  await denis.expectState('Принят')

  await first.restoreNetwork()
  await new Frame(first.page).expectAllSent()
  await second.restoreNetwork()
  await denis.expectState('Отклонён')
  await expect(denis.order.getByText(/Не вступило в силу/)).toBeVisible()
  await expect(denis.order.getByText(/Ольга Крылова/).first()).toBeVisible()
  const bar = new Frame(second.page)
  await expect(bar.connection).toContainText('отказ: 1')
  await second.page.reload()
  await expect(bar.connection).toContainText('отказ: 1')
  await bar.connection.click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Понятно' }).click()
  await expect(bar.connection).not.toContainText('отказ')
})

test('users 5: two tabs of one device never take the same number, and the second takes over when the first is closed', async ({
  company,
  device,
}) => {
  const operator = await device()
  const other = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  await enrolAndSignIn(other.page, company, 'Денис Воронин', '/desk')
  const tabOne = new Desk(operator.page)
  const tabTwo = new Desk(await operator.context.newPage())
  await tabTwo.page.goto(`${company.rodnik.url}/desk`)
  await tabOne.open('29')
  await tabTwo.open('28')
  await operator.cutNetwork()
  await Promise.all([tabOne.act('Принять').click(), tabTwo.act('Принять').click()])
  await tabOne.expectState('Принят')
  await tabTwo.expectState('Принят')
  for (const tab of [tabOne, tabTwo]) await expect(new Frame(tab.page).connection).toContainText('ждут 2')

  await tabOne.page.close()
  await operator.restoreNetwork()
  await expect(new Frame(tabTwo.page).connection).toContainText('всё отправлено')
  const there = new Desk(other.page)
  await there.open('29')
  await there.expectState('Принят')
  await there.open('28')
  await there.expectState('Принят')
})
