// The operator's desk: the panel of new orders, the opened order, the customer's card.
import { expect, type Locator, type Page } from '@playwright/test'

export class Desk {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get incoming(): Locator {
    return this.page.getByRole('region', { name: 'Новые заказы' })
  }

  /** Reads a waiting one-time code to the customer who calls from this phone. */
  async codeFor(phone: string): Promise<string> {
    await this.page.getByRole('link', { name: 'Покупатели' }).click()
    await this.page.getByRole('button', { name: 'Коды для входа' }).click()
    const row = this.page.getByRole('dialog').getByRole('listitem').filter({ hasText: phone })
    await expect(row).toBeVisible({ timeout: 20_000 })
    const code = /(\d{6})/.exec((await row.locator('strong').textContent()) ?? '')?.[1] ?? ''
    await this.page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).click()
    await this.page.getByRole('link', { name: 'Заказы', exact: true }).click()
    return code
  }

  async openIncoming(customer: string): Promise<void> {
    await this.incoming
      .getByRole('link', { name: new RegExp(`Открыть заказ .*${customer}`) })
      .first()
      .click()
    await expect(this.order.getByText(customer).first()).toBeVisible()
  }

  async open(number: string): Promise<void> {
    await this.page.getByLabel('Найти заказ').fill(number)
    await this.page.getByRole('option', { name: new RegExp(`^${number} `) }).click()
    await expect(this.order.getByRole('heading', { name: `№ ${number}` })).toBeVisible()
  }

  get order(): Locator {
    return this.page.getByRole('article')
  }

  act(name: string | RegExp): Locator {
    return this.order.getByRole('group', { name: 'Что можно сделать' }).getByRole('button', { name })
  }

  async matchCustomer(): Promise<void> {
    await this.order.getByRole('link', { name: 'Сопоставить в карточке' }).click()
    await this.page.getByRole('button', { name: 'Сопоставить', exact: true }).last().click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Сопоставить', exact: true }).click()
    await expect(this.page.getByRole('dialog')).toBeHidden()
    await this.page.getByRole('link', { name: 'Заказы', exact: true }).click()
  }

  async assignTo(driver: string): Promise<void> {
    await this.act('Водитель').click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: new RegExp(driver) }).check({ force: true })
    await dialog.getByRole('radio', { name: /^Сегодня/i }).check({ force: true })
    await dialog.getByRole('button', { name: 'Назначить' }).click()
    await expect(dialog).toBeHidden()
  }

  async expectState(state: string): Promise<void> {
    await expect(this.order.getByText(state, { exact: true }).first()).toBeVisible({ timeout: 20_000 })
  }
}
