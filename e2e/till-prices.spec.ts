// Issue 3: a customer with another price list: the lines that stand there are priced anew when they are named, and again
// when they are not; screen, receipt and paper say what was agreed.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter } from './counter.ts'
import { expect, test } from './fixtures.ts'

const product = 'Вода дистиллированная, 19 л'
const goods = demoCatalogue().products.find(({ name }) => name === product)
const firm = 'Фитнес-клуб «Пульс»'
/** As part of a pattern: thousands stand apart. */
const roubles = (minor: number): string =>
  (minor / 100)
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, '\\s')

test('a firm buys at wholesale prices: also what was rung up before it was named; without it retail again', async ({
  company,
  device,
}) => {
  if (!goods?.barcode) throw new Error(`The demonstration has no barcode for ${product}`)
  const { barcode, retailMinor, wholesaleMinor } = goods
  expect(wholesaleMinor).not.toBe(retailMinor)
  const counter = await openCounter(await device(), company, { name: 'Касса 86', cashiers: ['Ирина Власова'] })
  const { page, till, shift, paper, frame } = counter
  await till.openShift(1, '0')
  const list = (name: string) => page.getByText(`Цены: ${name}`, { exact: true })
  const nameFirm = async () => {
    await page.keyboard.press('F4')
    const form = page.getByRole('dialog', { name: 'Покупатель по телефону' })
    await form.getByRole('textbox', { name: 'Имя' }).fill('Пульс')
    await form.getByRole('button', { name: new RegExp(firm) }).click()
    await expect(form).toBeHidden()
    await expect(till.receipt.getByText(firm)).toBeVisible()
  }
  const expectPrices = async (bottles: number, minor: number, name: string) => {
    await expect(till.line(product)).toHaveAccessibleName(new RegExp(`, ${roubles(bottles * minor)}$`))
    await till.expectTotal(new RegExp(roubles(bottles * minor)))
    await expect(list(name)).toBeVisible()
  }

  await test.step('nobody is named: retail', async () => {
    await till.scan(barcode)
    await till.scan(barcode)
    await expectPrices(2, retailMinor, 'Розничная')
  })

  await test.step('the firm is named: the same two bottles at its prices, and the next one too', async () => {
    await nameFirm()
    await expectPrices(2, wholesaleMinor, 'Оптовая')
    await till.scan(barcode)
    await expectPrices(3, wholesaleMinor, 'Оптовая')
  })

  await test.step('not the firm after all: retail again, on one line', async () => {
    await page.keyboard.press('F4')
    await page.getByRole('dialog').getByRole('button', { name: 'Без покупателя' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expectPrices(3, retailMinor, 'Розничная')
  })

  await test.step('without a network, named again and paid: receipt and paper carry the firm’s prices', async () => {
    await counter.cutNetwork()
    await nameFirm()
    await expectPrices(3, wholesaleMinor, 'Оптовая')
    await till.payCash('5000')
    await till.expectClosed(1, new RegExp(roubles(500_000 - 3 * wholesaleMinor)))
    await expect.poll(paper).toContain('ЧЕК № 1-0001')
    await expect.poll(paper).toMatch(new RegExp(`3 бут x ${roubles(wholesaleMinor)} +${roubles(3 * wholesaleMinor)}`))
    await shift.openReceipt('1-0001')
    await expect(page.getByText(firm).first()).toBeVisible()
    await expect(page.getByText(new RegExp(roubles(3 * wholesaleMinor))).first()).toBeVisible()
    await counter.restoreNetwork()
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
  })

  await test.step('the next customer is nobody again: retail', async () => {
    await page.getByRole('link', { name: 'Продажа' }).first().click()
    await till.scan(barcode)
    await expectPrices(1, retailMinor, 'Розничная')
  })
})
