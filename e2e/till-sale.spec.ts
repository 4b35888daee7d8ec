// Issue 3, users.md 1, 2, 9, 20: a cashier sells without a network; what was closed is found again under its number after
// a reload, the next sale has the next one, and all of it is sent when the network is back.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn, typePin } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const product = 'Вода дистиллированная, 19 л'

test('a sale without a network: scanned, paid, numbered, found after a reload, sent', async ({ company, device }) => {
  test.setTimeout(180_000)
  const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
  expect(barcode).toMatch(/^\d{13}$/)
  const counter = await device()
  const { page } = counter
  const till = new Till(page)
  const frame = new Frame(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  await till.openShift(1, '1000')
  await frame.expectAllSent()
  await frame.untilOfflineReady()
  await counter.cutNetwork()

  await test.step('users.md 20: scans are heard in the middle of typing and leave it as it was', async () => {
    await till.search.fill('пом')
    await till.scan(barcode)
    await till.scan(barcode)
    await expect(till.line(product)).toContainText('2')
    await expect(till.search).toHaveValue('пом')
    await till.scan('2000000000008')
    await expect(page.getByText('Штрихкод 2000000000008 не найден.')).toBeVisible()
    await page.getByRole('button', { name: 'Искать по названию' }).click()
    await expect(till.search).toBeFocused()
  })

  await test.step('the sale that is begun outlives a reload', async () => {
    await page.reload()
    await expect(till.line(product)).toContainText('2')
  })

  await test.step('paid in cash: number, change, a new sale', async () => {
    await till.payCash('5000')
    await till.expectClosed(1, /\d/)
    await frame.expectWaiting(1)
  })

  await test.step('after a reload the receipt stands there under number 1, the next one is 2', async () => {
    await page.reload()
    await page.getByRole('link', { name: 'Чеки' }).first().click()
    await expect(page.getByRole('region', { name: 'Чеки этой кассы' }).getByText('1-0001')).toBeVisible()
    await page.getByRole('link', { name: 'Продажа' }).first().click()
    await till.scan(barcode)
    await till.payCash('5000')
    await till.expectClosed(2, /\d/)
    await frame.expectWaiting(2)
  })

  await test.step('the till locks on a PIN, and the sale that is begun stays', async () => {
    await till.scan(barcode)
    await page.keyboard.press('Alt+l')
    await expect(page.getByRole('region', { name: 'Касса закрыта на ПИН' })).toBeVisible()
    await typePin(page, company.pinOf('Ирина Власова'))
    await expect(till.line(product)).toContainText('1', { timeout: 20_000 })
  })

  await counter.restoreNetwork()
  await frame.expectAllSent()
  await expect(frame.connection).not.toContainText('отказ')
})
