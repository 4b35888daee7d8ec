// screens.md on the narrowest phone, in English and dark: every screen fits, says nothing in another language, has no
// hole in a sentence, and every target can be hit. The journeys run in Russian and light; this is the other half.

import type { Page } from '@playwright/test'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test, type Company, type Device } from './fixtures.ts'
import { Till } from './pages/till.ts'
import { faultsOf } from './screen-check.ts'

const narrow = { size: 'narrow', locale: 'en-US', colorScheme: 'dark' } as const

/** Opens screens one after another and gathers what is wrong with each. */
class Tour {
  readonly faults: string[] = []
  readonly page: Page
  private readonly data: readonly string[]
  private readonly url: string
  constructor(page: Page, url: string, data: readonly string[]) {
    this.page = page
    this.url = url
    this.data = data
  }

  async see(address: string, shown: string | RegExp, mainTargetPx = 48): Promise<void> {
    await this.page.goto(this.url + address)
    await this.look(address, shown, mainTargetPx)
  }

  async press(button: string | RegExp, shown: string | RegExp, mainTargetPx = 48): Promise<void> {
    const name = typeof button === 'string' ? { name: button, exact: true } : { name: button }
    await this.page.getByRole('button', name).first().click()
    await this.look(String(button), shown, mainTargetPx)
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('dialog')).toBeHidden()
  }

  async look(where: string, shown: string | RegExp, mainTargetPx = 48): Promise<void> {
    await expect(this.page.getByText(shown).filter({ visible: true }).first(), where).toBeVisible()
    await expect(this.page.getByText('Loading…')).toBeHidden()
    await untilStill(this.page)
    const faults = await faultsOf(this.page, { data: this.data, targetPx: 48, mainTargetPx })
    for (const fault of new Set(faults)) this.faults.push(`${where}: ${fault}`)
  }
}

