// The driver's tablet: the stop at hand and the money taken there.
import { expect, type Locator, type Page } from '@playwright/test'

export class Route {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** The stop at hand. */
  get stop(): Locator {
    return this.page.getByRole('article')
  }

  async expectStop(address: string): Promise<void> {
    await expect(this.page.getByText(address).first()).toBeVisible({ timeout: 60_000 })
  }

  async openStop(address: string): Promise<void> {
    await this.page.getByRole('listitem').getByText(address).click()
    await expect(this.page.getByRole('heading', { name: address })).toBeVisible()
  }

  /** Hands over everything and takes the whole amount, as it stands on the button, in cash. */
  async takeCash(amount: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Наличные', exact: true }).click()
    await this.page.getByRole('button', { name: amount }).click()
    await expect(this.page.getByRole('dialog')).toBeHidden()
  }

  async couldNotDeliver(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Доставить не удалось' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByText(reason, { exact: true }).click()
    await dialog.getByRole('button', { name: 'Сообщить офису' }).click()
    await expect(dialog).toBeHidden()
  }
}
