// A clumsy cashier (issue 3; users.md 5, 9, 15, 19, 20): reloads and goes back in the middle of everything, types what is
// no quantity, pastes a book, turns the clock back, works over the end of a month, and pulls the printer out at the worst
// moment. No sale is lost, doubled or changed, and every number is used once.

import type { Page } from '@playwright/test'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter, type Counter } from './counter.ts'
import { expect, test } from './fixtures.ts'
import { piecesOnDevice } from './on-device.ts'

const product = 'Вода дистиллированная, 19 л'
const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
const book = 'Мастер и Маргарита '.repeat(3_000)

/** Every window of the sale by its key. */
const windows = ['F4', 'F6', 'F7', 'F8', 'F9', 'F10', 'Alt+P', '?'] as const

const dialog = (page: Page) => page.getByRole('dialog').first()
const count = (text: string, wanted: string): number => text.split(wanted).length - 1
const numberOf = (number: number): string => `1-${String(number).padStart(4, '0')}`

async function sell({ page, till }: Counter): Promise<void> {
  await till.openSale()
  await till.scan(barcode)
  await till.expectPieces(product, 1)
  await till.payCash('5000')
  await expect(page.getByRole('region', { name: /^Чек № \d/ })).toBeVisible()
}

test('users.md 9: reloads and the back button in every window of a sale leave it as it was, and it is closed once', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  const counter = await openCounter(await device(), company, { name: 'Касса 4', cashiers: ['Ирина Власова'] })
  const { page, till, shift } = counter
  await till.openShift(1, '1000')
  await till.scan(barcode)
  await till.scan(barcode)
  await expect.poll(() => piecesOnDevice(page)).toBe(2)
  for (const key of windows) {
    await test.step(`reload in the window of ${key}`, async () => {
      await page.keyboard.press(key)
      await expect(dialog(page)).toBeVisible()
      await page.reload()
      await till.expectPieces(product, 2)
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  }
  await test.step('back and forth with a window open', async () => {
    await shift.open()
    await till.openSale()
    await till.expectPieces(product, 2)
    for (const key of windows) {
      await page.keyboard.press(key)
      await expect(dialog(page)).toBeVisible()
      await page.goBack()
      await page.goForward()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog'), key).toHaveCount(0)
      await till.expectPieces(product, 2)
    }
  })
  await test.step('Enter again and again, and a reload at once: one receipt', async () => {
    await page.keyboard.press('F9')
    await page.getByRole('textbox', { name: 'Получено наличными' }).fill('5000')
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Enter')
    await till.expectClosed(1, /\d/)
    await page.reload()
    await expect(till.search).toBeVisible()
    // A receipt whose view the reload kept from being written comes to light a moment after the start.
    await expect.poll(() => till.numbers()).toEqual([numberOf(1)])
    await expect(till.line(product)).toHaveCount(0)
    await expect.poll(() => count(counter.paper(), `ЧЕК № ${numberOf(1)}`)).toBe(1)
  })
})

test('users.md 20: what is no quantity, no sum and no discount changes nothing; a pasted book neither', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  const counter = await openCounter(await device(), company, { name: 'Касса 4', cashiers: ['Ирина Власова'] })
  const { page, till, frame } = counter
  await till.openShift(1, '0')
  await till.scan(barcode)
  const refusedBy = async (key: string, name: string | null, texts: string[]) => {
    await page.keyboard.press(key)
    const field = dialog(page)
      .getByRole('textbox', name === null ? {} : { name })
      .first()
    const act = dialog(page).getByRole('button').last()
    for (const text of texts) {
      await field.fill(text)
      await expect(act, `${key} ${text.slice(0, 20)}`).toBeDisabled()
      await page.keyboard.press('Enter')
      await expect(dialog(page)).toBeVisible()
    }
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await till.expectPieces(product, 1)
  }
  await test.step('quantity', () =>
    refusedBy('F6', null, ['0', '-1', '1,5', '1e3', '99999999999999', '٣', 'NaN', book.slice(0, 5_000)]))
  await test.step('discount', () => refusedBy('F8', null, ['101', '-5', '1e2', 'сто', book.slice(0, 5_000)]))
  await test.step('cash handed over', () =>
    refusedBy('F9', 'Получено наличными', ['1', '-500', '5000 р', '1e9', book.slice(0, 5_000)]))

  await test.step('a discount of everything asks for a senior, and without one nothing is paid', async () => {
    await till.discount('100')
    await page.keyboard.press('F9')
    const senior = page.getByRole('dialog', { name: 'Разрешает старший' })
    await expect(senior).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('F8')
    await dialog(page).getByRole('button', { name: 'Без скидки' }).click()
    await page.keyboard.press('Escape')
  })

  await test.step('a book in the search and in the name of a sale that is laid aside', async () => {
    await till.search.fill(book)
    await expect(page.getByText('Такого товара нет.').first()).toBeVisible()
    await till.scan(barcode)
    await till.expectPieces(product, 2)
    await page.keyboard.press('F10')
    await dialog(page).getByRole('textbox').first().fill(book)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(till.line(product)).toHaveCount(0)
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
  })
})

