// users 2, 8: a crash in the middle of a write costs that write at most. Chromium by itself goes on behind the half record,
// and throws everything away at the start after next (docs/decisions/016-a-fresh-log-at-each-start.md).

import { expect, sizes, test } from './fixtures.ts'
import { enrolInPeace, newProfile } from './killable-browser.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'

test('users 2, 8: a browser that went in the middle of a write has everything else at every later start', async ({
  company,
  phoneDesk,
}) => {
  test.setTimeout(300_000)
  const { rodnik } = company
  const callers = ['Рваный Журнал', 'Целый Журнал']
  for (const [index, customer] of callers.entries())
    await phoneDesk.takeOrder({
      customer,
      phone: `+7 912 000-58-0${index}`,
      address: `г. Родниковск, ул. Рваная, ${index + 1}`,
      bottles: 1,
    })
  const profile = await newProfile(sizes.desktop)
  const accept = async (desk: Desk, caller = '') => {
    await desk.openOrderOf(caller)
    await desk.act('Принять').click()
    await desk.expectState('Принят')
  }
  try {
    await enrolInPeace(profile, company, 'Ольга Крылова', '/desk')
    let page = await profile.open()
    await rodnik.kill()
    const startAgain = async () => {
      await profile.kill()
      page = await profile.open()
      await page.goto(`${rodnik.url}/desk`)
    }

    await page.goto(`${rodnik.url}/desk`)
    await accept(new Desk(page), callers[0])
    await profile.kill()
    await profile.tearLastRecord()

    await startAgain()
    await new Frame(page).expectWaiting(1)
    await accept(new Desk(page), callers[1])
    for (let start = 2; start <= 3; start += 1) {
      await startAgain()
      await new Frame(page).expectWaiting(2)
    }

    await rodnik.start()
    await new Frame(page).expectAllSent()
    for (const caller of callers) {
      await new Desk(page).openOrderOf(caller)
      await new Desk(page).expectState('Принят')
    }

    // All the same lost, as by a disk that goes bad: it says so, and is its old device as soon as the server answers.
    await rodnik.kill()
    await page.goto('about:blank')
    const browser = await page.context().newCDPSession(page)
    await browser.send('Storage.clearDataForOrigin', { origin: rodnik.url, storageTypes: 'indexeddb' })
    await page.goto(`${rodnik.url}/desk`)
    await expect(page.getByText('браузер потерял то, что хранил')).toBeVisible()
    await rodnik.start()
    await new Frame(page).expectAllSent()
    await new Desk(page).openOrderOf(callers[0] ?? '')
    await new Desk(page).expectState('Принят')
    expect(profile.errors).toEqual([])
  } finally {
    await profile.dispose()
  }
})
