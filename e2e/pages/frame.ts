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
    await expect(this.connection).toContainText('На связи', { timeout: 20_000 })
    await expect(this.connection).not.toContainText('ждёт', { timeout: 20_000 })
    await expect(this.connection).not.toContainText('ждут', { timeout: 20_000 })
  }

  async expectWaiting(count: number): Promise<void> {
    await expect(this.connection).toContainText(String(count), { timeout: 15_000 })
  }

  /** The whole shell and the last documents are on the device: it may be taken off the network. */
  async untilOfflineReady(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  }
}
