// Issue 3, users.md 8, 9, 19: one printer and two tabs of one till. The tab that does not print says who does, and takes
// the printer over by a button; papers that are old when the printer comes back ask before they come out.

import type { Page } from '@playwright/test'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter } from './counter.ts'
import { expect, test } from './fixtures.ts'
import { TillPrinter } from './pages/till-printer.ts'
import { Till } from './pages/till.ts'

const product = 'Вода дистиллированная, 19 л'
const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''
const elevenMinutes = 11 * 60_000

test('users.md 9, 19: two tabs of one till: the other takes the printer over; what waited over lunch asks first', async ({
  company,
  device,
}) => {
  const counter = await openCounter(await device(), company, { name: 'Касса 83', cashiers: ['Ирина Власова'] })
  const { page, context, cable, paper } = counter
  const first = { page, till: counter.till, strip: counter.strip }
  await first.till.openShift(1, '0')
  const other = await context.newPage()
  await other.goto(`${company.rodnik.url}/till`)
  const second = { page: other, till: new Till(other), strip: new TillPrinter(other) }
  await expect(second.till.search).toBeVisible()
  const printed = (number: number) => paper().split(`ЧЕК № ${numberOf(number)}`).length - 1
  const isElsewhere = (tab: Tab) => tab.strip.strip.getByText('Печатает другая вкладка')
  const isReady = (tab: Tab) => tab.strip.strip.getByText('Принтер готов')
  const takeOver = async (tab: Tab, from: Tab) => {
    await tab.strip.strip.getByRole('button', { name: 'Взять печать' }).click()
    await expect(isReady(tab)).toBeVisible()
    await expect(isElsewhere(from)).toBeVisible()
  }

  await test.step('the tab that does not print says so, and what is sold in it comes out all the same', async () => {
    await expect(isElsewhere(second)).toBeVisible()
    await expect(isReady(first)).toBeVisible()
    await sell(second)
    await expect.poll(() => printed(1)).toBe(1)
  })

  await test.step('it takes the printer over, and gives it back', async () => {
    await takeOver(second, first)
    await sell(second)
    await expect.poll(() => printed(2)).toBe(1)
    await takeOver(first, second)
    await sell(first)
    await expect.poll(() => printed(3)).toBe(1)
  })

  await test.step('lunch: two receipts without a printer, and eleven minutes', async () => {
    await first.till.neverLockItself()
    cable.unplug()
    for (const number of [4, 5]) {
      await sell(first)
      await expect
        .poll(async () => (await first.strip.waiting()).map(({ title }) => title))
        .toContain(`Чек № ${numberOf(number)}`)
    }
    const later = (await page.evaluate(() => Date.now())) + elevenMinutes
    for (const tab of [first, second]) await tab.page.clock.setSystemTime(later)
    cable.plug()
    await expect(isReady(first)).toBeVisible()
    await expect
      .poll(async () => (await first.strip.waiting()).map(({ said }) => said))
      .toEqual([expect.stringMatching(asks), expect.stringMatching(asks)])
    expect([printed(4), printed(5)]).toEqual([0, 0])
  })

  await test.step('one is wanted and one is not; a new sale does not wait for either', async () => {
    await sell(first)
    await expect.poll(() => printed(6)).toBe(1)
    await first.strip.answer(`Чек № ${numberOf(4)}`, 'Напечатать')
    await expect.poll(() => printed(4)).toBe(1)
    await first.strip.answer(`Чек № ${numberOf(5)}`, 'Не печатать')
    await expect.poll(() => first.strip.waiting()).toEqual([])
    expect(printed(5)).toBe(0)
    expect(paper()).not.toContain('К О П И Я')
  })
})

const asks = /^ждёт с .*: напечатать\?$/
const numberOf = (number: number): string => `1-${String(number).padStart(4, '0')}`

type Tab = { page: Page; till: Till; strip: TillPrinter }

async function sell({ page, till }: Tab): Promise<void> {
  await till.scan(barcode)
  await expect(till.line(product)).toBeVisible()
  await till.payCash('5000')
  await expect(page.getByRole('region', { name: /^Чек № \d/ })).toBeVisible()
}
