// Issue 3, users.md 19: a printer that nobody knows is set up by what a person can read on its paper: the port, a model
// that resembles it, the numbered slip, the number of the readable line; then the test receipt and the drawer.

import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { installFakeDevices } from './fake-devices.ts'
import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

const alphabet = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'

test('a printer is set up by its paper: port, model, readable line, test receipt, drawer', async ({
  company,
  device,
}) => {
  const bench = createBench({ clock: realClock, random: createRandom(7) })
  // It keeps Russian under table 7; the model that a person takes instead says 17.
  const printer = createSimulatedPrinter(printerModels.citizen, { clock: realClock, lineMs: 2 })
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  const paper = () => printer.paper.prints.map(shown).join('\n')
  const tests = () => printer.paper.prints.filter(({ kind }) => kind === 'qr').length
  const counter = await device()
  await installFakeDevices(counter.context, () => bench)
  const { page } = counter
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till', 'Касса 73')
  await till.openShift(1, '0')

  const model = page.getByLabel('Модель принтера')
  await test.step('the port is picked; the printer says its name, and that chooses the model', async () => {
    await page.goto(`${company.rodnik.url}/till#shift/printer`)
    bench.pickNext(cable)
    await page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
    await expect(page.getByText(/^Принтер готов · CT-S310II/)).toBeVisible()
    await expect(page.getByText('Принтер назвался CT-S310II: выбрана модель Citizen CT-S.')).toBeVisible()
    await expect(model).toHaveValue('citizen')
    await expect(page.getByText('Сейчас: cp866, таблица 7')).toBeVisible()
  })

  await test.step('a person who takes another model is told, and it stays as chosen, over a reload too', async () => {
    await model.selectOption('epson')
    await expect(page.getByText('Сейчас: cp866, таблица 17')).toBeVisible()
    await expect(page.getByText('Принтер назвался CT-S310II: похоже, это Citizen CT-S.')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Выбрать Citizen CT-S' })).toBeVisible()
    await expect(model).toHaveValue('epson')
    await expect(page.getByText(/^Принтер готов · CT-S310II/)).toBeVisible()
  })

  await test.step('under the wrong table nobody can read the test receipt', async () => {
    await page.getByRole('button', { name: 'Пробный чек' }).click()
    await expect.poll(tests).toBe(1)
    expect(paper()).not.toContain('ПРОБНАЯ ПЕЧАТЬ')
  })

  await test.step('the slip: of its numbered lines one can be read', async () => {
    await page.getByRole('button', { name: 'Печать пробы' }).click()
    await expect.poll(readable).toHaveLength(1)
    const field = page.getByLabel('Номер строки')
    const take = page.getByRole('button', { name: 'Взять эту строку' })
    await field.fill('10')
    await expect(page.getByText('Такой строки на пробе нет')).toBeVisible()
    await expect(take).toBeDisabled()
    await field.fill(readable()[0] ?? '')
    await take.click()
    await expect(page.getByText('Сейчас: cp866, таблица 7')).toBeVisible()
  })

  await test.step('now the test receipt can be read from the first letter to the end', async () => {
    await page.getByRole('button', { name: 'Пробный чек' }).click()
    await expect.poll(paper).toMatch(new RegExp(`ПРОБНАЯ ПЕЧАТЬ\n[^]*${alphabet}\n[^]*RODNIK TEST[^]*\n +КОНЕЦ(\n|$)`))
  })

  await test.step('the drawer opens, once', async () => {
    expect(printer.paper.pulses).toEqual([])
    await page.getByRole('button', { name: 'Открыть ящик' }).click()
    await expect.poll(() => printer.paper.pulses).toEqual([{ pin: 0, onMs: 50, offMs: 500 }])
  })

  await test.step('it is kept: after a reload a sale is printed in Russian and opens the drawer', async () => {
    await page.reload()
    await expect(page.getByText(/^Принтер готов · CT-S310II/)).toBeVisible()
    await expect(page.getByText('Сейчас: cp866, таблица 7')).toBeVisible()
    await till.openSale()
    const goods = demoCatalogue().products.find(({ barcode }) => barcode !== null)
    await till.scan(goods?.barcode ?? '')
    await till.expectPieces(goods?.name ?? '', 1)
    await till.payCash('5000')
    await expect.poll(paper).toContain('ЧЕК № 1-0001')
    await expect.poll(() => printer.paper.pulses.length).toBe(2)
    expect(printer.paper.unknown).toEqual([])
  })

  /** The numbers of the slip's lines that a person can read. */
  function readable(): string[] {
    return printer.paper.prints.flatMap((print) =>
      print.kind === 'line' ? (/^(\d+) +Съешь ещё этих мягких булок, № 5$/.exec(print.text)?.slice(1) ?? []) : [],
    )
  }
})

test('a printer whose name nobody knows: the name is said, and a person is asked to choose', async ({
  company,
  device,
}) => {
  const bench = createBench({ clock: realClock, random: createRandom(7) })
  const printer = createSimulatedPrinter(
    { ...printerModels.xprinter, tells: 'ACME 9' },
    { clock: realClock, lineMs: 2 },
  )
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  const counter = await device()
  await installFakeDevices(counter.context, () => bench)
  const { page } = counter
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till', 'Касса 73')
  await new Till(page).openShift(1, '0')
  await page.goto(`${company.rodnik.url}/till#shift/printer`)
  bench.pickNext(cable)
  await page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
  await expect(page.getByText(/^Принтер готов · ACME 9/)).toBeVisible()
  const unknown = page.getByText(
    'Принтер назвался ACME 9, такого в списке нет: выберите похожую модель и напечатайте пробу.',
  )
  await expect(unknown).toBeVisible()
  const model = page.getByLabel('Модель принтера')
  await expect(model).toHaveValue('pos-80')
  await model.selectOption('xprinter')
  await expect(unknown).toBeVisible()
  await page.getByRole('button', { name: 'Пробный чек' }).click()
  await expect.poll(() => printer.paper.prints.map(shown).join('\n')).toContain('ПРОБНАЯ ПЕЧАТЬ')
})
