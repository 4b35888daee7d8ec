// `npm run screenshots [-- FOLDER]`: takes the README's pictures, light and dark, from a real server with the demonstration
// company in a folder of its own. The company, its orders and their numbers are the same every time, and server and browser
// believe it is 14:05, so that a picture made at night shows a working day too.

import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { sizes } from '../e2e/fixtures.ts'
import { Till } from '../e2e/pages/till.ts'
import { startRodnik } from '../e2e/start-rodnik.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { demoCode, demoPeople } from '../sync-server/demo/demo-people.ts'
import { buildWebApp } from './build.ts'
import { chromiumArgs, ensureChromium } from './find-chromium.ts'

interface Picture {
  name: string
  /** The place in the workplace, as in its address; without one, where the person is. */
  place?: string
  /** Seen when the screen is complete. */
  until: (page: Page) => ReturnType<Page['locator']>
}

interface Workplace {
  room: string
  size: keyof typeof sizes
  /** Who works there; nobody has to sign in to look at the shop. */
  worker: { person: keyof typeof demoPeople; device: string } | null
  pictures: Picture[]
  /** What they have done before the pictures are taken. */
  work?: (page: Page) => Promise<void>
}

const workplaces: Workplace[] = [
  {
    room: '/shop',
    size: 'phone',
    worker: null,
    work: fillCart,
    pictures: [{ name: 'shop', until: (page) => page.getByRole('link', { name: /товара.*Корзина/ }) }],
  },
  {
    room: '/desk',
    size: 'desktop',
    worker: { person: 'operator', device: 'Стойка операторов' },
    pictures: [{ name: 'desk', place: '#orders/demo-order-27', until: (page) => page.getByRole('article') }],
  },
  {
    room: '/route',
    size: 'tablet',
    worker: { person: 'driver', device: 'Планшет в кабине' },
    pictures: [{ name: 'route', until: (page) => page.getByRole('button', { name: 'Наличные', exact: true }) }],
  },
  {
    room: '/till',
    size: 'desktop',
    worker: { person: 'cashier', device: 'Касса у входа' },
    work: ringUp,
    pictures: [{ name: 'till', until: (page) => page.getByText('F9').first() }],
  },
  {
    room: '/office',
    size: 'desktop',
    worker: { person: 'office', device: 'Компьютер офиса' },
    pictures: [
      { name: 'office-journal', place: '#journal', until: (page) => page.getByRole('row').nth(10) },
      { name: 'office-devices', place: '#devices', until: (page) => page.getByText('Планшет Мельника').first() },
    ],
  },
]

const soldAtTill: readonly (readonly [name: string, count: number])[] = [
  ['Вода питьевая «Родник Классик», 19 л', 2],
  ['Вода питьевая «Родник Детский», 5 л', 1],
  ['Вода питьевая «Родник Лимон», 0,5 л', 3],
]

const projectDir = path.resolve(import.meta.dirname, '..')
const folder = path.resolve(process.argv[2] ?? path.join(projectDir, 'docs/pictures'))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const executablePath = await ensureChromium(say)
await buildWebApp({ say })
mkdirSync(folder, { recursive: true })
say('starting a server with the demonstration company')
const shiftMs = untilAfternoonMs(Date.now())
const rodnik = await startRodnik({ env: { NODE_OPTIONS: `--import ${clockModule(shiftMs)}` } })
const browser = await chromium.launch({ executablePath, args: chromiumArgs })
try {
  for (const workplace of workplaces) await visit(browser, workplace)
} finally {
  await browser.close()
  await rodnik.dispose()
}

async function visit(browser: Browser, { room, size, worker, work, pictures }: Workplace): Promise<void> {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    hasTouch: size !== 'desktop',
    reducedMotion: 'reduce',
  })
  await context.clock.setSystemTime(Date.now() + shiftMs)
  const page = await context.newPage()
  if (worker) await signIn(page, room, worker)
  else await page.goto(rodnik.url + room)
  await work?.(page)
  for (const { name, place, until } of pictures) {
    if (place) await page.evaluate((wanted) => (window.location.hash = wanted), place)
    await until(page).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(1_000) // counts come in after the frame, and a notice goes
      const file = path.join(folder, `${name}-${colorScheme}.webp`)
      await page.screenshot({ path: file, type: 'webp', quality: 82 })
      say(`${path.relative(process.cwd(), file)}  ${Math.round(statSync(file).size / 1024)} KB`)
    }
  }
  await context.close()
}

async function signIn(page: Page, room: string, { person, device }: NonNullable<Workplace['worker']>): Promise<void> {
  const { name, pin } = demoPeople[person]
  await page.goto(`${rodnik.url}/enrol#${demoCode}`)
  await page.getByLabel('Код из офиса').fill(demoCode)
  await page.getByLabel('Как назвать устройство').fill(device)
  await page.getByRole('button', { name: 'Подключить' }).click()
  await page.getByText('Устройство подключено').first().waitFor()
  await page.goto(rodnik.url + room)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Меню: ${name}` }).waitFor()
}

async function ringUp(page: Page): Promise<void> {
  const till = new Till(page)
  await till.openShift(1, '3000')
  await page.getByRole('button', { name: 'Закрыть', exact: true }).click()
  const { products } = demoCatalogue()
  for (const [name, count] of soldAtTill) {
    const barcode = products.find((product) => product.name === name)?.barcode
    if (!barcode) throw new Error(`The demonstration company does not sell ${name}`)
    for (let one = 0; one < count; one += 1) await till.scan(barcode)
    await till.line(name).waitFor()
  }
}

async function fillCart(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^Вода / })
    .first()
    .click()
  const add = page.getByRole('button', { name: /^В корзину: / })
  await add.first().click()
  await add.first().click()
  await page.getByRole('main').evaluate((content) => (content.scrollTop = 0))
}

/** To 14:05 in the company's town. Never back: what the server signed or set to expire must not look old to the browser. */
function untilAfternoonMs(now: number): number {
  const dayMs = 24 * 3_600_000
  const afternoon = (11 * 60 + 5) * 60_000 // 11:05 UTC
  return (afternoon - (now % dayMs) + dayMs) % dayMs
}

/** A module that sets the clock of the process that loads it. */
function clockModule(shiftMs: number): string {
  const source = `globalThis.Date = class extends Date {
    constructor(...given) { given.length > 0 ? super(...given) : super(Date.now()) }
    static now() { return super.now() + ${shiftMs} }
  }`
  return `data:text/javascript,${encodeURIComponent(source)}`
}
