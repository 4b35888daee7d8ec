// The shift of a till and its receipts: totals, cash in and out, returns, closing.
import { expect, type Locator, type Page } from '@playwright/test'
import { kopecks } from './money.ts'

export class TillShift {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Смена', exact: true }).first().click()
    await expect(this.page.getByRole('heading', { level: 2, name: /^Смена \d/ })).toBeVisible()
  }

  /** The figure beside this word in this group of X or Z, in kopecks. */
  async figure(group: string, word: string): Promise<number> {
    const row = this.page
      .getByRole('region', { name: group, exact: true })
      .locator('dl > div')
      .filter({ has: this.page.locator('dt', { hasText: new RegExp(`^${word}`) }) })
    return kopecks((await row.first().locator('dd').textContent()) ?? '')
  }

  async putIn(amount: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Внести', exact: true }).click()
    const sheet = this.page.getByRole('dialog', { name: 'Внести наличные' })
    await sheet.getByLabel('Сумма').fill(amount)
    await sheet.getByText(reason, { exact: true }).click()
    await sheet.getByRole('button', { name: /^Внести / }).click()
    await expect(sheet).toBeHidden()
  }

  async takeOut(amount: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Изъять', exact: true }).click()
    const sheet = this.page.getByRole('dialog', { name: 'Изъять наличные' })
    await sheet.getByLabel('Сумма').fill(amount)
    await sheet.getByText(reason, { exact: true }).click()
    await sheet.getByRole('button', { name: /^Изъять / }).click()
    await expect(sheet).toBeHidden()
  }

  /** The window in which the drawer is counted. */
  async startClosing(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Закрыть смену' }).click()
    return this.page.getByRole('dialog', { name: /^Закрыть смену \d/ })
  }

  async openReceipt(number: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Чеки', exact: true }).first().click()
    await this.page.getByRole('link', { name: new RegExp(`^${number}`) }).click()
    await expect(this.page.getByRole('heading', { name: new RegExp(`№ ${number}`) })).toBeVisible()
  }

  /** One piece of this line of the open receipt. */
  async returnOne(product: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Возврат', exact: true }).click()
    const sheet = this.page.getByRole('dialog', { name: /^Возврат по чеку/ })
    await sheet.getByRole('button', { name: `Больше: ${product}` }).click()
    await sheet.getByText(reason, { exact: true }).click()
    await sheet.getByRole('button', { name: /^Вернуть / }).click()
    await expect(sheet).toBeHidden()
  }
}
