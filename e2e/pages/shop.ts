// The customer's app, in a customer's words.
import { expect, type Page } from '@playwright/test'

export class Shop {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async open(url: string): Promise<void> {
    await this.page.goto(`${url}/shop`)
    await expect(this.page.getByRole('link', { name: /^Вода / }).first()).toBeVisible({ timeout: 20_000 })
  }

  async putIntoCart(name: string): Promise<void> {
    await this.page.getByLabel('Поиск товаров').fill(name)
    await this.page.getByRole('button', { name: `В корзину: ${name}`, exact: true }).click()
    await this.page.getByLabel('Поиск товаров').fill('')
  }

  async openCart(): Promise<void> {
    await this.page.getByRole('link', { name: /^Корзина/ }).click()
    await expect(this.page.getByRole('region', { name: 'Корзина' })).toBeVisible()
  }

  /** Asks for a code; `tellCode` is the call to the shop: it answers the code that the operator reads out. */
  async signIn(phone: string, name: string, tellCode: (phone: string) => Promise<string>): Promise<void> {
    await this.page.getByRole('button', { name: 'Войти и оформить' }).click()
    await this.page.getByLabel('Телефон', { exact: true }).fill(phone)
    await this.page.getByRole('button', { name: 'Получить код' }).click()
    const field = this.page.getByLabel('Код', { exact: true })
    await expect(field).toBeVisible()
    await field.fill(await tellCode(phone))
    await this.page.getByLabel('Как к вам обращаться').fill(name)
    await this.page.getByRole('button', { name: 'Войти', exact: true }).click()
    await expect(field).toBeHidden({ timeout: 20_000 })
  }

  async fillCheckout(order: { address: string; note: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Адрес', exact: true }).fill(order.address)
    await this.page.getByRole('radio', { name: 'Наличные' }).check({ force: true })
    await this.page.getByLabel('Примечание к заказу').fill(order.note)
  }

  async placeOrder(): Promise<void> {
    await this.page.getByRole('button', { name: /^Заказать · / }).click()
    await expect(this.page.getByRole('heading', { name: /^(Новый заказ|Заказ № \d+)$/ })).toBeVisible()
  }

  async expectOrder(state: string): Promise<void> {
    await expect(this.page.getByRole('article').getByText(state, { exact: true }).first()).toBeVisible({
      timeout: 20_000,
    })
  }

  async orderNumber(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^Заказ № \d+$/ })
    await expect(heading).toBeVisible({ timeout: 20_000 })
    return /\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? ''
  }
}
