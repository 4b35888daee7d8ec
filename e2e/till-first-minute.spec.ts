// users.md 11, 20: a till that was connected a moment ago has its shifts and goods still on the way. No shift is opened before
// they are here, and what is scanned and typed right after is rung up and not called unknown.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { choosePerson, enrolHere, typePin } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const [water, other] = demoCatalogue().products.filter(({ barcode, unit }) => barcode && unit.shortName === 'бут')

test('a till connected a moment ago opens its shift when its data have come, and knows its goods at once', async ({
  company,
  device,
}) => {
  if (!water?.barcode || !other) throw new Error('The demonstration has no barcodes')
  const { page } = await device({ withoutServiceWorker: true })
  const till = new Till(page)
  await page.goto(`${company.rodnik.url}/enrol#${company.enrolmentCode}`)
  await enrolHere(page, company, 'Касса 89')
  await page.goto(`${company.rodnik.url}/till`)
  await choosePerson(page, 'Ирина Власова')
  const held: (() => void)[] = []
  let isHolding = true
  await page.route('**/api/trpc/sync.pull*', async (route) => {
    if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  await typePin(page, company.pinOf('Ирина Власова'))
  const form = page.getByRole('form', { name: 'Открыть смену 1' })
  await form.getByRole('textbox').first().fill('0')
  await expect.poll(() => held.length, { message: 'an answer is on its way' }).toBeGreaterThan(0)
  await expect(form.getByRole('button', { name: 'Открыть смену' })).toBeDisabled()
  isHolding = false
  for (const go of held) go()

  await till.openShift(1, '0')
  await till.scan(water.barcode)
  await till.search.fill(other.article)
  await page.keyboard.press('Enter')
  await till.expectPieces(water.name, 1)
  await till.expectPieces(other.name, 1)
  await expect(page.getByText(/не найден/)).toHaveCount(0)
  await till.scan('2000000000008')
  await expect(page.getByText('Штрихкод 2000000000008 не найден.')).toBeVisible()
})
