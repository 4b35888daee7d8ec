// The customer's app, in a customer's words.
import { expect, type Page } from '@playwright/test'
import { sumBeside } from './money.ts'

export class Shop {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async open(url: string): Promise<void> {
    await this.page.goto(`${url}/shop`)
    await expect(this.page.getByRole('link', { name: /^Вода / }).first()).toBeVisible()
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
  async signIn(
    phone: string,
    name: string,
    tellCode: (phone: string) => Promise<string>,
    door: 'Войти и оформить' | 'Войти' = 'Войти и оформить',
  ): Promise<void> {
    await this.page.getByRole('button', { name: door, exact: true }).click()
    await this.page.getByLabel('Телефон', { exact: true }).fill(phone)
    await this.page.getByRole('button', { name: 'Получить код' }).click()
    const field = this.page.getByLabel('Код', { exact: true })
    await expect(field).toBeVisible()
    await field.fill(await tellCode(phone))
    await this.page.getByLabel('Как к вам обращаться').fill(name)
    await this.page.getByRole('dialog').getByRole('button', { name: 'Войти', exact: true }).click()
    await expect(field).toBeHidden()
  }

  async fillCheckout(order: { address: string; note: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Адрес', exact: true }).fill(order.address)
    await this.page.getByRole('radio', { name: 'Наличные' }).check()
    await this.page.getByLabel('Примечание к заказу').fill(order.note)
  }

  async placeOrder(): Promise<void> {
    await this.page.getByRole('button', { name: /^Заказать · / }).click()
    await expect(this.page.getByRole('heading', { name: /^(Новый заказ|Заказ № \d+)$/ })).toBeVisible()
  }

  async expectOrder(state: string): Promise<void> {
    await expect(this.page.getByRole('article').getByText(state, { exact: true }).first()).toBeVisible()
  }

  async orderNumber(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^Заказ № \d+$/ })
    await expect(heading).toBeVisible()
    return /\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? ''
  }

  async openOrders(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Разделы' })
      .getByRole('link', { name: /^Заказы/ })
      .click()
    await expect(this.page.getByRole('heading', { name: /^(В работе|Прошлые)$/ }).first()).toBeVisible()
  }

  async openOrder(number: string): Promise<void> {
    await this.openOrders()
    await this.page.getByRole('link', { name: new RegExp(`^Заказ № ${number}`) }).click()
    await expect(this.page.getByRole('heading', { name: `Заказ № ${number}` })).toBeVisible()
  }

  /** GB6: the opened order is taken back; it says so, and cannot be taken back again. */
  async withdrawOrder(): Promise<void> {
    const withdraw = this.page.getByRole('article').getByRole('button', { name: 'Отозвать заказ' })
    await withdraw.click()
    const dialog = this.page.getByRole('dialog', { name: /^Отозвать заказ на / })
    await expect(dialog).toContainText('Магазин ещё не принял его')
    await dialog.getByRole('button', { name: 'Отозвать заказ' }).click()
    await expect(dialog).toBeHidden()
    await this.expectWithdrawn()
  }

  async expectWithdrawn(): Promise<void> {
    const order = this.page.getByRole('article')
    await expect(order.getByText('Вы отозвали заказ', { exact: true })).toBeVisible()
    await expect(order.getByRole('button', { name: 'Отозвать заказ' })).toBeHidden()
  }

  /** What the opened order says of its money, in kopecks; null: not named. */
  sum(term: 'Итого' | 'Оплачено' | 'К оплате'): Promise<number | null> {
    return sumBeside(this.page.getByRole('article'), term)
  }

  /** How the account stands, on the list of orders; null: nothing. */
  account(term: 'Долг' | 'На счёте'): Promise<number | null> {
    return sumBeside(this.page.getByRole('main'), term)
  }

  /** The goods of an earlier order, in the cart again. */
  async repeatOrder(number: string): Promise<void> {
    await this.openOrder(number)
    await this.page.getByRole('button', { name: 'Заказать ещё раз' }).click()
    await expect(this.page.getByRole('region', { name: 'Корзина' })).toBeVisible()
  }

  /** Of the only line in the cart. */
  async changeQuantity(quantity: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Количество: / })
    await field.fill(quantity)
    await field.press('Enter')
  }

  /** What a customer finds under these words, with its price; nothing: not sold. */
  async expectPrice(name: string, price: string | null): Promise<void> {
    await this.page.getByLabel('Поиск товаров').fill(name)
    const card = this.page.getByRole('main').getByRole('listitem').filter({ hasText: name })
    if (price === null) await expect(this.page.getByText('Ничего не нашлось')).toBeVisible()
    else await expect(card).toContainText(price)
    await this.page.getByLabel('Поиск товаров').fill('')
  }
}
