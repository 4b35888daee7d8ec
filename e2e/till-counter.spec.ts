// Issue 3, "pay at the counter", decision 012: an order that came by phone is paid at a till without a network, in one
// act with its receipt; what others did meanwhile loses nothing; goods of it come back once, at the desk or at the till.

import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { piecesOnDevice } from './on-device.ts'
import { Counter } from './pages/counter.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'
import { bottleMinor } from './phone-orders.ts'

const caller = { customer: 'Прасковья Прилавкина', phone: '+7 912 000-43-01', address: 'ул. Кассовая, 7' }
const water = /Вода питьевая|19 л/

/** Takes the customer's order at the desk; its number. */
async function accepted(desk: Desk, customer: string): Promise<string> {
  await desk.openOrderOf(customer)
  await desk.act('Принять').click()
  await desk.expectState('Принят')
  return desk.number()
}

/** The till's shift, until it knows of orders and could do without a network. */
async function openWithOrders(page: Page): Promise<void> {
  await new Till(page).openShift(1, '0')
  await expect(page.getByRole('button', { name: /^Заказы, ждут оплаты: [1-9]/ })).toBeVisible()
  await new Frame(page).untilOfflineReady()
}

test('pay at the counter: ordered by phone, paid and handed over offline, completed at the desk, returned once', async ({
  company,
  device,
  phoneDesk,
}) => {
  await phoneDesk.takeOrder({ ...caller, bottles: 3 })
  const total = 3 * bottleMinor
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(operator.page)
  const number = await accepted(desk, caller.customer)

  const customer = await device({ size: 'phone' })
  const shop = new Shop(customer.page)
  await shop.open(company.rodnik.url)
  await customer.page.goto(`${company.rodnik.url}/shop#orders`)
  await shop.signIn(caller.phone, '', (phone) => desk.codeFor(phone), 'Войти')

  const till = await device()
  await enrolAndSignIn(till.page, company, 'Ирина Власова', '/till')
  const sale = new Till(till.page)
  const counter = new Counter(till.page)
  await openWithOrders(till.page)
  await till.cutNetwork()

  await test.step('found by the end of the phone, taken up as it stands: nothing of it can be changed', async () => {
    await counter.takeUp('43-01', new RegExp(`^Заказ № ${number}, к оплате 870`))
    await expect(counter.order(number)).toContainText('Цены и товары как в заказе')
    await sale.expectTotal(/870,00/)
    await expect(sale.receipt).toContainText(caller.customer)
    await till.page.keyboard.press('F8')
    await expect(till.page.getByText(/товары и цены не меняют/).first()).toBeVisible()
    await till.page.keyboard.press('Alt+Delete')
    await sale.expectTotal(/870,00/)
  })

  await test.step('it outlives a reload; paid in cash and handed over under the next number', async () => {
    await expect.poll(() => piecesOnDevice(till.page)).toBe(3)
    await till.page.reload()
    await expect(counter.order(number)).toBeVisible()
    await expect(till.page.getByRole('radio', { name: /^Отдать сейчас/ })).toBeChecked()
    await sale.payCash('1000')
    await sale.expectClosed(1, /130,00/)
    await expect(till.page.getByText(`Заказ № ${number}: оплачен, товар отдан`)).toBeVisible()
    await till.page.getByRole('button', { name: 'Новая продажа' }).click()
    await counter.expectNotOffered('43-01')
    await till.page.reload()
    await counter.expectNotOffered(number)
  })

  await test.step('the desk and the customer still see it as it was; with the network it is completed and paid', async () => {
    await desk.backToOrders()
    await desk.openOrderOf(caller.customer)
    expect(await desk.sum('К оплате')).toBe(total)
    await till.restoreNetwork()
    await new Frame(till.page).expectAllSent()
    await desk.expectState('Выполнен')
    await desk.expectState('Оплачен')
    expect(await desk.payments()).toEqual([total])
    await expect(desk.order.getByText(/Ирина Власова/).first()).toBeVisible()
    await shop.openOrder(number)
    await shop.expectOrder('Выполнен')
    expect(await shop.sum('К оплате')).toBe(null)
  })

  await test.step('GB2: one bottle comes back at the desk; the till knows', async () => {
    await desk.returnGoods({ product: water, pieces: 1, how: 'Наличными', why: 'Брак' })
    await expect.poll(() => desk.sum('Итого')).toBe(total - bottleMinor)
    expect(await desk.payments()).toEqual([total, -bottleMinor])
    await new Frame(operator.page).expectAllSent()
    const shift = new TillShift(till.page)
    await shift.openReceipt('1-0001')
    await expect(till.page.getByRole('article')).toContainText(`Заказ № ${number}: оплата, товар отдан`)
    await expect(till.page.getByText(/вернули 1/)).toBeVisible()
  })

  await test.step('users.md 12: another comes back at the till, and the desk has one left', async () => {
    await till.page.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = till.page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await expect(sheet).toContainText('осталось 2')
    await sheet.getByRole('button', { name: /^Больше: / }).click()
    await sheet.getByText('Не подошло', { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть 290/ }).click()
    await expect(sheet).toBeHidden()
    await new Frame(till.page).expectAllSent()
    await expect.poll(() => desk.sum('Итого')).toBe(total - 2 * bottleMinor)
    await desk.act('Возврат').click()
    await expect(operator.page.getByRole('dialog')).toContainText('отдано 1')
    await operator.page.keyboard.press('Escape')
  })
})

