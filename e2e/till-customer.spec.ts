// Issue 3: the customer's screen: a window beside the till that shows the sale without a network, nothing of who buys,
// and comes back by itself when either of the two is loaded anew.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const [water] = demoCatalogue().products.filter(({ barcode, unit }) => barcode && unit.shortName === 'бут')

test('the customer sees the sale line by line, and nothing of anybody', async ({ company, device }) => {
  test.setTimeout(150_000)
  if (!water?.barcode) throw new Error('The demonstration has no barcodes')
  const { barcode, name } = water
  const counter = await device()
  const { page, context } = counter
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  await till.openShift(1, '0')
  await new Frame(page).untilOfflineReady()

  await page.goto(`${company.rodnik.url}/till#shift/printer`)
  await page.getByLabel('Слова между продажами').fill('Сегодня кулеры со скидкой')
  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Открыть экран' }).click()
  const window = await opening
  await counter.cutNetwork()

  await test.step('between sales: the shop’s name and words', async () => {
    await page.getByRole('link', { name: 'Продажа' }).first().click()
    await expect(window.getByRole('heading', { name: 'Родник Демо' })).toBeVisible()
    await expect(window.getByText('Сегодня кулеры со скидкой')).toBeVisible()
  })

  await test.step('line by line, as it is rung up', async () => {
    await till.scan(barcode)
    await expect(window.getByRole('listitem')).toHaveText(new RegExp(`${name}290,001\\sбут × 290\\s₽`))
    await till.scan(barcode)
    await expect(window.getByText('580,00 ₽')).toBeVisible()
  })

  await test.step('who buys is nobody’s business', async () => {
    await page.keyboard.press('F4')
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Телефон' }).fill('9161234500')
    await form.getByRole('textbox', { name: 'Имя' }).fill('Тайная Покупательница')
    await form.getByRole('button', { name: 'Записать нового' }).click()
    await expect(till.receipt.getByText('Тайная Покупательница')).toBeVisible()
    await expect(window.getByText('580,00 ₽')).toBeVisible()
    await expect(window.locator('body')).not.toContainText(/Тайная|916|123-45/)
  })

  await test.step('either window may be loaded anew, without a network', async () => {
    await window.reload()
    await expect(window.getByText('580,00 ₽')).toBeVisible({ timeout: 20_000 })
    await page.reload()
    await expect(till.line(name)).toBeVisible({ timeout: 20_000 })
    await till.scan(barcode)
    await expect(window.getByText('870,00 ₽')).toBeVisible({ timeout: 20_000 })
  })
})
