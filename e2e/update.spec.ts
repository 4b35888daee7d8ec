// The person's own "Update": offered when a new version is there, closed while work waits to be sent, and then the new
// version runs and nothing is gone.

import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { startFront, whichVersion } from './front.ts'
import { Desk } from './pages/desk.ts'
import { Frame } from './pages/frame.ts'
import { NewOrder } from './pages/new-order.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

test('a new version is taken by the button a person sees, and not while work waits to be sent', async ({
  company,
  device,
}) => {
  const front = await startFront(company.rodnik.url)
  try {
    const operator = await device()
    const { page } = operator
    const bar = new Frame(page)
    const prompt = page.getByRole('status').filter({ has: page.getByRole('heading', { name: 'Готова новая версия' }) })
    const update = prompt.getByRole('button', { name: 'Обновить', exact: true })
    const behindFront = { ...company, rodnik: { ...company.rodnik, url: front.url } }
    await enrolAndSignIn(page, behindFront, 'Денис Воронин', '/desk', 'Стол с обновлением')
    await bar.expectAllSent()
    await bar.untilOfflineReady()

    await test.step('a customer is written down while the server cannot be reached', async () => {
      const order = new NewOrder(page)
      await order.open()
      operator.expectServerAway()
      front.reachApi(false)
      await order.writeDownCustomer({ name: 'Ася Обновлёнова', phone: '+7 912 000-71-19' })
      await bar.expectWaiting(1)
      await expect(prompt).toBeHidden()

      front.offerNextVersion()
      await lookForUpdate(page)
      await expect(prompt).toContainText('Обновить можно будет, когда всё отправится.')
      await expect(update).toBeDisabled()
      expect(await runningVersion(page)).toBe('this')

      front.reachApi(true)
      await bar.expectAllSent()
    })

    await test.step('everything is sent: the button can be pressed, and the new version opens', async () => {
      await expect(prompt).toContainText('Экран откроется заново')
      await expect(update).toBeEnabled()
      await page.evaluate(() => document.documentElement.setAttribute('data-before', ''))
      await update.click()
      await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'))
      await expect(bar.connection).toBeVisible()
      await expect.poll(() => runningVersion(page)).toBe('next')
      await expect(prompt).toBeHidden()
    })

    await test.step('whoever worked here works on, and what was written is there', async () => {
      await bar.expectAllSent()
      await expect(page.getByRole('button', { name: 'Меню: Денис Воронин' })).toBeVisible()
      await new Desk(page).openCustomer('Ася Обновлёнова')
    })
  } finally {
    await front.close()
  }
})

/** As the app does by itself when it comes to the front, and every half hour. */
const lookForUpdate = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(async (registration) => void (await registration.update())))

/** Which version's worker serves this page. */
const runningVersion = (page: Page): Promise<'this' | 'next'> =>
  page.evaluate(
    ({ asked, next }) =>
      new Promise<'this' | 'next'>((resolve) => {
        // The present version does not know the question, and says nothing.
        const silence = setTimeout(() => resolve('this'), 2_000)
        navigator.serviceWorker.addEventListener('message', ({ data }) => {
          if (data !== next) return
          clearTimeout(silence)
          resolve('next')
        })
        navigator.serviceWorker.startMessages()
        navigator.serviceWorker.controller?.postMessage(asked)
      }),
    whichVersion,
  )
