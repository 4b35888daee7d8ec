// The desk's screen for a customer on the phone: who, what, where to.
import { expect, type Page } from '@playwright/test'

export class NewOrder {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Оформить', exact: true }).click()
    await expect(this.page.getByRole('heading', { name: 'Кто заказывает' })).toBeVisible()
  }

  /** By phone or name; from what is found the one who is called so. */
  async chooseCustomer(typed: string, name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Найти покупателя' }).fill(typed)
    await this.page.getByRole('option').filter({ hasText: name }).click()
    await expect(this.page.getByRole('button', { name: 'Другой покупатель' })).toBeVisible()
  }

  async dropCustomer(): Promise<void> {
    await this.page.getByRole('button', { name: 'Другой покупатель' }).click()
    await expect(this.page.getByRole('combobox', { name: 'Найти покупателя' })).toBeVisible()
  }

  /** Nobody has this number: what was typed to find the customer stands in the window already. */
  async writeDownCustomer({ name, phone }: { name: string; phone: string }): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Найти покупателя' }).fill(phone)
    await this.page.getByRole('option', { name: `Записать нового: ${phone}` }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Новый покупатель' })
    await expect(dialog.getByLabel('Телефон')).toHaveValue(phone)
    await dialog.getByLabel('Имя или название').fill(name)
    await dialog.getByRole('button', { name: 'Записать', exact: true }).click()
    await expect(dialog).toBeHidden()
    await this.expectCustomer(name)
  }

  async expectCustomer(name: string): Promise<void> {
    await expect(this.page.getByRole('main').getByText(name, { exact: true })).toBeVisible()
    await expect(this.page.getByRole('button', { name: 'Другой покупатель' })).toBeVisible()
  }

  /** One piece by the search, more by typing over the number. */
  async addGoods(name: string, pieces: number): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Найти товар' }).fill(name)
    await this.page.getByRole('option').filter({ hasText: name }).click()
    await this.expectGoods(name, 1)
    if (pieces === 1) return
    const quantity = this.page.getByRole('textbox', { name: `Количество: ${name}`, exact: true })
    await quantity.fill(String(pieces))
    await quantity.press('Enter')
    await this.expectGoods(name, pieces)
  }

  async expectGoods(name: string, pieces: number): Promise<void> {
    const quantity = this.page.getByRole('textbox', { name: `Количество: ${name}`, exact: true })
    await expect(quantity).toHaveValue(String(pieces))
  }

  async fillAddress(address: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Адрес', exact: true }).fill(address)
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Оформить заказ', exact: true }).click()
    await expect(this.page.getByRole('article')).toBeVisible()
  }
}
