// users.md 9, 20: a part of the screen that is slow to come holds nothing up. Style sheets of parts fetched later never
// arrive here; a cashier types and finds as if nothing were the matter.

import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

test('users.md 9, 20: what is typed stands and finds while a style sheet does not come', async ({
  company,
  device,
}) => {
  const { page } = await device({ withoutServiceWorker: true })
  const till = new Till(page)
  await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
  const held: string[] = []
  await page.route('**/*.css', (route) => void held.push(route.request().url()))
  await till.openShift(1, '1000')
  await expect.poll(() => held.length, { message: 'a part fetched ahead has a style sheet' }).toBeGreaterThan(0)

  await till.search.pressSequentially('помпа', { delay: 30 })
  await expect(till.search).toHaveValue('помпа')
  await expect(page.getByRole('option', { name: /помпа/i }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(till.receipt).toContainText(/помпа/i)
})
