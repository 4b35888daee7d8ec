// Orders that are paid at the till: the list of those that wait, the order on the screen, and its receipt.
import { expect, type Locator, type Page } from '@playwright/test'
import { choose } from './choose.ts'

export class Counter {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get list(): Locator {
    return this.page.getByRole('dialog', { name: 'Заказы ждут оплаты' })
  }

  /** How many wait, as the button beside the customer says. */
  async expectWaiting(count: number): Promise<void> {
    await expect(this.page.getByRole('button', { name: `Заказы, ждут оплаты: ${count}`, exact: true })).toBeVisible()
  }

  private async openList(): Promise<void> {
    // After a reload the keys are heard only when the sale stands there.
    await expect(this.page.getByRole('button', { name: /^Заказы, ждут оплаты: / })).toBeVisible()
    await this.page.keyboard.press('Alt+o')
    await expect(this.list).toBeVisible()
  }

  async takeUp(typed: string, name: RegExp): Promise<void> {
    await this.openList()
    await this.list.getByLabel('Найти заказ').fill(typed)
    await this.list.getByRole('button', { name }).click()
    await expect(this.list).toBeHidden()
  }

  /** What the list says when this is typed. */
  async expectNotOffered(typed: string): Promise<void> {
    await this.openList()
    await this.list.getByLabel('Найти заказ').fill(typed)
    await expect(this.list.getByText(/неоплаченн/i).first()).toBeVisible()
    await this.page.keyboard.press('Escape')
    await expect(this.list).toBeHidden()
  }

  async choose(what: 'Отдать сейчас' | 'Только оплата'): Promise<void> {
    await choose(this.page.getByRole('radio', { name: new RegExp(`^${what}`) }))
  }

  order(number: string): Locator {
    return this.page.getByRole('region', { name: `Заказ № ${number}`, exact: true })
  }
}
