// The office: what people did, their devices, and what the figures of today say.
import { expect, type Locator, type Page } from '@playwright/test'

/** A row of the journal, as it reads. */
export interface JournalRow {
  position: number
  what: string
  who: string
  made: string
  arrived: string
  verdict: string
}

export class Office {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async openSection(name: 'Сегодня' | 'Журнал' | 'Устройства' | 'Люди' | 'Загрузка'): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).first().click()
    await expect(this.page.getByRole('heading', { level: 2, name }).first()).toBeVisible({ timeout: 20_000 })
  }

  rowsAbout(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text })
  }

  /** The journal's rows that name this, newest first. */
  async readJournal(text: string): Promise<JournalRow[]> {
    await expect(this.rowsAbout(text).first()).toBeVisible({ timeout: 20_000 })
    const rows = await this.rowsAbout(text).evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll('td')].map((cell) => (cell as HTMLElement).innerText.trim())),
    )
    return rows.map(([position = '', what = '', who = '', made = '', arrived = '', verdict = '']) => ({
      position: Number(position),
      what,
      who,
      made,
      arrived,
      verdict,
    }))
  }
}
