// A till's day, users.md 7, 9–12, 14, 19: opened with counted cash, three sales, a part of one comes back, cash goes to
// the bank, the network is gone, the drawer is short. X, Z, the paper and the office's ledger say the same to the kopeck.

import type { Page } from '@playwright/test'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { documentOnDevice } from './on-device.ts'
import { installFakeDevices } from './fake-devices.ts'
import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

const product = 'Вода дистиллированная, 19 л'

test('a whole shift with returns and a shortage: till, paper and office agree', async ({ company, device }) => {
  test.setTimeout(600_000)
  const goods = demoCatalogue().products.find(({ name }) => name === product)
  const barcode = goods?.barcode ?? ''
  const bench = createBench({ clock: realClock, random: createRandom(7) })
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 2 })
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  const papers = () => printer.paper.prints.map(shown).join('\n')

  const counter = await device()
  await installFakeDevices(counter.context, () => bench)
  const { page } = counter
  const till = new Till(page)
  const shift = new TillShift(page)
  const frame = new Frame(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till', 'Касса 5')
  const accountant = await device()
  await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')

  await test.step('users.md 11: the shift begins with counted cash', async () => {
    const form = page.getByRole('form', { name: 'Открыть смену 1' })
    await form.getByRole('button', { name: 'По купюрам и монетам' }).click()
    await form.getByLabel('Купюра 1\u00a0000\u00a0₽, штук').fill('2')
    await form.getByLabel('Монета 0,50\u00a0₽, штук').fill('3')
    await form.getByRole('button', { name: 'Открыть смену' }).click()
    await expect(till.search).toBeVisible()
  })

  await test.step('the printer is chosen once, and tested', async () => {
    await page.goto(`${company.rodnik.url}/till#shift/printer`)
    bench.pickNext(cable)
    await page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
    await page.getByLabel('Модель принтера').selectOption('epson')
    await expect(page.getByText('Принтер готов').first()).toBeVisible()
    await page.getByRole('button', { name: 'Пробный чек' }).click()
    await expect.poll(papers).toContain('ПРОБНАЯ ПЕЧАТЬ')
    await frame.expectAllSent()
    await frame.untilOfflineReady()
  })

  await counter.cutNetwork()
  const price = await test.step('three sales without a network, each on paper once', async () => {
    await till.openSale()
    for (const bottles of [2, 1, 1]) {
      for (let scanned = 0; scanned < bottles; scanned += 1) await till.scan(barcode)
      await till.expectPieces(product, bottles)
      await till.payCash('5000')
      await expect(page.getByRole('region', { name: /^Чек № / })).toBeVisible()
    }
    await expect.poll(papers).toContain('ЧЕК № 1-0003')
    await shift.open()
    const sold = await shift.figure('Продажи', 'Продажи')
    expect(sold % 4).toBe(0)
    return sold / 4
  })

  await test.step('users.md 12: one of two bottles comes back, and only one more can', async () => {
    await shift.openReceipt('1-0001')
    await shift.returnOne(product, 'Брак')
    await expect.poll(papers).toContain('ВОЗВРАТ № 1-0004')
    await shift.openReceipt('1-0001')
    await expect(page.getByText(/^вернули 1/)).toBeVisible()
    await page.keyboard.press('F9')
    await expect(page.getByRole('dialog').getByText(/осталось 1\s/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('the help tells the keys of a receipt', async () => {
    await page.keyboard.press('F1')
    const help = page.getByRole('dialog', { name: 'Клавиши' })
    for (const [key, act] of [
      ['F4', 'Чек другой кассы'],
      ['F8', 'Печать копии'],
      ['F9', 'Возврат'],
      ['Alt + I', 'Принтер и сканер'],
      ['Alt + K', 'Проверка кассы'],
    ] as const)
      await expect(help.locator('dl > div').filter({ has: page.getByText(act, { exact: true }) })).toContainText(key)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('users.md 19: a copy says that it is one', async () => {
    // Wide letters take two places each.
    expect(papers()).not.toContain('К О П И Я')
    await page.getByRole('button', { name: 'Печать копии' }).click()
    await expect.poll(papers).toContain('К О П И Я')
  })

  const expected = 200_150 + 4 * price - price - 25_050
  await test.step('cash goes to the bank with a slip; the X says what should lie there', async () => {
    await shift.open()
    await shift.takeOut('250,50', 'Инкассация')
    await expect.poll(papers).toContain('ИЗЪЯТИЕ НАЛИЧНЫХ')
    await expect.poll(() => shift.figure('Наличные в ящике', 'Должно быть')).toBe(expected)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('F8')
    await expect.poll(papers).toContain('X-ОТЧЁТ')
  })

  await test.step('users.md 10, 11: closed without a network, a rouble short, with its reason', async () => {
    const sheet = await shift.startClosing()
    await expect(sheet.getByText(/ещё не отправлен/)).toBeVisible()
    await sheet.getByLabel('Денег в ящике').fill(((expected - 100) / 100).toFixed(2))
    await expect(sheet.getByText('Недостача')).toBeVisible()
    await expect(sheet.getByRole('button', { name: 'Закрыть смену' })).toBeDisabled()
    await sheet.getByLabel('Почему расходится').fill('мелочь')
    await sheet.getByRole('button', { name: 'Закрыть смену' }).click()
    await expect(page.getByRole('heading', { name: 'Z-отчёт, смена 1' })).toBeVisible()
    await expect.poll(papers).toContain('Z-ОТЧЁТ, СМЕНА 1')
  })

  await test.step('users.md 10: a reload without a network finds all of it again', async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Z-отчёт, смена 1' })).toBeVisible()
    expect(await shift.figure('Продажи', 'Продажи')).toBe(4 * price)
    expect(await shift.figure('Продажи', 'Возвраты')).toBe(price)
    expect(await shift.figure('Наличные в ящике', 'Недостача')).toBe(100)
    await page.getByRole('link', { name: 'Чеки', exact: true }).first().click()
    await expect(page.getByRole('link', { name: /^1-000\d/ })).toHaveCount(4)
  })

  await test.step('users.md 7: no number is missing, and nothing came out twice', async () => {
    for (const title of ['ЧЕК № 1-0002', 'ЧЕК № 1-0003', 'ВОЗВРАТ № 1-0004', 'Z-ОТЧЁТ, СМЕНА 1'])
      expect(papers().split(title).length - 1, title).toBe(1)
    expect(papers()).not.toContain('Аннулированы')
  })

  await test.step('the office’s ledger says what the Z says', async () => {
    await counter.restoreNetwork()
    await frame.expectAllSent()
    await expect(frame.connection).not.toContainText('отказ')
    type Z = { id: string; closing: { totals: { tenders: { cash: number }; vat: Record<string, number> } } | null }
    const id = await tillShiftId(page)
    await expect
      .poll(() => documentOnDevice<{ amounts: Record<string, number> }>(accountant.page, `register/${id}`))
      .toMatchObject({
        amounts: {
          opening: 200_150,
          cash: 3 * price,
          sale: 4 * price,
          saleCount: 3,
          return: price,
          returnCount: 1,
          cashOut: 25_050,
          counted: expected - 100,
        },
      })
    // Ledger and shift are written one after the other, and the till hears of its own shift when it asks next.
    await expect(async () => {
      const z = await documentOnDevice<Z>(page, `shift/${id}`)
      expect(z?.closing?.totals.tenders.cash).toBe(3 * price)
      expect(await documentOnDevice<Z>(accountant.page, `shift/${id}`)).toEqual(z)
    }).toPass({ timeout: 60_000 })
  })
})

/** Of the only receipt's link that ends with 1: `<till>:1:1`. */
async function tillShiftId(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: /^1-0001/ }).getAttribute('href')
  const id = decodeURIComponent(href?.split('/').at(-1) ?? '')
  expect(id).toMatch(/:1:1$/)
  return id.slice(0, -2)
}
