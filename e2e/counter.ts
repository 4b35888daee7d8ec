// A till as it stands in a shop: a device with a receipt printer on its port, the paper that came out, and its cashiers.

import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter, type SimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench, type Cable } from '../simulator/serial/bench.ts'
import { installFakeDevices } from './fake-devices.ts'
import { expect, type Company, type Device } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { choosePerson, enrolAndSignIn, signInWithPin, typePin } from './pages/sign-in.ts'
import { TillPrinter } from './pages/till-printer.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'
import { realClock } from './real-clock.ts'

export type Counter = Device & {
  till: Till
  shift: TillShift
  frame: Frame
  printer: SimulatedPrinter
  cable: Cable
  /** The till's own view of its printer, and what is not printed yet. */
  strip: TillPrinter
  /** Everything that was printed, line by line. */
  paper: () => string
  /** The till closes itself on a PIN, and another cashier takes over. */
  changeCashier: (to: string) => Promise<void>
}

/**
 * Enrolled, with its printer chosen, and the last of `cashiers` at the till. The others were there before, so that this
 * device knows their PINs without a network too.
 */
export async function openCounter(
  device: Device,
  company: Company,
  { name, cashiers }: { name: string; cashiers: [string, ...string[]] },
): Promise<Counter> {
  const { page } = device
  const bench = createBench({ clock: realClock, random: createRandom(7) })
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 2 })
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  await installFakeDevices(device.context, () => bench)
  const frame = new Frame(page)
  const [first, ...others] = cashiers
  await enrolAndSignIn(page, company, first, '/till', name)
  for (const cashier of others) {
    await frame.signOut()
    await signInWithPin(page, company, cashier)
  }
  const strip = new TillPrinter(page)
  bench.pickNext(cable)
  await strip.choose(company.rodnik.url, { family: 'epson', baudRate: 115_200 })
  await page.getByRole('link', { name: 'Продажа' }).first().click()
  await frame.expectAllSent()
  await frame.untilOfflineReady()
  return {
    ...device,
    till: new Till(page),
    shift: new TillShift(page),
    frame,
    printer,
    cable,
    strip,
    paper: () => printer.paper.prints.map(shown).join('\n'),
    async changeCashier(to) {
      await page.keyboard.press('Alt+l')
      const locked = page.getByRole('region', { name: 'Касса закрыта на ПИН' })
      await locked.getByRole('button', { name: 'Другой кассир' }).click()
      await choosePerson(page, to)
      await typePin(page, company.pinOf(to))
      await expect(page.getByRole('button', { name: `Меню: ${to}` })).toBeVisible()
      await expect(locked).toBeHidden()
    },
  }
}