/** The letters are there, and no part moves any more: what is measured is what stays. A turning circle never ends. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(moving.map((one) => one.finished))
  })
}

async function enrolInEnglish(page: Page, company: Company, person: string, workplace: string): Promise<void> {
  await page.goto(`${company.rodnik.url}/enrol#${company.enrolmentCode}`)
  await expect(page.getByLabel('Code from the office')).toHaveValue(company.enrolmentCode)
  await page.getByLabel('Name of this device').fill(`Narrow: ${workplace}`)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('The device is connected').first()).toBeVisible()
  await page.goto(company.rodnik.url + workplace)
  await page.getByRole('button', { name: new RegExp(person) }).click()
  await expect(page.getByRole('group', { name: `PIN: ${person}` })).toBeFocused()
  await page.keyboard.type(company.pinOf(person))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Who is working?')).toBeHidden()
  await expect(page.getByRole('group', { name: /^PIN: / })).toBeHidden()
}

test.describe('360 px, English, dark', () => {
  let tour: Tour
  let device: Device
  let data: string[] = []
  test.beforeEach(async ({ company, phoneDesk, device: newDevice }) => {
    data = await phoneDesk.readData()
    device = await newDevice(narrow)
    tour = new Tour(device.page, company.rodnik.url, data)
  })
  test.afterEach(() => expect(tour.faults.join('\n')).toBe(''))

  test('doors: start, enrolment, sign-in, PIN, no such page, wrong workplace', async ({ company }) => {
    const { page } = device
    await tour.see('/#choose', 'What do you do here?')
    await tour.see('/enrol', 'Connect this device')
    await enrolInEnglish(page, company, 'Сергей Мельник', '/route')
    await tour.see('/desk', /is not your workplace/)
    await tour.press('Sign in as somebody else', 'Who is working?')
    await tour.press(/Ольга Крылова/, 'Sign in')
    device.expectStatus(404) // Chromium writes down that the page itself came with it
    await tour.see('/nowhere', 'There is no such page')
  })

  test('/shop: catalogue, goods, cart, sign-in, orders', async () => {
    const { page } = device
    await tour.see('/shop', /^Вода/)
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Вода / })
      .first()
      .click()
    await tour.look('/shop group', 'Add to cart')
    await page.getByLabel('Search goods').fill('вода')
    await tour.look('/shop search', /found$/)
    await page
      .getByRole('button', { name: /^Add to cart: / })
      .first()
      .click()
    await tour.see('/shop#cart', 'Sign in and order')
    await tour.press('Sign in and order', 'We send a one-time code')
    await tour.close()
    await tour.see('/shop#orders', 'Sign in to see your orders')
    await tour.press(/^Menu/, 'Language')
    await tour.close()
  })

  test('/desk: orders, the opened order and its windows, customers, a new order, tray and keys', async ({
    company,
  }) => {
    const { page } = device
    await enrolInEnglish(page, company, 'Анна Соколова', '/desk')
    await tour.look('/desk', 'Accepted')
    await page.getByRole('option').filter({ hasText: 'Accepted' }).first().click()
    await tour.look('/desk order', 'History')
    await tour.press(/^Pay/, /will be paid in full/)
    await tour.close()
    await tour.press('Driver', 'Assign')
    await tour.close()
    await tour.press('Void', 'The customer asked')
    await tour.close()
    await tour.see('/desk#customers', 'Sign-in codes')
    await tour.press('Add', 'New customer')
    await tour.close()
    await page.getByRole('option').first().click()
    await tour.look('/desk customer', 'Addresses')
    await tour.press('Change', 'Phones')
    await tour.close()
    await tour.press('Take a deposit', 'Amount')
    await tour.close()
    await tour.see('/desk#new', 'Who orders')
    await tour.press(/Open what waits to be sent/, 'Everything done on this device has been sent.')
    await tour.close()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Shift+?')
    await tour.look('keys', 'Keys of this screen')
  })

  test('/desk: paid at the desk, the payment corrected, completed, returned', async ({ company, phoneDesk }) => {
    const { page } = device
    // Of its own: what others left paid or completed tells of them, and they look for it.
    const caller = { customer: 'Ульяна Возвратова', phone: '+7 912 000-61-01', address: 'ул. Обратная, 1' }
    await phoneDesk.takeOrder({ ...caller, bottles: 2 })
    data.push(caller.customer, caller.address)
    await enrolInEnglish(page, company, 'Анна Соколова', '/desk')
    await page.getByLabel('Find an order').fill(caller.customer)
    await page.getByRole('option', { name: new RegExp(caller.customer) }).click()
    const order = page.getByRole('article')
    const dialog = page.getByRole('dialog')
    await order.getByRole('button', { name: 'Accept', exact: true }).click()
    await order.getByRole('button', { name: /^Pay / }).click()
    await dialog.getByRole('button', { name: /^Take / }).click()
    await tour.look('/desk order, paid', 'Payment: cash')
    await tour.press(/^Correct the payment method: /, 'Actually paid by')
    await dialog.getByText('Card', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click()
    await tour.look('/desk order, payment corrected', 'Corrected: card')
    await tour.press('Complete', 'Not yet')
    await dialog.getByRole('button', { name: 'Complete', exact: true }).click()
    await tour.look('/desk order, completed', 'Order completed')
    await tour.press('Return', /^Mark what is returned/)
    await dialog.getByRole('button', { name: 'Everything returned' }).click()
    await tour.look('/desk return of everything', 'How to refund')
    await dialog.getByRole('button', { name: 'Faulty' }).click()
    await dialog.getByRole('button', { name: /^Refund / }).click()
    await tour.look('/desk order, returned', /^Returned: /)
  })

  test('/office: today, shifts, journal, devices, people, import', async ({ company }) => {
    const { page } = device
    await enrolInEnglish(page, company, 'Анна Соколова', '/office')
    await tour.look('/office', 'Money taken')
    for (const figure of ['waiting', 'completed', 'money', 'debts'])
      await tour.see(`/office#today/${figure}`, 'Money taken')
    await tour.see('/office#shifts', 'Shifts')
    await tour.see('/office#journal', 'What was done')
    await page.getByText('Details').first().click()
    await tour.look('/office journal details', 'Number on the device')
    await tour.see('/office#devices', 'Not sent')
    await tour.press('Add a device', 'Show the code')
    await tour.close()
    await tour.see('/office#people', 'Roles')
    await tour.press(/^Change: /, 'Works with us')
    await tour.close()
    await tour.see('/office#import', 'Drop files here')
  })

  test('/till: the sale, its windows, payment, the closed receipt, the lock; 56 px', async ({ company }) => {
    const { page } = device
    await enrolInEnglish(page, company, 'Ирина Власова', '/till')
    await tour.look('/till without a shift', 'Open shift 1', 56)
    await page.getByRole('form').getByRole('textbox').first().fill('1000')
    await page.getByRole('button', { name: 'Open the shift' }).click()
    await tour.look('/till, nothing sold', 'Scan an item', 56)
    const [first] = demoCatalogue().products
    await page.getByRole('combobox', { name: 'Find goods' }).fill(first?.article ?? '')
    await page.keyboard.press('Enter')
    await tour.look('/till, one line', 'Total', 56)
    await new Till(page).scan('2000000000008')
    await tour.look('a code that nobody knows', 'No product has the barcode 2000000000008.', 56)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    for (const [key, shown] of [
      ['F4', 'Customer by phone'],
      ['F6', 'Quantity'],
      ['F7', 'Percent'],
      ['F10', 'How to recognise it'],
      ['Alt+p', 'Close, park or clear'],
      ['F9', 'Cash received'],
    ] as const) {
      await page.keyboard.press(key)
      await tour.look(key, shown, 56)
      if (key !== 'F9') await tour.close()
    }
    await page.getByLabel('Cash received').fill('100000')
    await page.keyboard.press('Enter')
    await tour.look('a closed receipt', 'Receipt No. 1', 56)
    await page.keyboard.press('Alt+o')
    await tour.look('orders that wait for their money', 'Find an order', 56)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Order No\. \d+, / })
      .filter({ hasText: 'Accepted' })
      .first()
      .click()
    await tour.look('an order at the counter', 'Prices and goods as ordered', 56)
    await page.keyboard.press('F9')
    await tour.look('paying an order', 'Pays later', 56)
    await tour.close()
    await page.keyboard.press('Alt+c')
    await tour.look('putting it back', 'Put the order back?', 56)
    await page.getByRole('dialog').getByRole('button', { name: 'Put the order back' }).click()
    await page.keyboard.press('Alt+l')
    await tour.look('the lock', 'The till is locked', 56)
  })

  test('/till: receipts, returns, the shift, its closing, the printer; 56 px', async ({ company }) => {
    const { page } = device
    await enrolInEnglish(page, company, 'Ирина Власова', '/till')
    await page.getByRole('form').getByRole('textbox').first().fill('1000')
    await page.getByRole('button', { name: 'Open the shift' }).click()
    await tour.look('/till', 'Scan an item', 56)
    const [first] = demoCatalogue().products
    // Typed faster than is searched: Enter takes what was typed, not what the letters before had found.
    const search = page.getByRole('combobox', { name: 'Find goods' })
    await search.fill('5 л')
    await expect(page.getByRole('option').first()).toBeVisible()
    await search.evaluate(async (field: HTMLInputElement, article) => {
      field.select()
      document.execCommand('insertText', false, article)
      // The text stands; the search has not begun. F9 right behind pays for what Enter took.
      for (const key of ['Enter', 'F9']) {
        await Promise.resolve()
        field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }
    }, first?.article ?? '')
    await expect(page.getByRole('region', { name: 'Receipt' })).toContainText(first?.name ?? 'no goods')
    await page.getByLabel('Cash received').fill('100000')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Receipt No. 1').first()).toBeVisible()
    await tour.see('/till#receipts', '1-0001', 56)
    await page.getByRole('link', { name: /^1-0001/ }).click()
    await tour.look('a receipt', 'Print a copy', 56)
    await tour.press('Return', 'All that is left', 56)
    await tour.close()
    await tour.see('/till#receipts/foreign', 'Receipt number, or code on the paper', 56)
    await tour.press('Type it from the paper', 'Number on the paper', 56)
    await tour.see('/till#shift', 'Cash in the drawer', 56)
    await tour.press('Cash out', 'To the bank', 56)
    await page.getByLabel('Amount').fill('100')
    await page.getByText('To the bank', { exact: true }).click()
    await page.getByRole('button', { name: /^Cash out \d/ }).click()
    await tour.look('a movement', 'Cash in and out', 56)
    await tour.press('Close the shift', 'Money in the drawer', 56)
    await page.getByRole('button', { name: 'By notes and coins' }).click()
    await tour.look('counting', 'Coins', 56)
    await page.getByRole('textbox', { name: 'Money in the drawer' }).fill('1')
    await page.getByLabel('Why it differs').fill('coins')
    await page.getByRole('dialog').getByRole('button', { name: 'Close the shift' }).click()
    await tour.look('a Z', 'Z report, shift 1', 56)
    await page.goto(`${company.rodnik.url}/till#shift/printer`)
    await page.getByText('English', { exact: true }).click()
    await page.getByLabel('Footer').fill('Thank you!')
    await tour.look('the printer', 'Preview', 56)
  })

  test('/route: the stop, money, could not deliver; 56 px', async ({ company }) => {
    const { page } = device
    await enrolInEnglish(page, company, 'Тимур Галиев', '/route')
    await tour.look('/route', 'To pay', 56)
    await tour.press('Cash', 'Change', 56)
    await tour.close()
    await tour.press('Could not deliver', 'Tell the office', 56)
  })
})

test('screens.md: an operator signs in, finds the newest order and accepts it with the keyboard alone', async ({
  company,
  device: newDevice,
  phoneDesk,
}) => {
  const { page } = await newDevice()
  const caller = 'Клава Клавишная'
  await page.goto(`${company.rodnik.url}/enrol#${company.enrolmentCode}`)
  await expect(page.getByLabel('Код из офиса')).toHaveValue(company.enrolmentCode)
  await pressUntil(page, 'Tab', 'Как назвать устройство')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Без мыши')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Устройство подключено').first()).toBeVisible()
  await page.goto(`${company.rodnik.url}/desk`)
  await page.getByText('Кто работает?').waitFor()
  await pressUntil(page, 'Tab', /Ольга Крылова/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'ПИН: Ольга Крылова' })).toBeFocused()
  await page.keyboard.type(company.pinOf('Ольга Крылова'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Заказы' })).toBeVisible()
  await phoneDesk.takeOrder({
    ...{ customer: caller, phone: '+7 912 000-60-01', address: 'г. Родниковск, ул. Клавишная, 1', bottles: 1 },
  })
  await expect(page.getByRole('region', { name: 'Новые заказы' }).getByRole('link', { name: caller })).toBeVisible()
  await page.keyboard.press('o')
  const order = page.getByRole('article')
  await expect(order.getByText(caller).first()).toBeVisible()
  await page.keyboard.press('a')
  await expect(order.getByText('Принят', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(order).toBeHidden()

  const search = page.getByLabel('Найти заказ')
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.insertText(caller) // as one word from an input method
  await expect(search).toHaveValue(caller)
  await page.keyboard.press('Enter')
  await pressUntil(page, 'Tab', 'Заказы')
  await page.keyboard.press('ArrowDown')
  await expect(order.getByText(caller).first()).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('dialog')).toContainText('Оплата заказа')
  await page.keyboard.press('Control+Enter')
  await expect(order.getByText('Оплачен', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toContainText('Клавиши этого экрана')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

/** Goes on until the focus is on what is named so; a person would see it by its outline. */
async function pressUntil(page: Page, key: string, name: string | RegExp): Promise<void> {
  const isThere = () =>
    page.evaluate(() => {
      const at = document.activeElement
      const label = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : ''
      return {
        name: at?.getAttribute('aria-label') ?? (label || (at?.textContent ?? '')),
        seen: at?.matches(':focus-visible') ?? false,
      }
    })
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key)
    const at = await isThere()
    if (typeof name === 'string' ? at.name.startsWith(name) : name.test(at.name)) {
      expect(at.seen, `the focus on ${at.name} can be seen`).toBe(true)
      return
    }
  }
  throw new Error(`${key} never came to ${String(name)}`)
}
