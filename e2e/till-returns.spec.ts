// Users.md 12, decision 013: a receipt of one till comes back at another: by its number while the server answers, by the
// signed code on its paper while it does not. The same goods twice end in the office, which decides; nothing is lost.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { readCode, signatureBytes, writeCode } from '../lib/domain/till/receipt-code.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { installFakeDevices } from './fake-devices.ts'
import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

const product = 'Вода дистиллированная, 19 л'

test('goods of one till come back at another, with a network and without, and twice', async ({ company, device }) => {
  test.setTimeout(300_000)
  const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
  const bench = createBench({ clock: realClock, random: createRandom(11) })
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 1 })
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  const papers = () => printer.paper.prints.map(shown).join('\n')
  /** Of the receipts printed so far, the last one last: what a scanner reads from the paper. */
  const codes = () => printer.paper.prints.flatMap((print) => (print.kind === 'qr' ? [print.text] : []))

  const first = await device()
  await installFakeDevices(first.context, () => bench)
  const [one, oneShift, oneFrame] = [new Till(first.page), new TillShift(first.page), new Frame(first.page)]
  await enrolAndSignIn(first.page, company, 'Ирина Власова', '/till', 'Касса Север')
  await one.openShift(1, '5000')
  const second = await device()
  const [two, twoFrame] = [new Till(second.page), new Frame(second.page)]
  await enrolAndSignIn(second.page, company, 'Ирина Власова', '/till', 'Касса Юг')
  await two.openShift(1, '5000')
  const { page } = second

  const sell = async (bottles: number) => {
    await one.openSale()
    for (let scanned = 0; scanned < bottles; scanned += 1) await one.scan(barcode)
    await one.expectPieces(product, bottles)
    await one.payCash('5000')
    await expect(first.page.getByRole('region', { name: /^Чек № / })).toBeVisible()
  }
  const found = page.getByRole('region', { name: /^Чек № 1-000/ })
  /** At the second till, a receipt of the first one. */
  const lookUp = async (number: string) => {
    await page.getByRole('link', { name: 'Чеки' }).first().click()
    await page.getByRole('link', { name: 'Чек другой кассы' }).click()
    await page.getByRole('textbox', { name: 'Номер чека или код с бумаги' }).fill(number)
    await page.getByRole('button', { name: 'Найти', exact: true }).click()
    await page
      .getByRole('region', { name: /^Какой это чек/ })
      .getByRole('button', { name: /Касса Север/ })
      .click()
  }
  const giveBack = async (act: () => Promise<void>) => {
    await found.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await act()
    await sheet.getByText('Брак', { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть / }).click()
    await expect(sheet).toBeHidden()
  }

  await test.step('the first till prints its receipt with a signed code of digits', async () => {
    await first.page.goto(`${company.rodnik.url}/till#shift/printer`)
    bench.pickNext(cable)
    await first.page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
    await first.page.getByLabel('Модель принтера').selectOption('epson')
    await expect(first.page.getByText('Принтер готов').first()).toBeVisible()
    await sell(2)
    await expect.poll(papers).toContain('ЧЕК № 1-0001')
    await expect.poll(() => codes().length).toBe(1)
    expect(readCode(codes()[0] ?? '')).toMatchObject({ kind: 'signed', receipt: { lines: [{ quantityMilli: 2000 }] } })
    await oneFrame.expectAllSent()
  })

  await test.step('by its number: the server shows it, and nobody has to allow anything', async () => {
    await lookUp('1-1')
    await expect(found.getByText('Учтены возвраты на всех кассах')).toBeVisible()
    await giveBack(() =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: `Больше: ${product}` })
        .click(),
    )
    await expect(page.getByRole('heading', { name: /^Возврат № 1-0001/ })).toBeVisible()
    await twoFrame.expectAllSent()
    await oneShift.openReceipt('1-0001')
    await expect(first.page.getByText(/^вернули 1/)).toBeVisible()
  })

  await test.step('a code that no till of ours has signed is called so', async () => {
    const genuine = codes()[0] ?? ''
    const read = readCode(genuine)
    if (read.kind !== 'signed') throw new Error('The paper has no signed code')
    const content = read.message.slice(new TextEncoder().encode('rodnik receipt 1\n').length)
    await two.openSale()
    await two.scan(writeCode(content, new Uint8Array(signatureBytes).fill(7)))
    await expect(page.getByText(/^Подпись на чеке не сходится/)).toBeVisible()
    await two.scan(genuine.slice(0, 40) + genuine.slice(41))
    await expect(page.getByText(/^Код считался не полностью/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Возврат', exact: true })).toBeHidden()
  })

  await test.step('without a network the paper is enough to know the sale, and what this till took back of it', async () => {
    await second.cutNetwork()
    await two.openSale()
    await two.scan(codes()[0] ?? '')
    await expect(found.getByText(/^Нет связи. Подпись на чеке верна/)).toBeVisible()
    await expect(found.getByText(/^вернули 1/)).toBeVisible()
    await expect(found.getByText('Касса Север')).toBeVisible()
    await second.restoreNetwork()
    await twoFrame.expectAllSent()
  })

  await test.step('a sale that is on no server yet: its paper, and a senior’s word', async () => {
    await first.cutNetwork()
    await sell(2)
    await expect.poll(() => codes().length).toBe(2)
    await two.openSale()
    await two.scan(codes()[1] ?? '')
    await expect(found.getByText(/та касса его ещё не отправила/)).toBeVisible()
    await found.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await sheet.getByRole('button', { name: 'Всё, что осталось' }).click()
    await sheet.getByText('Не подошло', { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть / }).click()
    const senior = page.getByRole('dialog', { name: 'Разрешает старший' })
    await senior.getByRole('button', { name: /Марина Белова/ }).click()
    await expect(senior.getByRole('group', { name: 'ПИН: Марина Белова' })).toBeFocused()
    await page.keyboard.type(company.pinOf('Марина Белова'), { delay: 50 })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /^Возврат № 1-0002/ })).toBeVisible()
    await expect(page.getByText('проверяет офис')).toBeVisible()
  })

  await test.step('it counts as soon as that sale arrives, by nobody’s hand', async () => {
    await first.restoreNetwork()
    await oneFrame.expectAllSent()
    await expect(page.getByText('проверяет офис')).toBeHidden()
    await oneShift.openReceipt('1-0002')
    await expect(first.page.getByText('По этому чеку вернули всё.')).toBeVisible()
  })

  await test.step('one till without a network takes back what came back at the other one: once too often', async () => {
    await sell(2)
    await oneFrame.expectAllSent()
    await first.cutNetwork()
    await lookUp('1-3')
    await giveBack(() => page.getByRole('dialog').getByRole('button', { name: 'Всё, что осталось' }).click())
    await expect(page.getByRole('heading', { name: /^Возврат № 1-0003/ })).toBeVisible()
    await twoFrame.expectAllSent()
    await oneShift.openReceipt('1-0003')
    await first.page.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = first.page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await sheet.getByRole('button', { name: 'Всё, что осталось' }).click()
    await sheet.getByText('Не подошло', { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть / }).click()
    await expect(sheet).toBeHidden()
    await first.restoreNetwork()
    await oneFrame.expectAllSent()
    await expect(first.page.getByText('проверяет офис')).toBeVisible()
  })

  const accountant = await device()
  const office = accountant.page
  await enrolAndSignIn(office, company, 'Марина Белова', '/office')
  await test.step('the office sees which till, why, and who was first, and writes it down', async () => {
    await office.getByRole('link', { name: 'Смены' }).first().click()
    const row = office.getByRole('row').filter({ hasText: 'Касса Север · смена 1' })
    await expect(row.getByText('1 чек ждёт решения')).toBeVisible()
    await row.getByRole('link', { name: 'Касса Север · смена 1' }).click()
    const held = office.getByRole('region', { name: 'Ждут решения офиса' })
    await expect(held.getByText('Чек № 1-0004', { exact: true })).toBeVisible()
    await expect(held.getByText(/Больше, чем продано/)).toBeVisible()
    await expect(held.getByText(/Касса Юг, чек № 1-0003/)).toBeVisible()
    await held.getByRole('button', { name: 'Списать…' }).click()
    const sheet = office.getByRole('dialog', { name: 'Списать возврат' })
    await sheet.getByLabel('Почему').fill('товар уже приняли на второй кассе')
    await sheet.getByRole('button', { name: 'Списать', exact: true }).click()
    await expect(sheet).toBeHidden()
    await expect(held).toBeHidden()
    await expect(office.getByText(/^Списано офисом: /)).toBeVisible()
    await expect(office.getByText('Пропусков нет.')).toBeVisible()
  })

  await test.step('the till hears of it', async () => {
    const said = first.page.getByText('Офис списал (Марина Белова): товар уже приняли на второй кассе')
    await expect(said).toBeVisible()
    await expect(first.page.getByText('проверяет офис')).toBeHidden()
  })
})
