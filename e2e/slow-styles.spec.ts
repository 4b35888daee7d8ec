// users.md 9, 20: a part of the screen that is slow to come holds nothing up. Style sheets of parts fetched later never
// arrive here; a cashier types and finds as if nothing were the matter. And a window that is slow to come stays the only
// one: what is pressed meanwhile opens no second one beneath it; one that does not come at all is given up with Escape.

import type { Page } from '@playwright/test'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

test('users.md 9, 20: what is typed stands and finds while a style sheet does not come', async ({
  company,
  device,
}) => {
  const { page } = await device({ withoutServiceWorker: true })
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  const held: string[] = []
  await page.route('**/*.css', (route) => void held.push(route.request().url()))
  await till.openShift(1, '1000')
  await expect.poll(() => held.length, { message: 'a part fetched ahead has a style sheet' }).toBeGreaterThan(0)

  await till.search.pressSequentially('помпа', { delay: 30 })
  await expect(till.search).toHaveValue('помпа')
  await expect(page.getByRole('option', { name: /помпа/i }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(till.receipt).toContainText(/помпа/i)
})

test('users.md 9, 20: keys pressed while the payment is on its way open no other window beneath it', async ({
  company,
  device,
}) => {
  const { page } = await device({ withoutServiceWorker: true })
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  const windows = await holdWindows(page)
  await till.openShift(1, '0')
  // Not by its code: while the goods are still coming, a code may not be known yet.
  await page.locator('#favourite-1').click()
  await expect(till.receipt.getByRole('button', { name: /^Оплата/ })).toBeEnabled()
  await page.keyboard.press('F9')
  await page.keyboard.press('F1')
  await page.keyboard.press('F4')
  await expect.poll(windows.held, { message: 'the payment is being fetched' }).toBeGreaterThan(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  windows.release()

  const payment = page.getByRole('dialog', { name: 'Оплата' })
  const keys = page.getByRole('dialog', { name: 'Клавиши' })
  await expect(payment).toBeVisible()
  // Now that it is here, the keys stand above it as ever, and the first Escape is theirs.
  await page.keyboard.press('F1')
  await expect(keys).toContainText('Alt + 2')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await expect(payment).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Parts that are fetched ahead may still be on their way.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('users.md 9, 20: a window that does not come is given up with Escape, and selling goes on', async ({
  company,
  device,
}) => {
  const goods = demoCatalogue().products.find(({ barcode }) => barcode !== null)
  if (!goods?.barcode) throw new Error('The demonstration has no barcodes')
  const { page } = await device({ withoutServiceWorker: true })
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  const windows = await holdWindows(page)
  await till.openShift(1, '0')
  await page.keyboard.press('F4')
  await expect.poll(windows.held, { message: 'the window is being fetched' }).toBeGreaterThan(0)
  await till.scan(goods.barcode)
  await expect(page.getByText('Код не учтён: сначала закройте окно.')).toBeVisible()
  await page.keyboard.press('Escape')
  await till.scan(goods.barcode)
  await till.expectPieces(goods.name, 1)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  windows.release()
  await page.keyboard.press('F4')
  await expect(page.getByRole('dialog', { name: 'Покупатель по телефону' })).toBeVisible()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

/** The windows over the sale, and they alone, do not come before they are released. */
async function holdWindows(page: Page): Promise<{ held: () => number; release: () => void }> {
  const held: (() => void)[] = []
  let isHolding = true
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch()
    // By the words of the payment, which is one of them: the sale beneath has parts of its own that come later.
    const isPayment = (await response.text()).includes('Получено наличными')
    if (isPayment && isHolding) await new Promise<void>((resolve) => held.push(resolve))
    await route.fulfill({ response })
  })
  return {
    held: () => held.length,
    release() {
      isHolding = false
      for (const go of held) go()
    },
  }
}
