// Issue 3, users.md 19, 20: a scanner on a port beside a printer on a port. Chosen once, tried on its page, found after a
// reload and a replug; typing, a keyboard scanner and the scanner on the port at once leave nothing mixed up.

import { expect, test } from './fixtures.ts'
import { createRandom } from '../simulator/random.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createSimulatedScanner } from '../simulator/scanning/simulated-scanner.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { ean13 } from '../sync-server/demo/ean13.ts'
import { installFakeDevices } from './fake-devices.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

const [first, second] = demoCatalogue().products.filter(({ barcode, unit }) => barcode && unit.shortName === 'бут')

const tea = demoCatalogue().products.find(({ unit }) => unit.shortName === 'кг')

test('users 19, 20: a scanner and a printer on ports that look alike, and a keyboard', async ({ company, device }) => {
  test.setTimeout(360_000)
  if (!first?.barcode || !second?.barcode) throw new Error('The demonstration has no barcodes')
  const codes = { first: first.barcode, second: second.barcode }
  const names = { first: first.name, second: second.name }
  const bench = createBench({ clock: realClock, random: createRandom(11) })
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 2 })
  const scanner = createSimulatedScanner()
  // Two COM ports, as on Windows: no names, and the grants last.
  const cables = {
    printer: bench.addCable(printer, { kind: 'com', persistent: true }),
    scanner: bench.addCable(scanner, { kind: 'com', persistent: true }),
  }
  const counter = await device()
  await installFakeDevices(counter.context, () => bench)
  const { page } = counter
  const till = new Till(page)
  const frame = new Frame(page)
  const part = page.getByRole('region', { name: 'Сканер штрихкодов' })
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  await till.openShift(1, '0')

  await test.step('both are chosen once', async () => {
    await page.goto(`${company.rodnik.url}/till#shift/printer`)
    bench.pickNext(cables.printer)
    await page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
    await page.getByLabel('Модель принтера').selectOption('epson')
    await expect(page.getByText('Принтер готов').first()).toBeVisible()
    await expect(part.getByText('Сканер на порту не настроен')).toBeVisible()
    bench.pickNext(cables.scanner)
    await part.getByRole('button', { name: /^Порт сканера/ }).click()
    await expect(part.getByText('Сканер готов')).toBeVisible()
    await expect(page.getByText('Принтер готов').first()).toBeVisible()
  })

  await test.step('the test shows what came and what it is, and sells nothing', async () => {
    scanner.read(codes.first)
    const row = part.getByRole('listitem').first()
    await expect(row).toContainText(first.name)
    await expect(row).toContainText('с порта')
    await till.scan(codes.second)
    await expect(row).toContainText(second.name)
    await expect(row).toContainText('как клавиатура')
    scanner.read(']C101046000000000153103001234')
    await expect(row).toContainText('такого кода в каталоге нет')
    await till.openSale()
    await expect(till.receipt.getByText('Сканируйте товар')).toBeVisible()
    await frame.untilOfflineReady()
  })

  await counter.cutNetwork()
  await test.step('after a reload both are found by talking and by listening', async () => {
    await page.reload()
    await expect(page.getByText('Принтер готов').first()).toBeVisible()
    await expect(till.search).toBeVisible()
    // Until it is known which port is the printer's, each of them is asked and a code would be lost: the page says when.
    await page.goto(`${company.rodnik.url}/till#shift/printer`)
    await expect(part.getByText('Сканер готов')).toBeVisible()
    await till.openSale()
    scanner.read(codes.first)
    await expect(till.line(first.name)).toHaveAccessibleName(/ 1\u00a0бут/)
  })

  await test.step('pulled out and plugged in again', async () => {
    cables.scanner.unplug()
    cables.scanner.plug()
    await expect.poll(() => cables.scanner.isOpen).toBe(true)
    scanner.read(codes.first, { suffix: '\t' })
    await expect(till.line(first.name)).toHaveAccessibleName(/ 2\u00a0бут/)
  })

  await test.step('users 20: a hundred acts of fingers and both scanners, in one seeded heap', async () => {
    const random = createRandom(20)
    const sold = { first: 2, second: 0 }
    let typed = ''
    await till.search.focus()
    for (let act = 0; act < 100; act += 1) {
      const which = random.between(0, 1) === 0 ? 'first' : 'second'
      switch (random.between(0, 3)) {
        case 0: {
          const suffix = random.between(0, 1) === 0 ? '\r\n' : ''
          scanner.read(codes[which], { pieces: random.between(1, 13), suffix })
          sold[which] += 1
          // One without a suffix is done after a pause; nobody aims and pulls the trigger again before it was rung up.
          if (suffix === '') await till.expectPieces(names[which], sold[which])
          break
        }
        case 1:
          await till.scan(codes[which])
          sold[which] += 1
          break
        default: {
          // Digits too: they are no part of any code.
          const letter = 'вода 19'.charAt(random.between(0, 6))
          await page.keyboard.type(letter)
          typed += letter
          // Nobody lets go of a key and pulls a trigger within the time between two keys of a scanner.
          await page.waitForTimeout(60)
        }
      }
    }
    await expect(till.line(first.name)).toHaveAccessibleName(new RegExp(` ${sold.first}\u00a0бут`))
    await expect(till.line(second.name)).toHaveAccessibleName(new RegExp(` ${sold.second}\u00a0бут`))
    await expect(till.search).toHaveValue(typed)
  })

  await test.step('a label of the scales is so many kilograms of it, a misread one is said', async () => {
    const label = ean13(`${tea?.barcode?.slice(0, 7) ?? ''}01250`)
    scanner.read(label)
    await expect(till.line(tea?.name ?? '')).toHaveAccessibleName(/ 1,25\u00a0кг, /)
    scanner.read(label.slice(0, 12) + String((Number(label.at(-1)) + 1) % 10))
    await expect(page.getByText('прочитан с ошибкой')).toBeVisible()
    scanner.read(ean13('219999901250'))
    await expect(page.getByText('Весового товара с номером 99999 нет.')).toBeVisible()
  })

  await test.step('found by its name, the scales’ weight is asked for, of the first line of a sale too', async () => {
    await page.keyboard.press('Alt+c')
    await page.getByRole('dialog').getByRole('button', { name: 'Очистить' }).click()
    await expect(till.line(tea?.name ?? '')).toBeHidden()
    await till.search.fill(tea?.name ?? '')
    await page.keyboard.press('Enter')
    const weight = page.getByRole('dialog', { name: tea?.name ?? '' })
    await weight.getByRole('textbox').fill('0,5')
    await page.keyboard.press('Enter')
    await expect(till.line(tea?.name ?? '')).toHaveAccessibleName(/ 0,5\u00a0кг, /)
  })

  await test.step('a window over the sale: a scan is said, and sells nothing', async () => {
    await till.search.fill('')
    await page.keyboard.press('F10')
    await expect(page.getByRole('dialog')).toBeVisible()
    scanner.read(codes.second)
    await expect(page.getByText('Код не учтён: сначала закройте окно.')).toBeVisible()
    await page.keyboard.press('Escape')
  })
})
