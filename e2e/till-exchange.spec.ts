// Issue 3, users.md 12: goods come back and others go out in one receipt, without a network. The difference is paid, or
// given back; screen, paper and drawer say the same, and no more comes back than was sold.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter } from './counter.ts'
import { expect, test } from './fixtures.ts'

/** 189 and 390 roubles. */
const [cheap, dear] = ['Пастила яблочная, 100 г', 'Мёд цветочный, 500 г']

test('an exchange is one receipt: the difference is paid, another one is given back', async ({ company, device }) => {
  const codeOf = (wanted: string) => demoCatalogue().products.find(({ name }) => name === wanted)?.barcode ?? ''
  const counter = await openCounter(await device(), company, { name: 'Касса 71', cashiers: ['Ирина Власова'] })
  const { page, till, shift, frame, paper } = counter
  const sheet = page.getByRole('dialog', { name: /^Возврат по чеку/ })
  const row = (product: string) =>
    page.getByRole('list', { name: 'Позиции' }).getByRole('listitem').filter({ hasText: product })
  /** One of these goods of an earlier receipt stands in the sale, coming back. */
  const bringBack = async (number: string, product: string, reason: string) => {
    await shift.openReceipt(number)
    await page.getByRole('button', { name: 'Возврат', exact: true }).click()
    await sheet.getByRole('button', { name: `Больше: ${product}` }).click()
    await sheet.getByText(reason, { exact: true }).click()
    await sheet.getByRole('button', { name: 'Обмен: в продажу' }).click()
    await expect(page.getByText(/^Возвращённое стоит в продаже/).first()).toBeVisible()
    await expect(till.line(product)).toContainText('возврат')
  }
  /** In the return window of this receipt one piece is left, and no second one can be taken. */
  const expectOneLeft = async (number: string, product: string) => {
    await shift.openReceipt(number)
    await page.getByRole('button', { name: 'Возврат', exact: true }).click()
    await expect(sheet.getByText(/^осталось 1\s/)).toBeVisible()
    await sheet.getByRole('button', { name: `Больше: ${product}` }).click()
    await expect(sheet.getByRole('button', { name: `Больше: ${product}` })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  }

  await till.openShift(1, '1000')
  await frame.expectAllSent()
  await counter.cutNetwork()
  await test.step('two are sold', async () => {
    await till.scan(codeOf(cheap))
    await till.scan(codeOf(cheap))
    await till.expectTotal(/378,00/)
    await till.payCash('1000')
    await till.expectClosed(1, /622,00/)
  })

  await test.step('one comes back into a sale; from then on only one more can', async () => {
    await bringBack('1-0001', cheap, 'Не подошло')
    await expectOneLeft('1-0001', cheap)
    await till.openSale()
  })

  await test.step('something dearer goes out: the difference is paid', async () => {
    await till.scan(codeOf(dear))
    await till.expectTotal(/201,00/)
    await till.payCash('500')
    await till.expectClosed(2, /299,00/)
  })

  await test.step('the receipt says both, on the screen and on paper', async () => {
    await shift.openReceipt('1-0002')
    const receipt = page.getByRole('article')
    await expect(receipt.getByRole('heading', { name: /^Обмен № 1-0002/ })).toBeVisible()
    await expect(receipt).toContainText('По чеку № 1-0001')
    await expect(receipt).toContainText('Причина: Не подошло')
    await expect(row(cheap)).toContainText(/возврат.*[-−]189,00/)
    await expect(row(dear)).toContainText('390,00')
    await expect(row(dear)).not.toContainText('возврат')
    await expect(receipt.getByText('Итого').locator('..')).toContainText('201,00')
    await expect
      .poll(paper)
      .toMatch(/ЧЕК № 1-0002[^]*\n *Возврат: Пастила яблочная, 100 г\n.*[-−]189,00\n *Мёд цветочный/)
    expect(paper().split('ЧЕК № 1-0002')).toHaveLength(2)
  })

  await test.step('no more can come back than is left', () => expectOneLeft('1-0001', cheap))

  await test.step('something cheaper for the dear one: the difference is given back', async () => {
    await bringBack('1-0002', dear, 'Брак')
    await till.scan(codeOf(cheap))
    await expect(till.receipt.getByRole('status').filter({ hasText: 'К возврату' })).toContainText('201,00')
    await page.keyboard.press('F9')
    await expect(page.getByRole('dialog', { name: 'Возврат денег' })).toContainText(/Вернуть201,00/)
    await page.keyboard.press('Enter')
    const closed = page.getByRole('region', { name: 'Чек № 3', exact: true })
    await expect(closed.getByText(/^Возвращено/)).toContainText('201,00')
    await expect(closed.getByText(/^Наличные: 201,00/)).toBeVisible()
    await expect.poll(paper).toContain('ВОЗВРАТ № 1-0003')
  })

  await test.step('the drawer holds what it held before the two exchanges, and the sale', async () => {
    await shift.open()
    await expect.poll(() => shift.figure('Наличные в ящике', 'Должно быть')).toBe(100_000 + 37_800)
    await frame.expectWaiting(3)
  })

  await test.step('all of it is sent and counted once', async () => {
    await counter.restoreNetwork()
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
    await expectOneLeft('1-0001', cheap)
    await shift.openReceipt('1-0002')
    await expect(row(dear)).toContainText('вернули всё')
    await expect(page.getByText('По этому чеку вернули всё.')).toBeVisible()
  })
})
