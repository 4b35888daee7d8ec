// The office: what people did, their devices, and what the figures of today say.
import { expect, type Locator, type Page } from '@playwright/test'
import { choose } from './choose.ts'
import { kopecks } from './money.ts'

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

  async openSection(name: 'Сегодня' | 'Смены' | 'Журнал' | 'Устройства' | 'Люди' | 'Загрузка'): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).first().click()
    const heading = name === 'Загрузка' ? 'Каталог из 1С' : name
    await expect(this.page.getByRole('heading', { level: 2, name: heading }).first()).toBeVisible()
  }

  rowsAbout(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text })
  }

  /** The journal's rows that name this, newest first. */
  async readJournal(text: string): Promise<JournalRow[]> {
    await expect(this.rowsAbout(text).first()).toBeVisible()
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

  /** A figure of today, in kopecks. */
  async figure(name: 'Получено денег' | 'Долги'): Promise<number> {
    const figure = this.page.getByRole('list', { name: 'Главное за сегодня' }).getByRole('link', { name })
    return kopecks(await figure.locator('strong').innerText())
  }

  /** The amounts behind a figure that name this person, signed, newest first. */
  async amountsBehind(name: 'Получено денег' | 'Долги', person: string): Promise<number[]> {
    await this.page.getByRole('list', { name: 'Главное за сегодня' }).getByRole('link', { name }).click()
    await expect(this.page.getByRole('heading', { level: 3, name })).toBeVisible()
    const texts = await this.rowsAbout(person).locator('td:last-child').allInnerTexts()
    return texts.map(kopecks)
  }

  /** Asks once, says what it means, and switches the device off. */
  async revokeDevice(name: string, means: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: `Отключить: ${name}` }).click()
    const dialog = this.page.getByRole('dialog')
    await expect(dialog).toContainText(means)
    await dialog.getByRole('button', { name: 'Отключить' }).click()
    await expect(this.page.getByText(`Отключено: ${name}`)).toBeVisible()
  }

  /** S12: a file of saved work; answers what the screen says became of it. */
  async bringWork(file: { name: string; content: string }): Promise<string> {
    await this.page
      .getByLabel('Выбрать файл с работой')
      .last()
      .setInputFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.content) })
    const outcome = this.page
      .locator('section')
      .filter({ hasText: 'Работа из файла' })
      .last()
      .locator('[role=status], [role=alert]')
    await expect(outcome).toContainText(/Файл (не )?принят/)
    return (await outcome.innerText()).replaceAll(/\s+/g, ' ')
  }

  async addPerson(person: { name: string; role: string; pin: string }): Promise<void> {
    await this.openSection('Люди')
    await this.page.getByRole('button', { name: 'Добавить человека' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Имя и фамилия').fill(person.name)
    await choose(dialog.getByRole('checkbox', { name: person.role }))
    await dialog.getByLabel('ПИН', { exact: true }).fill(person.pin)
    await dialog.getByRole('button', { name: 'Записать' }).click()
    await expect(dialog).toBeHidden()
  }

  async dismissPerson(name: string): Promise<void> {
    await this.openSection('Люди')
    await this.page.getByRole('button', { name: `Изменить: ${name}` }).click()
    const dialog = this.page.getByRole('dialog')
    await choose(dialog.getByRole('switch', { name: 'Работает у нас' }), false)
    await dialog.getByRole('button', { name: 'Записать' }).click()
    await expect(dialog).toBeHidden()
  }

  async changeRole(name: string, role: { from: string; to: string }): Promise<void> {
    await this.openSection('Люди')
    await this.page.getByRole('button', { name: `Изменить: ${name}` }).click()
    const dialog = this.page.getByRole('dialog')
    await choose(dialog.getByRole('checkbox', { name: role.from }), false)
    await choose(dialog.getByRole('checkbox', { name: role.to }))
    await dialog.getByRole('button', { name: 'Записать' }).click()
    await expect(dialog).toBeHidden()
  }

  /** S22: decides a held act; refusing asks once more. */
  async decide(row: Locator, how: 'Запустить снова' | 'Отказать'): Promise<void> {
    await row.getByRole('button', { name: how }).click()
    if (how === 'Отказать') await this.page.getByRole('dialog').getByRole('button', { name: 'Отказать' }).click()
    await expect(this.page.getByText(how === 'Отказать' ? 'Отказано.' : 'Принято.', { exact: true })).toBeVisible()
  }

  /** Drops files on the catalogue's zone; answers what the screen says became of them. */
  async dropCatalogue(files: readonly { name: string; bytes: Uint8Array }[]): Promise<Locator> {
    const again = this.page.getByRole('button', { name: /^(Повторить|Загрузить ещё)$/ })
    if (await again.isVisible()) await again.click()
    const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }))
    const dataTransfer = await this.page.evaluateHandle((all) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of all) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name))
      }
      return transfer
    }, given)
    await this.page.getByText('Перетащите файлы сюда').dispatchEvent('drop', { dataTransfer })
    const outcome = this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: 'Каталог из 1С' }) })
      .locator('[role=status], [role=alert]')
      .filter({ hasText: /Каталог (не )?загружен|не файлы выгрузки/ })
    await expect(outcome).toBeVisible()
    return outcome
  }
}
