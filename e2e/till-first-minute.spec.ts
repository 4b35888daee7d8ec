// users.md 20: a till that was connected a moment ago has its goods still on the way. What is scanned or typed meanwhile is
// not called unknown: it is rung up as soon as its goods have come.

import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { expect, test } from './fixtures.ts'
import { choosePerson, enrolHere, typePin } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

const [water, other] = demoCatalogue().products.filter(({ barcode, unit }) => barcode && unit.shortName === 'бут')

test('goods scanned and typed while the catalogue is on its way are rung up when it is here', async ({
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
  await till.openShift(1, '0')

  await till.scan(water.barcode)
  await expect(page.getByText('Загружаю товары…').first()).toBeVisible()
  await expect(till.receipt).toContainText('Сканируйте товар')
  await till.search.fill(other.article)
  await page.keyboard.press('Enter')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  isHolding = false
  for (const go of held) go()

  await till.expectPieces(water.name, 1)
  await till.expectPieces(other.name, 1)
  await expect(page.getByText(/не найден/)).toHaveCount(0)
  await till.scan('2000000000008')
  await expect(page.getByText('Штрихкод 2000000000008 не найден.')).toBeVisible()
})
