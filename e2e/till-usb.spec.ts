// Issue 3, devices.md 2: a browser without Web Serial (Android), or a printer that no driver has made a port of. The till
// prints over WebUSB all the same: to the printer class, or to a cable's chip by way of the polyfill. Found again after a
// reload and a replug without a question, and nothing comes out twice.

import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { installFakeDevices } from './fake-devices.ts'
import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { TillPrinter } from './pages/till-printer.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

const product = 'Вода дистиллированная, 19 л'
const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''

const roads = [
  { road: 'USB-принтер', kind: 'printerClass', tillName: 'Касса 87' },
  { road: 'USB-кабель (если порта нет в списке)', kind: 'cdc', tillName: 'Касса 88' },
] as const

for (const { road, kind, tillName } of roads) {
  test(`without Web Serial receipts are printed by "${road}", each once`, async ({ company, device }) => {
    const bench = createBench({ clock: realClock, random: createRandom(7) })
    const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 2 })
    const cable = bench.addCable(printer, { kind, persistent: true })
    const { page, context } = await device()
    await installFakeDevices(context, () => bench)
    await context.addInitScript(() => Object.defineProperty(navigator, 'serial', { value: undefined }))
    const till = new Till(page)
    const strip = new TillPrinter(page)
    const printed = (number: number): number =>
      printer.paper.prints.filter((print) => shown(print).includes(`ЧЕК № 1-000${number}`)).length
    const sell = async () => {
      await till.openSale()
      await till.scan(barcode)
      await till.expectPieces(product, 1)
      await till.payCash('5000')
      await expect(page.getByRole('region', { name: /^Чек № \d/ })).toBeVisible()
    }
    await enrolAndSignIn(page, company, 'Ирина Власова', '/till', tillName)
    await till.openShift(1, '0')

    await test.step('only the ways that this browser has are offered; the printer is picked once', async () => {
      await page.goto(`${company.rodnik.url}/till#shift/printer`)
      bench.pickNext(cable)
      await page.getByRole('button', { name: road }).click()
      await page.getByLabel('Модель принтера').selectOption('epson')
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Порт (COM или USB-Serial)' })).toHaveCount(0)
      await expect(page.getByText(`Выбрано: ${road}`)).toBeVisible()
    })

    await test.step('a receipt comes out, byte for byte what a printer understands', async () => {
      await sell()
      await expect.poll(() => printed(1)).toBe(1)
      await expect.poll(() => strip.waiting()).toEqual([])
    })

    await test.step('after a reload it is found without a question', async () => {
      await page.reload()
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      await sell()
      await expect.poll(() => printed(2)).toBe(1)
    })

    await test.step('unplugged: listed, and printed by itself when it is back', async () => {
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      cable.unplug()
      await expect(strip.strip.getByText('Принтера нет на связи')).toBeVisible()
      await sell()
      await expect.poll(async () => (await strip.waiting()).map(({ title }) => title)).toEqual(['Чек № 1-0003'])
      cable.plug()
      await expect.poll(() => printed(3)).toBe(1)
      await expect.poll(() => strip.waiting()).toEqual([])
    })

    await test.step('comes loose in the middle of a receipt: a person is asked, and it comes again as a copy', async () => {
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      cable.unplugAfter(200)
      await sell()
      await expect.poll(() => cable.isPlugged).toBe(false)
      cable.plug()
      await expect
        .poll(async () => (await strip.waiting()).map((job) => `${job.title}: ${job.said}`))
        .toEqual(['Чек № 1-0004: прервано: на бумаге может не хватать конца'])
      await strip.answer('Чек № 1-0004', 'Ещё раз, с пометкой «КОПИЯ»')
      await expect.poll(() => strip.waiting()).toEqual([])
      expect(printer.paper.prints.map(shown).join('\n')).toContain('К О П И Я')
    })

    await test.step('paper out: said, and the receipt goes on by itself, once', async () => {
      await expect(strip.strip.getByText('Принтер готов')).toBeVisible()
      printer.loadPaper(3)
      await sell()
      await expect(strip.strip.getByText('Нет бумаги')).toBeVisible()
      printer.loadPaper()
      await expect.poll(() => strip.waiting()).toEqual([])
      expect(printed(5)).toBe(1)
    })
    expect(printer.paper.unknown).toEqual([])
  })
}
