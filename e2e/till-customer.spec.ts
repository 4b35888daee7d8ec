// Issue 3: the customer's screen: a window beside the till that shows the sale, the money and the thanks without a
// network, nothing of who buys and nothing of a locked till, and comes back by itself when either of the two is loaded anew.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { piecesOnDevice } from './on-device.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn, typePin } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const [water] = demoCatalogue().products.filter(({ barcode, unit }) => barcode && unit.shortName === 'бут')

test('the customer sees the sale, the change and thanks, and nothing of anybody', async ({ company, device }) => {
  test.setTimeout(360_000)
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
    await till.openSale()
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
    await expect(window.getByText('580,00 ₽')).toBeVisible()
    await expect.poll(() => piecesOnDevice(page)).toBe(2)
    await page.reload()
    await expect(till.line(name)).toBeVisible()
    await till.scan(barcode)
    await expect(window.getByText('870,00 ₽')).toBeVisible()
  })

  const figure = (label: string) => window.locator('p').filter({ has: window.getByText(label, { exact: true }) })

  await test.step('a locked till shows nothing of its sale, and nothing around the lock can be used', async () => {
    const lock = page.getByRole('region', { name: 'Касса закрыта на ПИН' })
    await page.keyboard.press('Alt+l')
    await expect(lock).toBeVisible()
    await expect(window.getByText('Сегодня кулеры со скидкой')).toBeVisible()
    await expect(window.locator('body')).not.toContainText(/870|Вода|Итого/)
    for (const part of ['header button', 'nav a', 'footer']) {
      const box = await page.locator(part).filter({ visible: true }).last().boundingBox()
      if (!box) throw new Error(`There is no ${part} around the lock`)
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    }
    await page.keyboard.press('Shift+?')
    await page.keyboard.press('Alt+r')
    await typePin(page, company.pinOf('Ирина Власова'))
    await expect(lock).toBeHidden()
    // Neither of those taps and keys has opened anything under the lock.
    await expect(till.line(name)).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(figure('Итого')).toContainText('870,00 ₽')
  })

  await test.step('the sum, what was given and the change, while it is typed; then thanks', async () => {
    await page.keyboard.press('F9')
    const given = page.getByRole('textbox', { name: 'Получено наличными' })
    await given.fill('100')
    await expect(figure('К оплате наличными')).toContainText('870,00 ₽')
    await expect(figure('Получено')).toContainText(/^Получено100,00\s₽$/)
    await given.fill('1000')
    await expect(figure('Получено')).toContainText(/^Получено1\s000,00\s₽$/)
    await expect(figure('Сдача')).toContainText('130,00 ₽')
    await page.keyboard.press('Enter')
    await expect(window.getByRole('heading', { name: 'Спасибо за покупку!' })).toBeVisible()
    await expect(figure('Оплачено')).toContainText('870,00 ₽')
    await expect(figure('Сдача')).toContainText('130,00 ₽')
    await expect(window.locator('body')).not.toContainText(/Тайная|916|123-45/)
  })

  await test.step('the cashier begins the next sale: empty again', async () => {
    await page.getByRole('button', { name: 'Новая продажа' }).click()
    await expect(window.getByText('Сегодня кулеры со скидкой')).toBeVisible()
    await expect(window.locator('body')).not.toContainText(/Спасибо|130,00/)
  })

  await test.step('the customer can press nothing; the till is gone: nothing of its sale stays', async () => {
    await till.scan(barcode)
    await expect(figure('Итого')).toContainText('290,00 ₽')
    await expect(window.locator('button, input, textarea, a')).toHaveCount(0)
    await page.close()
    await expect(window.getByText('Сегодня кулеры со скидкой')).toBeVisible()
    await expect(window.locator('body')).not.toContainText(/290|Вода|Итого/)
  })
})
