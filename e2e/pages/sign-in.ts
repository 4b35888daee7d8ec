// Becoming a device, and who works at it.
import { expect, type Page } from '@playwright/test'
import type { Company } from '../fixtures.ts'

export async function enrolAndSignIn(page: Page, company: Company, person: string, workplace: string): Promise<void> {
  await page.goto(`${company.rodnik.url}/enrol#${company.enrolmentCode}`)
  await page.getByLabel('Код из офиса').fill(company.enrolmentCode)
  await page.getByLabel('Как назвать устройство').fill(`Устройство: ${person}`)
  await page.getByRole('button', { name: 'Подключить' }).click()
  await expect(page.getByText('Устройство подключено').first()).toBeVisible()
  await page.goto(company.rodnik.url + workplace)
  await signInWithPin(page, company, person)
}

export async function signInWithPin(page: Page, company: Company, person: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(person) }).click()
  await page.keyboard.type(company.pinOf(person))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Кто работает?')).toBeHidden()
}
