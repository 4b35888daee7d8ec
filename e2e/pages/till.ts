// The cashier's till: a scanner that types, the receipt, the money.
import { expect, type Locator, type Page } from '@playwright/test'

export class Till {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get receipt(): Locator {
    return this.page.getByRole('region', { name: 'Чек', exact: true })
  }

  get search(): Locator {
    return this.page.getByRole('combobox', { name: 'Найти товар' })
  }

  /** From any screen of the till: whoever scans sees the sale before. */
  async openSale(): Promise<void> {
    await this.page.getByRole('link', { name: 'Продажа' }).first().click()
    await expect(this.search).toBeVisible()
  }

  async openShift(number: number, cash: string): Promise<void> {
    const form = this.page.getByRole('form', { name: `Открыть смену ${number}` })
    await form.getByRole('textbox').first().fill(cash)
    await form.getByRole('button', { name: 'Открыть смену' }).click()
    await expect(this.search).toBeVisible()
  }

  /**
   * What a scanner in keyboard mode does: the code's keys within milliseconds of each other and Enter after them, into
   * whatever has the focus. Made inside the page, so that a busy machine does not type like a person.
   */
  async scan(code: string): Promise<void> {
    await this.page.evaluate(
      (keys) => {
        const from = performance.now()
        for (const [index, key] of keys.entries()) {
          const target = document.activeElement ?? document.body
          const press = (kind: string) => {
            const event = new KeyboardEvent(kind, { key, bubbles: true, cancelable: true, composed: true })
            // A real key has the time at which it was pressed, however busy the page is with the one before.
            Object.defineProperty(event, 'timeStamp', { value: from + index * 4 })
            return target.dispatchEvent(event)
          }
          const isOwn = press('keydown')
          if (isOwn && key.length === 1) document.execCommand('insertText', false, key)
          if (isOwn && key === 'Enter' && target instanceof HTMLElement) target.click()
          press('keyup')
        }
      },
      [...code, 'Enter'],
    )
  }

  line(name: string): Locator {
    return this.receipt.getByRole('button', { name: new RegExp(`^${name}, `) })
  }

  /** So many pieces of it are in the sale: scans are rung up a moment after the trigger. */
  async expectPieces(name: string, pieces: number): Promise<void> {
    await expect(this.line(name)).toHaveAccessibleName(new RegExp(`^${name}, ${pieces}\\s`))
  }

  async expectTotal(amount: RegExp): Promise<void> {
    await expect(this.receipt.getByRole('status').filter({ hasText: 'Итого' })).toContainText(amount)
  }

  /** F9, the sum that the customer hands over, Enter. */
  async payCash(given: string): Promise<void> {
    await this.page.keyboard.press('F9')
    await expect(this.page.getByRole('dialog', { name: 'Оплата' })).toBeVisible()
    await this.page.getByRole('textbox', { name: 'Получено наличными' }).fill(given)
    await this.page.keyboard.press('Enter')
  }

  /** F9, all of it or this much by card, the rest in cash. */
  async payCard(part?: { card: string; given: string }): Promise<void> {
    await this.page.keyboard.press('F9')
    await expect(this.page.getByRole('dialog', { name: 'Оплата' })).toBeVisible()
    const card = this.page.getByRole('textbox', { name: 'Карта' })
    if (part === undefined) {
      await this.page.keyboard.press('Alt+2')
      await expect(card).not.toHaveValue('')
    } else {
      await card.fill(part.card)
      await this.page.getByRole('textbox', { name: 'Получено наличными' }).fill(part.given)
    }
    await this.page.keyboard.press('Enter')
  }

  /** On the whole receipt, in percent. */
  async discount(percent: string): Promise<void> {
    await this.page.keyboard.press('F8')
    await this.page.getByRole('dialog').getByRole('textbox').fill(percent)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByRole('dialog')).toBeHidden()
  }

  /** The receipt that the sale became, and the change. */
  async expectClosed(number: number, change: RegExp): Promise<void> {
    const closed = this.page.getByRole('region', { name: `Чек № ${number}`, exact: true })
    await expect(closed).toBeVisible()
    await expect(closed.getByText('Сдача').locator('..')).toContainText(change)
  }

  /** For days on which the clock jumps: the till would take the jump for time in which nobody touched it. */
  async neverLockItself(): Promise<void> {
    await this.page.getByRole('button', { name: 'Закрыть кассу на ПИН' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Касса на ПИН' })
    await dialog.getByText('не закрывать').click()
    await expect(dialog.getByRole('radio', { name: 'не закрывать' })).toBeChecked()
    await this.page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }

  /** Of the newest receipts, the newest first: those whose rows are in sight. The sale stands there again afterwards. */
  async numbers(): Promise<string[]> {
    await this.#go('receipts')
    const list = this.page.getByRole('region', { name: 'Чеки этой кассы' })
    const rows = list.locator('li a[href^="#receipts/"]')
    await expect(rows.first().or(list.getByText('Чеков ещё нет')).first()).toBeVisible()
    const numbers = await rows.evaluateAll((all) => all.map((row) => row.querySelector('strong')?.textContent ?? ''))
    await this.#go('sale')
    await expect(this.search).toBeVisible()
    return numbers
  }

  async #go(place: string): Promise<void> {
    await this.page.evaluate((wanted) => {
      window.location.hash = wanted
    }, place)
  }
}
