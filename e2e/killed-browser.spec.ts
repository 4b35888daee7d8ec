// users 2: what was shown as done is found again, whenever the machine goes dark after it. Chromium is killed with
// SIGKILL at several moments after the words appear; the next one on the same profile has the act, and sends it once.

import { expect, sizes, test } from './fixtures.ts'
import { enrolInPeace, newProfile } from './killable-browser.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { Office } from './pages/office.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

/** Milliseconds between the words and the end. */
const delays = [0, 5, 20, 80, 200]

test('users 2: killed 0 to 200 ms after "accepted", the operator finds every acceptance again, once', async ({
  company,
  device,
  phoneDesk,
}) => {
  test.setTimeout(600_000)
  const { rodnik } = company
  const callers = delays.map((delay) => `Тьма Через${delay}мс`)
  for (const [index, customer] of callers.entries())
    await phoneDesk.takeOrder({
      customer,
      phone: `+7 912 000-50-0${index}`,
      address: `г. Родниковск, ул. Тёмная, ${index + 1}`,
      bottles: 1,
    })
  const profile = await newProfile(sizes.desktop)
  try {
    await enrolInPeace(profile, company, 'Ольга Крылова', '/desk')
    let page = await profile.open()
    await rodnik.kill()

    for (const [index, delay] of delays.entries()) {
      await page.goto(`${rodnik.url}/desk`)
      const desk = new Desk(page)
      await desk.openOrderOf(callers[index] ?? '')
      await desk.act('Принять').click()
      await desk.expectState('Принят')
      await new Promise((resolve) => setTimeout(resolve, delay))
      await profile.kill()
      page = await profile.open()
      await page.goto(`${rodnik.url}/desk`)
      await new Frame(page).expectWaiting(index + 1)
      await new Desk(page).openOrderOf(callers[index] ?? '')
      await new Desk(page).expectState('Принят')
    }

    await rodnik.start()
    await new Frame(page).expectAllSent()
    await expect(new Frame(page).connection).not.toContainText('отказ')
    const accountant = await device()
    await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
    const office = new Office(accountant.page)
    await office.openSection('Журнал')
    const desk = new Desk(page)
    for (const caller of callers) {
      await desk.openOrderOf(caller)
      const number = await desk.number()
      const accepted = async () =>
        (await office.readJournal(`№ ${number}`)).filter(({ what }) => what.startsWith('Заказ принят'))
      await expect.poll(async () => (await accepted()).map(({ verdict }) => verdict), caller).toEqual(['Принято'])
    }
    expect(profile.errors).toEqual([])
  } finally {
    await profile.dispose()
  }
})
