// Issue 3, users.md 13: a customer, found by the phone, pays from the deposit as far as it goes and the rest in cash,
// without a network; nothing is spent twice, and what comes back may go to the deposit again. Till and desk say the same.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'

const saver = { name: 'Агния Запасливая', phone: '9120006301' }
/** 289 roubles. */
const product = 'Миндаль сушёный, 150 г'

test('a part from the deposit, the rest in cash, offline; till and desk agree', async ({ company, device }) => {
  const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
  const counter = await device()
  const { page } = counter
  const [till, shift, frame] = [new Till(page), new TillShift(page), new Frame(page)]
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till', 'Касса 72')
  await till.openShift(1, '0')
  const strip = till.receipt.getByRole('button', { name: /F4$/ })
  const pay = page.getByRole('dialog', { name: 'Оплата' })
  const deposit = pay.getByRole('textbox', { name: 'Депозит' })

  await test.step('the cashier writes a new customer down', async () => {
    await page.keyboard.press('F4')
    const form = page.getByRole('dialog', { name: 'Покупатель по телефону' })
    await form.getByRole('textbox', { name: 'Телефон' }).fill(saver.phone)
    await form.getByRole('textbox', { name: 'Имя' }).fill(saver.name)
    await form.getByRole('button', { name: 'Записать нового' }).click()
    await expect(strip).toContainText(saver.name)
    await frame.expectAllSent()
    await frame.untilOfflineReady()
  })

  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Денис Воронин', '/desk')
  const desk = new Desk(operator.page)
  await test.step('who brings money to the desk; the till hears of it', async () => {
    await desk.openCustomer(saver.name)
    await operator.page.getByRole('button', { name: 'Внести депозит' }).click()
    const sheet = operator.page.getByRole('dialog', { name: `Депозит: ${saver.name}` })
    await sheet.getByLabel('Сумма').fill('500')
    await sheet.getByRole('button', { name: /^Принять 500/ }).click()
    await expect(sheet).toBeHidden()
    await expect.poll(() => desk.account('Депозит')).toBe(50_000)
    await expect(strip).toContainText(/депозит 500\s₽/)
  })

  await counter.cutNetwork()
  await test.step('Alt+3 takes all of a sale that the deposit covers', async () => {
    await till.scan(barcode)
    await till.expectTotal(/289,00/)
    await page.keyboard.press('F9')
    await expect(pay).toBeVisible()
    await page.keyboard.press('Alt+3')
    await expect(deposit).toHaveValue(/^289(,00)?$/)
    await page.keyboard.press('Enter')
    const closed = page.getByRole('region', { name: 'Чек № 1', exact: true })
    await expect(closed.getByText(/^Депозит: 289,00/)).toBeVisible()
    await page.getByRole('button', { name: 'Новая продажа' }).click()
  })

  await test.step('found by the end of the phone: without a network, too, what is spent is gone', async () => {
    await till.scan(barcode)
    await till.expectPieces(product, 1)
    await page.keyboard.press('F4')
    const form = page.getByRole('dialog', { name: 'Покупатель по телефону' })
    const phone = form.getByRole('textbox', { name: 'Телефон' })
    await phone.fill(saver.phone.slice(-5))
    await expect(form.getByRole('listitem')).toContainText(saver.name)
    // Typed faster than is searched: Enter takes whom the letters before had found as little as anybody else.
    await phone.evaluate(async (field: HTMLInputElement) => {
      field.select()
      document.execCommand('insertText', false, '54321')
      // The text stands; the search has not begun.
      await Promise.resolve()
      field.form?.requestSubmit()
    })
    await expect(form.getByText(/^Никого с таким телефоном/)).toBeVisible()
    await expect(strip).not.toContainText(saver.name)
    await phone.fill(saver.phone.slice(-5))
    await expect(form.getByRole('listitem')).toContainText(saver.name)
    await page.keyboard.press('Enter')
    await expect(strip).toContainText(/депозит 211\s₽/)
    await page.keyboard.press('F9')
    await deposit.fill('212')
    await expect(pay.getByText(/^На счёте только 211\s₽\.$/)).toBeVisible()
    await expect(pay.getByRole('button', { name: 'Пробить чек' })).toBeDisabled()
    await deposit.fill('')
  })

  await test.step('Alt+3 takes what there is, cash the rest', async () => {
    await page.keyboard.press('Alt+3')
    await expect(deposit).toHaveValue(/^211(,00)?$/)
    await pay.getByRole('textbox', { name: 'Получено наличными' }).fill('100')
    await page.keyboard.press('Enter')
    await till.expectClosed(2, /22,00/)
    const closed = page.getByRole('region', { name: 'Чек № 2', exact: true })
    await expect(closed.getByText(/^Депозит: 211,00/)).toBeVisible()
    await expect(closed.getByText(/^Наличные: 78,00/)).toBeVisible()
  })

  await test.step('the network is back: the desk sees the deposit gone', async () => {
    await counter.restoreNetwork()
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
    await expect.poll(() => desk.account('Депозит')).toBe(null)
  })

  await test.step('one comes back, to the deposit', async () => {
    await shift.openReceipt('1-0002')
    await page.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await sheet.getByRole('button', { name: `Больше: ${product}` }).click()
    await sheet.getByText('Депозит', { exact: true }).click()
    await sheet.getByText('Не подошло', { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть 289,00/ }).click()
    await expect(sheet).toBeHidden()
    await frame.expectAllSent()
    await expect.poll(() => desk.account('Депозит')).toBe(28_900)
    await shift.open()
    await expect.poll(() => shift.figure('Наличные в ящике', 'Должно быть')).toBe(7_800)
  })
})
