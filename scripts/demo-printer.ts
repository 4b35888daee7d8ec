// `npm run demo:printer [-- ADDRESS] [--58] [--headless]`: a browser with a receipt printer on a serial port, and a
// window that shows its paper. For whoever wants to try the till and has no printer. The till itself must be running
// (`npm start`); its address is http://localhost:3000/till unless another one is given.

import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { installFakeDevices } from '../e2e/fake-devices.ts'
import { realClock } from '../e2e/real-clock.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { servePaper } from '../simulator/paper-window/serve-paper.ts'
import { chromiumArgs, findChromium } from './find-chromium.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { '58': { type: 'boolean', default: false }, headless: { type: 'boolean', default: false } },
})
const till = positionals[0] ?? 'http://localhost:3000/till'
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)

const executablePath = findChromium()
if (!executablePath) fail('No Chromium was found. "npm run test:e2e" finds or installs one.')
const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
if (!values.headless && !hasScreen) fail('There is no screen to show the till on. Start this in a desktop session.')
const isThere = await fetch(till).then(
  ({ ok }) => ok,
  () => false,
)
if (!isThere) fail(`Nothing answers at ${till}. Start Rodnik first (npm start), or give the address of its till.`)

const bench = createBench({ clock: realClock, random: createRandom(Date.now()) })
// As fast as a real one: some ten lines a second.
const model = values['58'] ? printerModels['pos-58'] : printerModels.epson
const printer = createSimulatedPrinter(model, { clock: realClock, lineMs: 60 })
// Granted like in a shop with the policy of docs/printing.md: choosing it once in the till is enough.
const cable = bench.addCable(printer, { kind: 'com', byPolicy: true })
bench.pickAlways(cable)
const paper = await servePaper(printer, cable)

// Its own profile, kept: the till stays enrolled from one time to the next.
const profile = path.resolve(import.meta.dirname, '../.cache/demo-printer')
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: values.headless,
  viewport: null,
  args: chromiumArgs,
})
await installFakeDevices(context, () => bench)
const [first] = context.pages()
const window = first ?? (await context.newPage())
await window.goto(paper.url)
const tillPage = await context.newPage()
await tillPage.goto(till)
say(`The till:   ${till}`)
say(`The paper:  ${paper.url}`)
say(`The printer is a ${model.name} on a serial port. In the till: printer, choose the port, then a test print.`)
say('Close the browser or press Ctrl-C to end.')

const end = async (): Promise<void> => {
  await context.close()
  await paper.close()
}
process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
context.once('close', () => void paper.close().then(() => process.exit(0)))

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
