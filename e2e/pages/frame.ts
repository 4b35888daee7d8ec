// What stands on every screen: the connection's words and the tray behind them.
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

export class Frame {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get connection() {
    return this.page.getByRole('button', { name: 'Открыть список отправки' })
  }

  async expectAllSent(): Promise<void> {
    await expect(this.connection).toContainText('всё отправлено')
  }

  /** How many of this device's records are not sent yet. */
  async waiting(): Promise<number> {
    await expect(this.connection).toContainText(/жд[ёу]т \d+/)
    return Number(/жд[ёу]т (\d+)/.exec((await this.connection.textContent()) ?? '')?.[1])
  }

  async expectWaiting(count: number): Promise<void> {
    await expect(this.connection).toContainText(new RegExp(`жд[ёу]т ${count}(?!\\d)`))
  }

  /** The whole shell and the last documents are on the device: it may be taken off the network. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  }

  /** Whoever works here leaves; the list of people stands there again. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Меню/ }).click()
    await this.page.getByRole('dialog', { name: 'Меню' }).getByRole('button', { name: 'Выйти' }).click()
    await this.page
      .getByRole('dialog', { name: /^Выйти, / })
      .getByRole('button', { name: 'Выйти' })
      .click()
    await expect(this.page.getByText('Кто работает?')).toBeVisible()
  }

  /** After the office ended this sign-in: the bar says that one is needed, the tray leads there. */
  async leaveForNext(): Promise<void> {
    await expect(this.connection).toContainText('Нужно войти')
    const tray = await this.openTray()
    await tray.getByRole('button', { name: 'Войти заново' }).click()
    await expect(this.page.getByText('Кто работает?')).toBeVisible()
  }

  async openTray(): Promise<Locator> {
    await this.connection.click()
    const tray = this.page.getByRole('dialog', { name: 'Отправка' })
    await expect(tray).toBeVisible()
    return tray
  }

  async closeTray(): Promise<void> {
    const tray = this.page.getByRole('dialog', { name: 'Отправка' })
    await tray.getByRole('button', { name: 'Закрыть' }).click()
    await expect(tray).toBeHidden()
  }

  /** S12: what waits, as the file a person takes to the office. The tray is open. */
  async saveWork(): Promise<{ name: string; content: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('dialog', { name: 'Отправка' }).getByRole('button', { name: 'Сохранить в файл' }).click(),
    ])
    await expect(this.page.getByText('Файл сохранён. Отдайте его офису').first()).toBeVisible()
    return { name: download.suggestedFilename(), content: await readFile(await download.path(), 'utf8') }
  }
}