test('users.md 15: the clock turned back and forth, and a shift over the end of a month: numbers go on, nothing is lost', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  const counter = await openCounter(await device(), company, { name: 'Касса 4', cashiers: ['Ирина Власова'] })
  const { page, till, shift, frame, paper, strip } = counter
  await till.openShift(1, '1000')
  await till.neverLockItself()
  await sell(counter)
  const now = await page.evaluate(() => Date.now())
  const at = new Date(now)
  // In UTC, as the scopes of the receipts name their months.
  const monthEnd = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0, 23, 59, 50)
  const hour = 3_600_000
  await counter.cutNetwork()
  let number = 1
  for (const time of [monthEnd, monthEnd + 20_000, now - 2 * hour, now + 30 * 24 * hour, now - 400 * 24 * hour]) {
    await page.clock.setSystemTime(time)
    await sell(counter)
    number += 1
    await expect.poll(() => count(paper(), `ЧЕК № ${numberOf(number)}`), `${number} on paper`).toBe(1)
    await expect.poll(() => strip.waiting()).toEqual([])
  }
  await page.clock.setSystemTime(now)
  await expect.poll(() => till.numbers()).toEqual([6, 5, 4, 3, 2, 1].map(numberOf))
  for (let one = 1; one <= 6; one += 1) expect(count(paper(), `ЧЕК № ${numberOf(one)}`), `${one} on paper`).toBe(1)
  await shift.open()
  const sold = await shift.figure('Продажи', 'Продажи')
  expect(sold % 6).toBe(0)
  await page.reload()
  await expect.poll(() => shift.figure('Продажи', 'Продажи')).toBe(sold)
  await counter.restoreNetwork()
  await frame.expectAllSent()
  await expect(frame.connection).not.toContainText(/отказ|провер/)
})

test('users.md 19: the printer pulled out before, during and after a receipt: the sale stands, its paper comes once or asks', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  const counter = await openCounter(await device(), company, { name: 'Касса 4', cashiers: ['Ирина Власова'] })
  const { page, till, cable, printer, paper, strip } = counter
  const originals = (number: number): number =>
    printer.paper.pieces().filter((piece) => {
      const lines = piece.map((print) => (print.kind === 'line' ? print.text : ''))
      return lines.includes(`ЧЕК № ${numberOf(number)}`) && !lines.includes('КОПИЯ')
    }).length
  await till.openShift(1, '1000')

  await test.step('pulled out beforehand: listed, and printed by itself when it is back', async () => {
    cable.unplug()
    await sell(counter)
    await expect(strip.strip.getByText('Принтера нет на связи')).toBeVisible()
    await expect.poll(async () => (await strip.waiting()).map(({ title }) => title)).toEqual([`Чек № ${numberOf(1)}`])
    cable.plug()
    await expect.poll(() => originals(1)).toBe(1)
    await expect.poll(() => strip.waiting()).toEqual([])
  })

  let number = 1
  for (const bytes of [1, 200, 600, 900]) {
    number += 1
    await test.step(`comes loose after ${bytes} bytes of a receipt`, async () => {
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      cable.unplugAfter(bytes)
      await sell(counter)
      await expect.poll(() => cable.isPlugged).toBe(false)
      cable.plug()
      const title = `Чек № ${numberOf(number)}`
      await expect
        .poll(async () => (await strip.waiting()).map((job) => `${job.title}: ${job.said}`))
        .toEqual([`${title}: прервано: на бумаге может не хватать конца`])
      await strip.answer(title, 'Ещё раз, с пометкой «КОПИЯ»')
      await expect.poll(() => strip.waiting()).toEqual([])
      expect(originals(number)).toBeLessThanOrEqual(1)
      expect(paper()).toContain(`ЧЕК № ${numberOf(number)}`)
    })
  }

  await test.step('no paper, then the cover: said, and the receipt goes on by itself, once', async () => {
    await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
    printer.loadPaper(3)
    await sell(counter)
    await expect(strip.strip.getByText('Нет бумаги')).toBeVisible()
    await page.reload()
    await expect(strip.strip.getByText('Нет бумаги')).toBeVisible()
    printer.openCover()
    printer.loadPaper()
    printer.closeCover()
    const title = `Чек № ${numberOf(6)}`
    // The page was gone in the middle of it: nobody knows how much of it is there.
    await expect.poll(async () => (await strip.waiting()).map((job) => job.title)).toEqual([title])
    await strip.answer(title, 'Не печатать')
    await expect.poll(() => strip.waiting()).toEqual([])
    expect(originals(6)).toBe(1)
  })
  await expect.poll(() => till.numbers()).toEqual([6, 5, 4, 3, 2, 1].map(numberOf))
})
