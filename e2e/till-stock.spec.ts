// Issue 3: the till says how old its prices and stock are, and warns where the books have less than is sold. What the
// customer holds in the hands is sold all the same.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { keptOnDevice } from './on-device.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

/** 420 roubles; the books begin with 26. */
const product = 'Чай улун листовой, 100 г'

test('less in the books than is sold: warned, sold, counted; the age of the stock is said', async ({
  company,
  device,
}) => {
  const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
  const counter = await device()
  const { page } = counter
  const [till, frame] = [new Till(page), new Frame(page)]
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till', 'Касса 74')
  await till.openShift(1, '0')
  const age = page.getByText(/^Цены и остатки: /)

  await test.step('while there is a connection prices and stock are of now', async () => {
    await expect(age).toHaveText('Цены и остатки: как на сервере сейчас')
    await frame.expectAllSent()
    await frame.untilOfflineReady()
    await expect.poll(() => keptOnDevice(page, 'till.heardAt')).not.toBeNull()
  })

  const lastHeard = /^Цены и остатки: как на сервере (сегодня|вчера)\s\d\d:\d\d$/
  await test.step('cut off while nobody does anything, it says so at once', async () => {
    // Told within a second; a busy machine is slower with it, and the silence of the live stream is noticed much later.
    await counter.cutNetwork()
    await expect(age).toHaveText(lastHeard, { timeout: 15_000 })
  })

  await test.step('started without one, it says when they were heard of last', async () => {
    await page.reload()
    await expect(age).toHaveText(lastHeard)
  })

  const left = await test.step('the search says what the books have', async () => {
    await till.search.fill('улун')
    const find = page.getByRole('option', { name: new RegExp(product) })
    await expect(find).toContainText(/остаток \d+\sупак/)
    const pieces = Number(/остаток (\d+)/.exec((await find.textContent()) ?? '')?.[1])
    await till.search.fill('')
    return pieces
  })

  await test.step('no word while there is enough, a warning from one more on', async () => {
    await till.scan(barcode)
    await expect(till.line(product)).toBeVisible()
    await sellSoMany(left)
    await expect(till.line(product)).not.toContainText('по учёту')
    await sellSoMany(left + 1)
    await expect(till.line(product)).toContainText(new RegExp(`по учёту осталось ${left}\\sупак`))
  })

  await test.step('it is sold all the same', async () => {
    await till.payCash('50000')
    await till.expectClosed(1, /\d/)
    await counter.restoreNetwork()
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
  })

  await test.step('the books know: the next one is warned of from the first piece on', async () => {
    await expect(age).toHaveText('Цены и остатки: как на сервере сейчас')
    await till.scan(barcode)
    await expect(till.line(product)).toContainText('по учёту не осталось')
    await page.keyboard.press('Alt+c')
    await page.getByRole('dialog').getByRole('button', { name: 'Очистить чек' }).click()
    await expect(till.line(product)).toBeHidden()
  })

  async function sellSoMany(pieces: number): Promise<void> {
    await page.keyboard.press('F6')
    const dialog = page.getByRole('dialog', { name: product })
    await dialog.getByRole('textbox', { name: 'Количество' }).fill(String(pieces))
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(till.line(product)).toHaveAccessibleName(new RegExp(`, ${pieces}\\sупак, `))
  }
})
