// The till's printer: chosen once, its strip in the foot, and the list of what is not printed yet.
import { expect, type Locator, type Page } from '@playwright/test'

export type WaitingJob = { title: string; said: string }

export class TillPrinter {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** The person's pick in the browser's list is told to the bench beforehand. */
  async choose(url: string, { family, baudRate }: { family: string; baudRate: number }): Promise<void> {
    await this.page.goto(`${url}/till#shift/printer`)
    await this.page.getByLabel('Скорость порта, бод').selectOption(String(baudRate))
    await this.page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
    await this.page.getByLabel('Модель принтера').selectOption(family)
    await expect(this.strip.getByText('Принтер готов')).toBeVisible()
  }

  get strip(): Locator {
    return this.page.getByRole('contentinfo')
  }

  /** The printer answers, and nothing is being printed at this moment. */
  async isReady(): Promise<boolean> {
    return this.strip.getByText('Принтер готов').isVisible()
  }

  /** What the list of not printed papers says, oldest first; none when the strip counts none. */
  async waiting(): Promise<WaitingJob[]> {
    const button = this.strip.getByRole('button', { name: /^не напечатан/ })
    for (const deadline = Date.now() + 60_000; ;) {
      // None, or printed meanwhile: nothing is left to list.
      if (!(await button.isVisible())) return []
      try {
        await button.click({ timeout: 5_000 })
        break
      } catch (error) {
        if (Date.now() > deadline) throw error
      }
    }
    await expect(this.#list).toBeVisible()
    const jobs = await this.#list.getByRole('listitem').evaluateAll((rows) =>
      rows.map((row) => ({
        title: row.querySelector('strong')?.textContent ?? '',
        said: row.querySelector('[data-state]')?.textContent ?? '',
      })),
    )
    await this.#close()
    return jobs
  }

  /** What a person says to a paper that asks. */
  async answer(title: string, button: 'Напечатать' | 'Ещё раз, с пометкой «КОПИЯ»' | 'Не печатать'): Promise<void> {
    await this.strip.getByRole('button', { name: /^не напечатан/ }).click()
    await this.#list.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: button }).click()
    await this.#close()
  }

  async #close(): Promise<void> {
    await this.#list.getByRole('button', { name: 'Закрыть' }).click()
    await expect(this.#list).toBeHidden()
  }

  get #list(): Locator {
    return this.page.getByRole('dialog', { name: 'Ещё не напечатано' })
  }
}
