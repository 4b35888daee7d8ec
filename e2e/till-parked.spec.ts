// Issue 3: a sale that is laid aside at one till is taken up at another once it is synced. When both took it, because one
// had no network, the till that lost is told who has it: nothing vanishes from its screen, nothing is sold twice without
// a word, and what it had sold already is named.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test, type Device } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const product = 'Вода дистиллированная, 19 л'
const barcode = demoCatalogue().products.find(({ name }) => name === product)?.barcode ?? ''

test('a sale laid aside at one till is sold at another; taken up at both, it is never sold twice without a word', async ({
  company,
  device,
}) => {
  const open = async (person: string, name: string) => {
    const here = await device()
    await enrolAndSignIn(here.page, company, person, '/till', name)
    const till = new Till(here.page)
    await till.openShift(1, '0')
    const frame = new Frame(here.page)
    await frame.expectAllSent()
    await frame.untilOfflineReady()
    return { ...here, till, frame }
  }
  const first = await open('Ирина Власова', 'Касса 81')
  const second = await open('Марина Белова', 'Касса 82')
  const lost = second.page.getByRole('alert').filter({ hasText: 'Этот отложенный чек раньше подняли на другой кассе' })
  const sold = second.page.getByRole('alert').filter({ hasText: 'продан из отложенного' })

  /** The second cannot know yet that the first was faster; it stays cut off. */
  const takeUpAtBoth = async (name: string) => {
    await park(first, name)
    await isOffered(second, name)
    await second.cutNetwork()
    await takeUp(first, name)
    await first.frame.expectAllSent()
    await takeUp(second, name)
  }

  await test.step('laid aside at the first, found at the second, sold there, and offered nowhere any more', async () => {
    await park(first, 'Пальто в клетку')
    await takeUp(second, 'Пальто в клетку', 'Ирина Власова, Касса 81')
    await second.till.payCash('5000')
    await second.till.expectClosed(1, /\d/)
    await first.page.keyboard.press('Alt+p')
    const aside = first.page.getByRole('dialog', { name: 'Отложенные чеки' })
    await expect(aside).toBeVisible()
    await expect(aside.getByRole('button', { name: /Пальто в клетку/ })).toBeHidden()
    await first.page.keyboard.press('Escape')
    await expect(aside).toBeHidden()
  })

  await test.step('taken up at both: the second hears who was first, keeps its screen, and cannot take money', async () => {
    await takeUpAtBoth('Дама с зонтом')
    await expect(lost).toBeHidden()
    await second.restoreNetwork()
    await expect(lost).toContainText(/: Ирина Власова, сегодня/)
    await expect(second.till.line(product)).toBeVisible()
    const pay = second.till.receipt.getByRole('button', { name: /^Оплата/ })
    await expect(pay).toBeDisabled()
    await expect(second.till.receipt.getByRole('button', { name: 'Отложить', exact: true })).toBeDisabled()
    await second.page.reload()
    await expect(lost).toBeVisible()
    await expect(second.till.line(product)).toBeVisible()
    await expect(pay).toBeDisabled()
  })

  await test.step('a person decides, and the refusal is read by it; the first till sells', async () => {
    await lost.getByRole('button', { name: 'Убрать с экрана' }).click()
    await expect(second.till.line(product)).toBeHidden()
    await expect(lost).toBeHidden()
    await second.frame.expectAllSent()
    await expect(second.frame.connection).not.toContainText('отказ')
    await first.till.payCash('5000')
    await first.till.expectClosed(1, /\d/)
  })

  await test.step('sold at the second before the word came: its receipt is named', async () => {
    await takeUpAtBoth('Шляпа и трость')
    await second.till.payCash('5000')
    await second.till.expectClosed(2, /\d/)
    await second.restoreNetwork()
    await expect(sold).toContainText(/Чек № 1-0002 .*: Ирина Власова, сегодня/)
    await sold.getByRole('button', { name: 'Понятно' }).click()
    await expect(sold).toBeHidden()
    await second.frame.expectAllSent()
    await expect(second.frame.connection).not.toContainText('отказ')
  })

  await test.step('asked about and sold at the other till all the same: a sale like any other', async () => {
    await first.till.payCash('5000')
    await first.till.expectClosed(2, /\d/)
    await takeUpAtBoth('Рыжий кот')
    await second.restoreNetwork()
    await lost.getByRole('button', { name: 'Продать здесь' }).click()
    await expect(lost).toBeHidden()
    await second.till.payCash('5000')
    await second.till.expectClosed(3, /\d/)
    for (const { frame } of [first, second]) {
      await frame.expectAllSent()
      await expect(frame.connection).not.toContainText('отказ')
    }
  })
})

type Counter = Device & { till: Till }

async function park({ page, till }: Counter, name: string): Promise<void> {
  await till.scan(barcode)
  await expect(till.line(product)).toBeVisible()
  await page.keyboard.press('F10')
  await page.getByRole('textbox', { name: 'Как его узнать' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(till.line(product)).toBeHidden()
}

/** It has come to this till. */
async function isOffered({ page }: Counter, name: string): Promise<void> {
  await page.keyboard.press('Alt+p')
  const aside = page.getByRole('dialog', { name: 'Отложенные чеки' })
  await expect(aside.getByRole('button', { name: `Поднять: ${name}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(aside).toBeHidden()
}

async function takeUp({ page, till }: Counter, name: string, by = ''): Promise<void> {
  await page.keyboard.press('Alt+p')
  const row = page.getByRole('button', { name: `Поднять: ${name}` })
  await expect(row).toContainText(by)
  await row.click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(till.line(product)).toBeVisible()
}
