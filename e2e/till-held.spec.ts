// S22 at a till: a cashier whose role was taken away while her till had no network. Her cash and her Z have happened; the
// office sees what they are and why they wait, and says that they count.

import { expect, test } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { Office } from './pages/office.ts'
import { enrolAndSignIn, enterAs } from './pages/sign-in.ts'
import { TillShift } from './pages/till-shift.ts'
import { Till } from './pages/till.ts'

test('cash and a Z of somebody who is no cashier any more: the office takes them as they are', async ({
  company,
  device,
}) => {
  const leaver = { name: 'Лада Уходящая', role: 'Кассир', pin: '6917' }
  const administrator = await device()
  const { page } = administrator
  await enrolAndSignIn(page, company, 'Анна Соколова', '/office')
  const office = new Office(page)
  await office.addPerson(leaver)

  const counter = await device()
  const [till, shift, bar] = [new Till(counter.page), new TillShift(counter.page), new Frame(counter.page)]
  await enrolAndSignIn(counter.page, company, 'Ирина Власова', '/till', 'Касса Запад')
  await bar.expectAllSent()
  await bar.signOut()
  await enterAs(counter.page, leaver)

  await test.step('without a network she takes cash out and closes short; meanwhile she becomes an operator', async () => {
    await till.openShift(1, '3000')
    await bar.expectAllSent()
    await shift.open()
    await counter.cutNetwork()
    await shift.takeOut('500', 'Инкассация')
    const sheet = await shift.startClosing()
    await sheet.getByLabel('Денег в ящике').fill('2490')
    await sheet.getByLabel('Почему расходится').fill('мелочь')
    await sheet.getByRole('button', { name: 'Закрыть смену' }).click()
    await expect(counter.page.getByRole('heading', { name: 'Z-отчёт, смена 1' })).toBeVisible()
    await bar.expectWaiting(2)
    await office.changeRole(leaver.name, { from: leaver.role, to: 'Оператор' })
  })

  await test.step('her work arrives and is held: the tray says so', async () => {
    await counter.restoreNetwork()
    const tray = await bar.openTray()
    await expect(tray.getByRole('heading', { name: /^Разбирает офис 2/ })).toBeVisible()
    await bar.closeTray()
  })

  const held = page.getByRole('region', { name: 'Ждут решения офиса' })
  const card = (title: string) =>
    held.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  const decide = async (title: string, means: RegExp) => {
    await card(title).getByRole('button', { name: 'Принять как есть…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Принять как есть' })
    await expect(dialog).toContainText(means)
    await dialog.getByLabel('Почему').fill('до вечера была кассиром')
    await dialog.getByRole('button', { name: 'Принять', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(card(title)).toBeHidden()
  }

  await test.step('the list of shifts names the shift, which says what waits and why', async () => {
    await office.openSection('Смены')
    await page.getByText('Требуют внимания', { exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: 'Касса Запад · смена 1' })
    await expect(row.getByText('2 действия ждут решения')).toBeVisible()
    await row.getByRole('link', { name: 'Касса Запад · смена 1' }).click()
    const [z, cash] = [card('Смена закрыта'), card('Внесены или изъяты наличные')]
    for (const one of [z, cash])
      await expect(one).toContainText('Лада Уходящая больше не кассир, но касса этого ещё не знала.')
    await expect(z).toContainText(/Должно быть2\s500,00.*Посчитано2\s490,00.*Недостача 10,00.*причина: мелочь/)
    await expect(cash).toContainText(/Изъяли 500,00.*причина: Инкассация/)
    await expect(z.getByRole('button', { name: 'Отказать…' })).toBeVisible()
  })

  await test.step('the Z first and the cash after it: both stand, and till and books agree', async () => {
    await decide('Смена закрыта', /пересчёт и Z войдут в книги/)
    await decide('Внесены или изъяты наличные', /Сумма войдёт в книги/)
    await expect(held).toBeHidden()
    await expect(page.getByText('Z кассы и книги офиса сходятся до копейки.')).toBeVisible()
    await expect(page.getByText(/^Недостача 10,00.*— мелочь$/i)).toBeVisible()
    const tray = await bar.openTray()
    await expect(tray).not.toContainText('Разбирает офис')
  })
})
