// The window of `npm run demo:printer`: what comes out of the simulated printer is seen, and its buttons move it.

import { expect, test } from '@playwright/test'
import { layOut } from '../lib/printing/lay-out.ts'
import { printerFamilies, profileOf } from '../lib/printing/profiles.ts'
import { renderJob } from '../lib/printing/render-job.ts'
import { signedCode } from '../lib/printing/testing/sample-prints.ts'
import { sampleSlips } from '../lib/printing/testing/sample-slips.ts'
import { servePaper } from '../simulator/paper-window/serve-paper.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { watchConsole } from './console-errors.ts'
import { realClock } from './real-clock.ts'

test('the paper window shows receipts as they come out, and its buttons move the printer', async ({
  page,
  context,
}) => {
  const { errors } = watchConsole(context)
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock })
  const cable = createBench({ clock: realClock, random: createRandom(1) }).addCable(printer, { kind: 'com' })
  const profile = profileOf(printerFamilies[0]!)
  const print = (name: string) => {
    const bytes = renderJob(layOut(sampleSlips[name]!(profile), profile), profile)
    for (let at = 0; at < bytes.length;) at += printer.receive(bytes.subarray(at))
  }
  const paper = await servePaper(printer, cable)
  try {
    await page.goto(paper.url)
    print('copy')
    const roll = page.getByLabel('Paper')
    await expect(roll.getByText('КОПИЯ')).toBeVisible()
    await expect(roll.getByText('Кассир: Власова Ирина')).toBeVisible()
    await expect(roll.locator('.qr')).toHaveText(signedCode)
    await expect(roll.locator('canvas')).toHaveCount(1)
    await expect(roll.locator('.cut')).toHaveCount(1)

    await page.getByRole('button', { name: 'Cover' }).click()
    await expect(page.getByText('the cover is open')).toBeVisible()
    await page.getByRole('button', { name: 'Paper' }).click()
    await expect(page.getByText('no paper')).toBeVisible()
    expect([printer.state.coverOpen, printer.state.paper]).toEqual([true, 'out'])
    await page.getByRole('button', { name: 'Cable' }).click()
    await expect(page.getByText('the cable is out')).toBeVisible()
    expect(errors).toEqual([])
  } finally {
    await paper.close()
  }
})
