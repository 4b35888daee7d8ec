// Work that may not simply be taken: of a device that the office switched off (S10, S12), and of a person who no longer
// works here (S22). Nothing of it is lost, nothing of it counts twice.

import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Office } from './pages/office.ts'
import { enrolAndSignIn, enrolHere, enterAs, signInWithPin } from './pages/sign-in.ts'

const town = 'г. Родниковск, ул. Складская'

test('S10, S12: a device switched off with work on it says so, gives the work as a file, and goes on after a new code', async ({
  company,
  device,
  phoneDesk,
}) => {
  const caller = 'Фома Складов'
  await phoneDesk.takeOrder({ customer: caller, phone: '+7 912 000-41-01', address: `${town}, 1`, bottles: 1 })
  const lost = await device({ size: 'tablet' })
  await enrolAndSignIn(lost.page, company, 'Ольга Крылова', '/desk', 'Планшет на складе')
  const desk = new Desk(lost.page)
  const bar = new Frame(lost.page)
  const accountant = await device()
  await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
  const office = new Office(accountant.page)

  await test.step('an order is accepted without a network, and the office switches the device off meanwhile', async () => {
    await bar.expectAllSent()
    await desk.openOrderOf(caller)
    await lost.cutNetwork()
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await bar.expectWaiting(1)
    await office.openSection('Устройства')
    await office.revokeDevice('Планшет на складе', /само уже не придёт: .* в файл/)
  })

  const file = await test.step('the device is told, and its work is not gone', async () => {
    lost.expectStatus(401) // it is told so
    await lost.restoreNetwork()
    await expect(bar.connection).toContainText('Устройство отключено')
    await expect(bar.connection).toContainText('ждёт 1')
    await lost.page.reload()
    await expect(bar.connection).toContainText('Устройство отключено')
    await desk.expectState('Принят')
    const tray = await bar.openTray()
    await expect(tray).toContainText('Офис отключил это устройство. Неотправленное сохраните в файл')
    await expect(tray).toContainText('Заказ принят')
    return bar.saveWork()
  })

  await test.step('the office takes the file, once', async () => {
    await office.openSection('Загрузка')
    expect(await office.bringWork(file)).toMatch(/Принято впервые 1 Уже было известно 0/)
    expect(await office.bringWork(file)).toMatch(/Принято впервые 0 Уже было известно 1/)
    expect(await office.bringWork({ ...file, content: file.content.replace('order.accept', 'order.decline') })).toMatch(
      /Файл не принят\. Файл повреждён или изменён: контрольная сумма не сходится.*Ничего не изменилось/,
    )
  })

  await test.step('with a new code the same device goes on; what came by file is not done again', async () => {
    await lost.page.getByRole('link', { name: 'Подключить заново' }).click()
    await enrolHere(lost.page, company, 'Планшет нашёлся')
    await lost.page.goto(`${company.rodnik.url}/desk`)
    await signInWithPin(lost.page, company, 'Ольга Крылова')
    await bar.expectAllSent()
    await expect(bar.connection).not.toContainText('отказ')
    await desk.openOrderOf(caller)
    await desk.expectState('Принят')
    await desk.pay('Наличные')
    await bar.expectAllSent()
    await office.openSection('Журнал')
    const number = await desk.number()
    const told = async () =>
      (await office.readJournal(`№ ${number}`)).map(
        ({ what, verdict }) => `${/^[^№]+/.exec(what)?.[0].trim()}: ${verdict}`,
      )
    await expect.poll(told).toEqual(['Принята оплата: Принято', 'Заказ принят: Принято', 'Заказ оформлен: Принято'])
  })
})

test('S22: work of a person who was dismissed meanwhile waits for the office, which sees why and decides', async ({
  company,
  device,
  phoneDesk,
}) => {
  const [good, bad] = ['Агата Честных', 'Борис Спорный']
  await phoneDesk.takeOrder({ customer: good, phone: '+7 912 000-42-01', address: `${town}, 2`, bottles: 1 })
  await phoneDesk.takeOrder({ customer: bad, phone: '+7 912 000-42-02', address: `${town}, 3`, bottles: 2 })
  const administrator = await device()
  await enrolAndSignIn(administrator.page, company, 'Анна Соколова', '/office')
  const office = new Office(administrator.page)
  const leaver = { name: 'Роман Временный', role: 'Оператор', pin: '4826' }
  await office.addPerson(leaver)

  const shared = await device()
  const desk = new Desk(shared.page)
  const bar = new Frame(shared.page)
  await enrolAndSignIn(shared.page, company, 'Денис Воронин', '/desk', 'Общий компьютер')
  await bar.expectAllSent()
  await bar.signOut()
  await enterAs(shared.page, leaver)

  await test.step('he accepts one order and declines another without a network; meanwhile he is dismissed', async () => {
    await bar.expectAllSent()
    await desk.openOrderOf(good)
    await shared.cutNetwork()
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await desk.openOrderOf(bad)
    await desk.decline('Нет товара')
    await bar.expectWaiting(2)
    await office.dismissPerson(leaver.name)
  })

  await test.step('his work arrives and is held: the tray says so', async () => {
    await shared.restoreNetwork()
    const tray = await bar.openTray()
    await expect(tray.getByRole('heading', { name: /^Разбирает офис 2/ })).toBeVisible()
    await bar.closeTray()
  })

  await test.step('the office is told, sees the cause, and decides', async () => {
    await office.openSection('Сегодня')
    await administrator.page.getByRole('link', { name: '2 действия ждут решения офиса' }).click()
    const rows = office.rowsAbout(leaver.name)
    await expect(rows).toHaveCount(2)
    for (const row of await rows.all())
      await expect(row).toContainText('Человек или устройство уже не имели права это делать. Решите сами.')
    await office.decide(rows.filter({ hasText: 'Заказ принят' }), 'Запустить снова')
    await office.decide(rows.filter({ hasText: 'Заказ отклонён' }), 'Отказать')
    await expect(administrator.page.getByText('Ничего не ждёт решения')).toBeVisible()
  })

  await test.step('the device hears of both', async () => {
    await bar.leaveForNext()
    await signInWithPin(shared.page, company, 'Денис Воронин')
    await expect(bar.connection).toContainText('отказ: 1')
    await desk.openOrderOf(good)
    await desk.expectState('Принят')
    await desk.openOrderOf(bad)
    await desk.expectState('Черновик')
    const tray = await bar.openTray()
    await expect(tray.getByRole('listitem').filter({ hasText: 'Заказ отклонён' })).toContainText(/офис/i)
    await expect(tray).not.toContainText('Разбирает офис')
    await tray.getByRole('button', { name: 'Понятно' }).click()
    await expect(bar.connection).not.toContainText('отказ')
  })
})
