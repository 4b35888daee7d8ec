// Becoming a device, and who works at it.
import { expect, type Page } from '@playwright/test'
import type { Company } from '../fixtures.ts'

export async function enrolAndSignIn(
  page: Page,
  company: Company,
  person: string,
  workplace: string,
  deviceName = `Устройство: ${person}`,
): Promise<void> {
  await page.goto(`${company.rodnik.url}/enrol#${company.enrolmentCode}`)
  await enrolHere(page, company, deviceName)
  await page.goto(company.rodnik.url + workplace)
  await signInWithPin(page, company, person)
}

/** On the page that asks for the office's code. */
export async function enrolHere(page: Page, company: Company, deviceName: string): Promise<void> {
  await page.getByLabel('Код из офиса').fill(company.enrolmentCode)
  await page.getByLabel('Как назвать устройство').fill(deviceName)
  await page.getByRole('button', { name: 'Подключить' }).click()
  await expect(page.getByText('Устройство подключено').first()).toBeVisible()
}

export async function signInWithPin(page: Page, company: Company, person: string): Promise<void> {
  await enterAs(page, { name: person, pin: company.pinOf(person) })
}

export async function enterAs(page: Page, person: { name: string; pin: string }): Promise<void> {
  await choosePerson(page, person.name)
  await typePin(page, person.pin)
  await expect(page.getByText('Кто работает?')).toBeHidden()
  await expect(page.getByRole('group', { name: /^ПИН: / })).toBeHidden()
}

export async function choosePerson(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(person) }).click()
  await expect(page.getByRole('group', { name: `ПИН: ${person}` })).toBeFocused()
}

export async function typePin(page: Page, pin: string): Promise<void> {
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
}
