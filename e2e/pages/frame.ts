// What stands on every screen: the connection's words and the tray behind them.
import { expect, type Page } from '@playwright/test'

export class Frame {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get connection() {
    return this.page.getByRole('button', { name: 'Открыть список отправки' })
  }

  async expectAllSent(): Promise<void> {
    // After an absence of the server a device asks again after a growing pause.
    await expect(this.connection).toContainText('всё отправлено', { timeout: 60_000 })
  }

  /** How many of this device's records are not sent yet. */
  async waiting(): Promise<number> {
    await expect(this.connection).toContainText(/жд[ёу]т \d+/, { timeout: 15_000 })
    return Number(/жд[ёу]т (\d+)/.exec((await this.connection.textContent()) ?? '')?.[1])
  }

  async expectWaiting(count: number): Promise<void> {
    await expect(this.connection).toContainText(new RegExp(`жд[ёу]т ${count}(?!\\d)`), { timeout: 15_000 })
  }

  /** The whole shell and the last documents are on the device: it may be taken off the network. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  }
}
