// Issue 3: nobody has touched the till for five minutes: it locks itself on a PIN. The sale that was begun stands there for
// the same cashier, and for another one who takes over.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { choosePerson, enrolAndSignIn, typePin } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'

const product = 'Вода дистиллированная, 19 л'
const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
const minute = 60_000

test('five minutes untouched lock the till, four do not; the sale stays for whoever comes with a PIN', async ({
  company,
  device,
}) => {
  const { page } = await device()
  // The page's time goes on by itself, and further where it is told to.
  await page.clock.install()
  const till = new Till(page)
  const frame = new Frame(page)
  await enrolAndSignIn(page, company, 'Марина Белова', '/till', 'Касса 85')
  await frame.signOut()
  await test.step('goods scanned where a PIN is asked for sign nobody in, and nobody has mistyped', async () => {
    await choosePerson(page, 'Ирина Власова')
    const pad = page.getByRole('group', { name: 'ПИН: Ирина Власова' })
    for (let n = 0; n < 6; n += 1) await till.scan(barcode)
    await expect(pad.getByText('Отсканирован товар, а здесь нужен ПИН.')).toBeVisible()
    await expect(pad.getByRole('status')).toHaveText('введено 0 цифр')
    await expect(pad.getByRole('alert')).toHaveText('')
    await typePin(page, company.pinOf('Ирина Власова'))
    await expect(pad).toBeHidden()
  })
  await till.openShift(1, '0')
  await till.scan(barcode)
  await till.expectPieces(product, 1)
  const locked = page.getByRole('region', { name: 'Касса закрыта на ПИН' })

  await test.step('four minutes, a scan, four minutes: somebody is there', async () => {
    await page.clock.fastForward(4 * minute)
    await till.scan(barcode)
    await till.expectPieces(product, 2)
    await page.clock.fastForward(4 * minute)
    await till.scan(barcode)
    await till.expectPieces(product, 3)
    await expect(locked).toBeHidden()
  })

  await test.step('five minutes: locked, and nothing of the sale is seen, over a reload too', async () => {
    await page.clock.fastForward(5 * minute)
    await expect(locked).toBeVisible()
    await expect(till.receipt).toBeHidden()
    await page.reload()
    await expect(locked).toBeVisible()
    await expect(till.receipt).toBeHidden()
  })

  await test.step('goods scanned at a locked till are no PIN: nothing is rung up, and nobody has mistyped', async () => {
    for (let n = 0; n < 6; n += 1) await till.scan(barcode)
    await expect(page.getByText('Касса закрыта: сначала ПИН, потом товар.').first()).toBeVisible()
    await expect(locked.getByRole('status')).toHaveText('введено 0 цифр')
    await expect(locked.getByRole('alert')).toHaveText('')
  })

  await test.step('the same cashier comes back with the PIN: the sale is as it was', async () => {
    await typePin(page, company.pinOf('Ирина Власова'))
    await till.expectPieces(product, 3)
    await expect(page.getByRole('button', { name: 'Меню: Ирина Власова' })).toBeVisible()
  })

  await test.step('another cashier takes over, sells it, and the receipt is theirs', async () => {
    await page.clock.fastForward(5 * minute)
    await expect(locked).toBeVisible()
    await locked.getByRole('button', { name: 'Другой кассир' }).click()
    await choosePerson(page, 'Марина Белова')
    await typePin(page, company.pinOf('Марина Белова'))
    await expect(page.getByRole('button', { name: 'Меню: Марина Белова' })).toBeVisible()
    await till.expectPieces(product, 3)
    await till.payCash('5000')
    await till.expectClosed(1, /\d/)
    await new TillShift(page).openReceipt('1-0001')
    await expect(page.getByText(/Марина Белова/).first()).toBeVisible()
  })

  await frame.expectAllSent()
  await expect(frame.connection).not.toContainText('отказ')
})
