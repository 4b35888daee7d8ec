// B12, B13: the desk counts and rings for what comes in, and says so to the ear, in the title and on the app's badge.

import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { keptOnDevice } from './on-device.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const street = 'г. Родниковск, ул. Звонкая'

declare global {
  interface Window {
    /** What this page told people besides its words: the badge's last count (null: never set), the notes it played. */
    told?: { badge: number | null; notes: number }
  }
}

/** Every page of this device writes down what it sets and plays; the chime still sounds. */
async function recordTold(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told: NonNullable<Window['told']> = { badge: null, notes: 0 }
    window.told = told
    const setBadge = (count: number) => {
      told.badge = count
      return Promise.resolve()
    }
    Object.defineProperty(navigator, 'setAppBadge', { value: setBadge })
    Object.defineProperty(navigator, 'clearAppBadge', { value: () => setBadge(0) })
    const make: () => OscillatorNode = Reflect.get(BaseAudioContext.prototype, 'createOscillator')
    BaseAudioContext.prototype.createOscillator = function () {
      told.notes += 1
      return make.call(this)
    }
  })
}

const notes = (page: Page): Promise<number | undefined> => page.evaluate(() => window.told?.notes)

/** How many wait: as the panel, the title and the badge say, which is the same. `count` null: however many these are. */
async function expectWaiting(desk: Desk, count: number | null = null): Promise<number> {
  const heading = desk.incoming.getByRole('heading', { name: /^Новые заказы/ })
  let panel = -1
  await expect(async () => {
    panel = Number(/\d+/.exec(await heading.innerText())?.[0])
    const title = Number(/^\((\d+)\)/.exec(await desk.page.title())?.[1] ?? 0)
    const badge = await desk.page.evaluate(() => window.told?.badge)
    const wanted = count ?? panel
    expect({ panel, title, badge }).toEqual({ panel: wanted, title: wanted, badge: wanted })
  }).toPass({ timeout: 60_000 })
  return panel
}

test('B12, B13: an order that comes in is counted on the badge and in the title, and rings unless the sound is off', async ({
  company,
  device,
  phoneDesk,
}) => {
  const [first, second] = [
    { customer: 'Лукерья Звонкова', phone: '+7 912 000-62-01', address: `${street}, 1`, bottles: 1 },
    { customer: 'Евсей Звонков', phone: '+7 912 000-62-02', address: `${street}, 2`, bottles: 2 },
  ] as const
  const operator = await device()
  await recordTold(operator.context)
  const { page } = operator
  await enrolAndSignIn(page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(page)
  const bar = new Frame(page)
  await bar.expectAllSent()
  // What the first filling brings in is no news.
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(bar.connection).not.toContainText('Загружаю данные')
  const cardOf = (customer: string) => desk.incoming.getByRole('link', { name: new RegExp(customer) })

  await test.step('with the sound on it rings', async () => {
    await expect(desk.sound).toHaveAccessibleName('Звук включён')
    await phoneDesk.takeOrder(first)
    await expect(cardOf(first.customer)).toBeVisible()
    await expect.poll(() => notes(page)).toBeGreaterThan(0)
  })
  const before = await expectWaiting(desk)
  expect(before).toBeGreaterThan(0)

  await test.step('switched off it is quiet, and counts on', async () => {
    await desk.sound.click()
    await expect(desk.sound).toHaveAccessibleName('Звук выключен')
    const rung = await notes(page)
    await phoneDesk.takeOrder(second)
    await expect(cardOf(second.customer)).toBeVisible()
    await expectWaiting(desk, before + 1)
    expect(await notes(page)).toBe(rung)
  })

  await test.step('the switch stays as it was after a reload, off and on', async () => {
    await expect.poll(() => keptOnDevice(page, 'desk.sound')).toBe(false)
    await page.reload()
    await expect(desk.sound).toHaveAccessibleName('Звук выключен')
    await expect(desk.sound).toHaveAttribute('aria-pressed', 'false')
    await desk.sound.click()
    await expect(desk.sound).toHaveAccessibleName('Звук включён')
    await expect.poll(() => notes(page), 'the press is answered by the sound itself').toBeGreaterThan(0)
    await expect.poll(() => keptOnDevice(page, 'desk.sound')).toBe(true)
    await page.reload()
    // A browser may want a press first before it plays: on it is all the same.
    await expect(desk.sound).toHaveAttribute('aria-pressed', 'true')
    await expect(desk.sound).not.toHaveAccessibleName('Звук выключен')
    await expectWaiting(desk, before + 1)
  })

  await test.step('answered, they are not counted any more', async () => {
    for (const { customer } of [first, second]) {
      await desk.openOrderOf(customer)
      await desk.decline('Покупатель попросил')
    }
    await expectWaiting(desk, before - 1)
    await bar.expectAllSent()
  })
})
