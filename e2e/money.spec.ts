// B20, B24–B26, GB2, users 14: money through paying, voiding, debt and deposit. Desk, customer and office say the same,
// to the kopeck.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Office } from './pages/office.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { bottleMinor } from './phone-orders.ts'

const caller = { customer: 'Савва Рублёв', phone: '+7 912 000-33-44', address: 'г. Родниковск, ул. Монетная, 5' }

test('B20, B24, GB2: paid and voided with refund, completed unpaid and paid later; all see the same to the kopeck', async ({
  company,
  device,
  phoneDesk,
}) => {
  await phoneDesk.takeOrder({ ...caller, bottles: 2 })
  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(operator.page)
  const bar = new Frame(operator.page)
  const accountant = await device()
  await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
  const office = new Office(accountant.page)
  const customer = await device({ size: 'phone' })
  const shop = new Shop(customer.page)
  const first = 2 * bottleMinor
  /** Of the customer who is open at the desk; read a moment after the card is there. */
  const accounts = async () => [
    await desk.account('Депозит'),
    await desk.account('Долг'),
    await desk.account('Ждёт оплаты'),
  ]

  await test.step('the customer of the phone order signs in and sees the order', async () => {
    await shop.open(company.rodnik.url)
    await customer.page.goto(`${company.rodnik.url}/shop#orders`)
    await shop.signIn(caller.phone, '', (phone) => desk.codeFor(phone), 'Войти')
    await shop.openOrders()
    expect(await shop.account('Долг')).toBe(null)
  })
  const number = await test.step('accepted and paid in two parts', async () => {
    await desk.openOrderOf(caller.customer)
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    expect(await desk.sum('К оплате')).toBe(first)
    await desk.pay('Наличные', '100,37')
    await desk.expectState('Оплачен частично')
    expect(await desk.sum('К оплате')).toBe(first - 10_037)
    await desk.pay('Карта')
    await desk.expectState('Оплачен')
    expect(await desk.payments()).toEqual([10_037, first - 10_037])
    return desk.number()
  })

  const takenBefore = await test.step('customer and office see both payments', async () => {
    await shop.openOrder(number)
    await expect.poll(() => shop.sum('Оплачено')).toBe(first)
    expect([await shop.sum('Итого'), await shop.sum('К оплате')]).toEqual([first, null])
    await office.openSection('Сегодня')
    await expect.poll(() => office.amountsBehind('Получено денег', caller.customer)).toEqual([first - 10_037, 10_037])
    return office.figure('Получено денег')
  })

  await test.step('GB2: voided, the money goes back to the deposit', async () => {
    await desk.voidOrder('На депозит')
    await desk.expectState('Аннулирован')
    expect(await desk.payments()).toEqual([10_037, first - 10_037, -first])
    await bar.expectAllSent()
    await shop.expectOrder('Аннулирован')
    await shop.openOrders()
    await expect.poll(() => shop.account('На счёте')).toBe(first)
    await desk.openCustomer(caller.customer)
    await expect.poll(() => accounts()).toEqual([first, null, null])
    // Nothing left the till: what was taken is a deposit now.
    expect(await office.figure('Получено денег')).toBe(takenBefore)
  })

  const second = 3 * bottleMinor
  const debtBefore = await office.figure('Долги')
  await test.step('B20: a second order is completed with a part of it paid: the rest is a debt', async () => {
    await shop.repeatOrder(number)
    await shop.changeQuantity('3')
    await shop.placeOrder()
    await desk.openIncoming(caller.customer)
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await desk.pay('Наличные', '0,01')
    await desk.complete(/Не оплачено 869,99.*станет долгом/)
    await desk.expectState('Выполнен')
    await desk.expectState('Долг')
    expect(await desk.sum('Долг')).toBe(second - 1)
    await bar.expectAllSent()
  })
  await test.step('customer, desk and office name the same debt', async () => {
    await shop.expectOrder('Долг')
    await expect.poll(() => shop.sum('К оплате')).toBe(second - 1)
    await shop.openOrders()
    await expect.poll(() => shop.account('Долг')).toBe(second - 1)
    await expect.poll(() => office.figure('Долги')).toBe(debtBefore + second - 1)
    await expect.poll(() => office.amountsBehind('Долги', caller.customer)).toEqual([second - 1])
    await desk.openCustomer(caller.customer)
    await expect.poll(() => desk.account('Долг')).toBe(second - 1)
  })

  await test.step('paid later: the deposit first, the rest in cash; the debt is gone everywhere', async () => {
    await desk.backToOrders()
    await desk.openOrderWithDebtOf(caller.customer)
    await desk.pay('Депозит', '580')
    await expect.poll(() => desk.sum('Долг')).toBe(second - 1 - first)
    await desk.pay('Наличные')
    await desk.expectState('Оплачен')
    expect(await desk.payments()).toEqual([1, first, second - 1 - first])
    await bar.expectAllSent()
    await expect.poll(() => shop.account('Долг')).toBe(null)
    expect(await shop.account('На счёте')).toBe(null)
    await expect.poll(() => office.figure('Долги')).toBe(debtBefore)
    // The deposit's part had come in before.
    await expect.poll(() => office.figure('Получено денег')).toBe(takenBefore + second - first)
    await desk.openCustomer(caller.customer)
    await expect.poll(() => accounts()).toEqual([null, null, null])
  })
})
