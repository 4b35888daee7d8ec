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
    await expect(this.page.getByText(address).first()).toBeVisible()
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

  /** A line of the stop at hand is handed over; the button then takes it back. */
  async tick(product: string): Promise<void> {
    await this.stop.getByRole('button', { name: `Отдал: ${product}`, exact: true }).click()
    await this.expectTicked(product)
  }

  async expectTicked(product: string): Promise<void> {
    const ticked = this.stop.getByRole('button', { name: `Не отдал: ${product}`, exact: true })
    await expect(ticked).toHaveAttribute('aria-pressed', 'true')
  }

  giveOneLess(product: string): Promise<void> {
    return this.stop.getByRole('button', { name: `Меньше: ${product}`, exact: true }).click()
  }

  line(product: string): Locator {
    return this.stop.getByRole('listitem').filter({ hasText: product })
  }

  /** Not everything is handed over: why, and the amount of what is, as it stands on the button, by card. */
  async takeCardForPart(reason: string, amount: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Карта', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Оплата картой' })
    await expect(dialog).toContainText('Отдано не всё')
    const passed = dialog.getByRole('button', { name: amount })
    await expect(passed).toBeDisabled()
    await dialog.getByText(reason, { exact: true }).click()
    await passed.click()
    await expect(dialog).toBeHidden()
  }

  async couldNotDeliver(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Доставить не удалось' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByText(reason, { exact: true }).click()
    await dialog.getByRole('button', { name: 'Сообщить офису' }).click()
    await expect(dialog).toBeHidden()
  }
}
