// The operator's desk: the panel of new orders, the opened order, the customer's card.
import { expect, type Locator, type Page } from '@playwright/test'
import { choose } from './choose.ts'
import { kopecks, sumBeside } from './money.ts'

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
    await expect(row).toBeVisible()
    const code = /(\d{6})/.exec((await row.locator('strong').textContent()) ?? '')?.[1] ?? ''
    await this.page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).click()
    await this.page.getByRole('link', { name: 'Заказы', exact: true }).click()
    return code
  }

  /** B13: whether new orders make a sound here, by its name. */
  get sound(): Locator {
    return this.incoming.getByRole('button', { name: /^Звук/ })
  }

  /** The button that says yes to this order from the panel; there as long as the order waits, pressable or not. */
  acceptFromPanel(number: string): Locator {
    return this.incoming.getByRole('button', { name: `Принять № ${number}`, exact: true })
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

  /** The order of a customer who has only one. */
  async openOrderOf(customer: string): Promise<void> {
    await this.page.getByLabel('Найти заказ').fill(customer)
    await this.page.getByRole('option', { name: new RegExp(customer) }).click()
    await expect(this.order.getByText(customer).first()).toBeVisible()
  }

  /** Of the opened order. */
  async number(): Promise<string> {
    const heading = this.order.getByRole('heading', { level: 2, name: /^№ \d+$/ })
    return /\d+/.exec(await heading.innerText())?.[0] ?? ''
  }

  async backToOrders(): Promise<void> {
    await this.page.getByRole('link', { name: 'Заказы', exact: true }).click()
  }

  /** B20: from the list of debts. */
  async openOrderWithDebtOf(customer: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Какие заказы показать' }).getByText('Долги').click()
    await this.page.getByRole('option', { name: new RegExp(customer) }).click()
    await this.expectState('Долг')
  }

  get order(): Locator {
    return this.page.getByRole('article')
  }

  act(name: string | RegExp): Locator {
    return this.order.getByRole('group', { name: 'Что можно сделать' }).getByRole('button', { name })
  }

  async matchCustomer(): Promise<void> {
    await this.order.getByRole('link', { name: 'Сопоставить в карточке' }).click()
    await this.page.getByRole('button', { name: 'Это новый покупатель' }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Это новый покупатель' }).click()
    await expect(this.page.getByRole('dialog')).toBeHidden()
    await this.page.getByRole('link', { name: 'Заказы', exact: true }).click()
  }

  /** GA5: from the waiting order over the app's card to the card of the books, which is offered there. */
  async joinFromOrder(name: string, told: { likeness: RegExp; moves: string }): Promise<void> {
    await this.order.getByRole('link', { name: 'Сопоставить в карточке' }).click()
    const offered = this.page.getByRole('list', { name: 'Похожие карточки' }).getByRole('listitem')
    await expect(offered.filter({ hasText: name })).toContainText(told.likeness)
    await this.page.getByRole('button', { name: `Присоединить к карточке: ${name}` }).click()
    const dialog = this.page.getByRole('dialog')
    await expect(dialog.getByRole('radio', { name: new RegExp(name) })).toBeChecked()
    await expect(dialog).toContainText(told.moves)
    await dialog.getByRole('button', { name: 'Присоединить' }).click()
    await expect(dialog).toBeHidden()
    await expect(this.page.getByRole('heading', { name: `Присоединён к карточке ${name}` })).toBeVisible()
    await this.backToOrders()
  }

  /** In the window that asks to which card; found by its name, chosen with the keyboard. */
  async chooseCard(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Найти карточку').fill(name)
    const choice = dialog.getByRole('radio', { name: new RegExp(name) })
    await expect(choice).toBeVisible()
    await choice.focus()
    await this.page.keyboard.press('Space')
    await expect(dialog).toContainText(`Что перейдёт: ${name}`)
    await this.page.keyboard.press('Control+Enter')
    await expect(dialog).toBeHidden()
  }

  async decline(reason: string): Promise<void> {
    await this.act('Отклонить').click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(reason)
    await dialog.getByRole('button', { name: 'Отклонить' }).click()
    await this.expectState('Отклонён')
  }

  async assignTo(driver: string): Promise<void> {
    await this.act('Водитель').click()
    const dialog = this.page.getByRole('dialog')
    await choose(dialog.getByRole('radio', { name: new RegExp(driver) }))
    await choose(dialog.getByRole('radio', { name: /^Сегодня/i }))
    await dialog.getByRole('button', { name: 'Назначить' }).click()
    await expect(dialog).toBeHidden()
  }

  async expectState(state: string): Promise<void> {
    await expect(this.order.getByText(state, { exact: true }).first()).toBeVisible()
  }

  /** B25, B18: the amount due stands there already; `amount` as typed where less is given. */
  async pay(tender: 'Наличные' | 'Карта' | 'Депозит', amount?: string): Promise<void> {
    await this.act(/^Оплата/).click()
    const dialog = this.page.getByRole('dialog')
    await choose(dialog.getByRole('radio', { name: new RegExp(`^${tender}`) }))
    if (amount !== undefined) await dialog.getByLabel('Сумма').fill(amount)
    await dialog.getByRole('button', { name: /^Принять / }).click()
    await expect(dialog).toBeHidden()
  }

  /** GB2: how paid money goes back is chosen in the same window; `how` null where nothing was paid. */
  async voidOrder(how: 'Наличными' | 'На карту' | 'На депозит' | null): Promise<void> {
    await this.act('Аннулировать').click()
    const dialog = this.page.getByRole('dialog')
    if (how) await choose(dialog.getByRole('radio', { name: how }))
    await dialog.getByRole('button', { name: 'Покупатель попросил' }).click()
    await dialog.getByRole('button', { name: /^Аннулировать/ }).click()
    await expect(dialog).toBeHidden()
  }

  /** GB2: so many pieces of one line come back. */
  async returnGoods(what: { product: RegExp; pieces: number; how: string; why: string }): Promise<void> {
    await this.act('Возврат').click()
    const dialog = this.page.getByRole('dialog')
    const row = dialog.getByRole('listitem').filter({ hasText: what.product })
    for (let i = 0; i < what.pieces; i += 1) await row.getByRole('button', { name: /^Вернули больше/ }).click()
    await choose(dialog.getByRole('radio', { name: what.how }))
    await dialog.getByRole('button', { name: what.why, exact: true }).click()
    await dialog.getByRole('button', { name: /^(Вернуть|Оформить)/ }).click()
    await expect(dialog).toBeHidden()
  }

  /** B19, B26: what follows from it is said and agreed to. */
  async complete(follows: RegExp): Promise<void> {
    await this.act('Завершить').click()
    const dialog = this.page.getByRole('dialog')
    await expect(dialog).toContainText(follows)
    await dialog.getByRole('button', { name: 'Завершить' }).click()
    await expect(dialog).toBeHidden()
  }

  /** B17: how much of a line of the opened order was handed over. */
  delivered(product: string): Locator {
    return this.order.getByRole('status', { name: `Доставлено: ${product}`, exact: true })
  }

  deliverOneMore(product: string): Promise<void> {
    return this.order.getByRole('button', { name: `Доставлено больше: ${product}`, exact: true }).click()
  }

  deliverAllOf(product: string): Promise<void> {
    return this.order.getByRole('button', { name: `Доставлено всё: ${product}`, exact: true }).click()
  }

  /** The order shrinks to what was handed over. */
  async cancelRest(reason: string): Promise<void> {
    await this.act('Отменить остаток').click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('button', { name: reason, exact: true }).click()
    await dialog.getByRole('button', { name: 'Отменить остаток' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Nothing follows from it, so nothing is asked. */
  async completeAtOnce(): Promise<void> {
    await this.act('Завершить').click()
    await this.expectState('Выполнен')
  }

  /** What the opened order says of its money, in kopecks; null: not named. */
  sum(term: 'Итого' | 'Оплачено' | 'К оплате' | 'Долг'): Promise<number | null> {
    return sumBeside(this.moneyPart(this.order), term)
  }

  /** The rows of payments and refunds, signed, oldest first. */
  async payments(): Promise<number[]> {
    const figures = this.moneyPart(this.order).getByRole('listitem').locator('xpath=span[last()]')
    return (await figures.allInnerTexts()).map(kopecks)
  }

  async openCustomer(name: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Покупатели' }).click()
    await this.page.getByLabel('Найти покупателя').fill(name)
    await this.page.getByRole('option', { name: new RegExp(name) }).click()
    await expect(this.page.getByRole('heading', { level: 2, name })).toBeVisible()
  }

  /** What stands on the opened customer's account, in kopecks; null: nothing. */
  account(term: 'Депозит' | 'Долг' | 'Ждёт оплаты'): Promise<number | null> {
    return sumBeside(this.moneyPart(this.page), term)
  }

  private moneyPart(place: Page | Locator): Locator {
    return place.locator('section').filter({ has: this.page.getByRole('heading', { level: 3, name: 'Деньги' }) })
  }
}