test('pay at the counter: paid at the desk meanwhile; the receipt stands, the office decides about the money', async ({
  company,
  device,
  phoneDesk,
}) => {
  const other = { ...caller, customer: 'Фёкла Двойная', phone: '+7 912 000-43-02' }
  await phoneDesk.takeOrder({ ...other, bottles: 2 })
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(operator.page)
  const number = await accepted(desk, other.customer)
  const till = await device()
  await enrolAndSignIn(till.page, company, 'Ирина Власова', '/till')
  const counter = new Counter(till.page)
  const sale = new Till(till.page)
  await openWithOrders(till.page)

  await test.step('what is paid while it stands on the screen is said before any money is taken', async () => {
    await counter.takeUp(number, new RegExp(`^Заказ № ${number},`))
    await desk.pay('Карта', '100')
    await expect(till.page.getByText(/Заказ тем временем изменился/)).toBeVisible()
    await expect(till.page.getByRole('button', { name: /^Оплатить|^Оплата/ })).toBeDisabled()
    await till.page.keyboard.press('Alt+c')
    await till.page.getByRole('dialog').getByRole('button', { name: 'Убрать заказ' }).click()
    await expect(counter.order(number)).toBeHidden()
  })

  await till.cutNetwork()
  await test.step('the till takes the rest without a network; the desk takes it as well', async () => {
    await counter.takeUp(number, /к оплате 480/)
    await counter.choose('Только оплата')
    await sale.payCash('480')
    await sale.expectClosed(1, /0,00/)
    await desk.pay('Карта')
    await desk.expectState('Оплачен')
    await new Frame(operator.page).expectAllSent()
    await till.restoreNetwork()
    await new Frame(till.page).expectAllSent()
  })

  await test.step('the receipt stands; till and office say where the money is', async () => {
    await expect(new Frame(till.page).connection).not.toContainText('отказ')
    await new TillShift(till.page).openReceipt('1-0001')
    await expect(till.page.getByText(/На депозит покупателя зачислено 480,00/)).toBeVisible()
    await expect(till.page.getByText(/Возврат оформит оператор/)).toBeVisible()
    await desk.openCustomer(other.customer)
    await expect.poll(() => desk.account('Депозит')).toBe(48_000)
    const accountant = await device()
    await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
    const row = accountant.page
      .getByRole('listitem')
      .filter({ hasText: `Заказ № ${number}` })
      .first()
    await expect(row).toContainText('На депозит покупателя — 480,00')
    await row.getByRole('button', { name: 'Разобрано' }).click()
    await accountant.page.getByRole('dialog').getByText('Оставили на депозите', { exact: true }).click()
    await accountant.page.getByRole('dialog').getByRole('button', { name: 'Разобрано' }).click()
    // It stands in the window too, until that is closed.
    await expect(accountant.page.getByText('На депозит покупателя — 480,00')).toHaveCount(0)
    await expect(till.page.getByText(/Разобрано: Оставили на депозите/)).toBeVisible()
  })
})

test('pay at the counter: only paid; its receipt offers no return and says why, as the till refuses it', async ({
  company,
  device,
  phoneDesk,
}) => {
  const payer = { ...caller, customer: 'Зоя Предоплатная', phone: '+7 912 000-43-03' }
  await phoneDesk.takeOrder({ ...payer, bottles: 1 })
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const number = await accepted(new Desk(operator.page), payer.customer)
  const { page } = await device()
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  const counter = new Counter(page)
  const sale = new Till(page)
  await openWithOrders(page)
  await counter.takeUp(number, new RegExp(`^Заказ № ${number},`))
  await counter.choose('Только оплата')
  await sale.payCash('290')
  await sale.expectClosed(1, /0,00/)
  await new TillShift(page).openReceipt('1-0001')
  await expect(page.getByText(/Товар ещё не отдан, возвращать нечего/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Возврат', exact: true })).toHaveCount(0)
})
