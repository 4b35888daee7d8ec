/**
 * Every public sample of the exchange, read. The expected counts were taken from the files' text by counting opening
 * tags with regular expressions, not with this reader.
 */
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixturesFolder } from './fixtures-folder.ts'
import type { CatalogueRecord } from './records.ts'
import { inWindows1251, pieces, readAll } from './test-files.ts'

const counted = ['group', 'product', 'offer', 'price', 'stock', 'priceType', 'warehouse', 'unit'] as const

/** groups, products, offers, prices, stock rows, price types, warehouses, units */
const catalogues: Record<string, number[]> = {
  '204-1cdoc-import.xml': [1, 4, 0, 0, 0, 0, 0, 0],
  '204-1cdoc-offers.xml': [0, 0, 2, 8, 2, 4, 0, 0],
  '205-readyscript-import.xml': [4, 1, 0, 0, 0, 0, 0, 0],
  '205-readyscript-offers.xml': [0, 0, 2, 2, 2, 1, 0, 0],
  '207-ut11-import-catalog-only.xml': [0, 2, 0, 0, 0, 0, 0, 0],
  '207-ut11-import-full.xml': [22, 2, 0, 0, 0, 0, 0, 0],
  '207-ut11-offers-stores.xml': [0, 0, 5, 5, 5, 1, 5, 0],
  '208-ns210-unf-import.xml': [5, 2, 0, 0, 0, 0, 0, 1],
  '208-ns210-unf-offers.xml': [0, 0, 2, 6, 2, 3, 0, 0],
  '31-a-classifier.xml': [2, 0, 0, 0, 0, 7, 14, 1],
  '31-a-import.xml': [0, 11, 0, 0, 0, 0, 0, 0],
  '31-a-offers.xml': [0, 0, 12, 0, 0, 0, 0, 0],
  '31-a-prices.xml': [0, 0, 3, 3, 0, 0, 0, 0],
  '31-a-rests.xml': [0, 0, 12, 0, 168, 0, 0, 0],
  '31-b-groups.xml': [12, 0, 0, 0, 0, 0, 0, 0],
  '31-b-prices.xml': [0, 0, 3, 3, 0, 0, 0, 0],
  '31-b-products.xml': [0, 1, 0, 0, 0, 0, 0, 0],
  '31-b-rests.xml': [0, 0, 2, 0, 14, 0, 0, 0],
  '31-c-classifier.xml': [25, 0, 0, 0, 0, 0, 13, 10],
}

const notCatalogues = [
  '203-1cdoc-orders-both-ways.xml',
  '203-win1251-order-delivered.xml',
  '205-win1251-bitrix-order-line-discount.xml',
  '205-win1251-bitrix-query-empty.xml',
  '209-contractors.xml',
  '209-orders-from-1c.xml',
]

const read = (name: string): Promise<CatalogueRecord[]> => readAll(createReadStream(`${fixturesFolder}/${name}`))

describe.skipIf(!existsSync(fixturesFolder))('real files', () => {
  it('are all accounted for here', () => {
    const found = readdirSync(fixturesFolder).filter((name) => name.endsWith('.xml'))
    expect(found.sort()).toEqual([...Object.keys(catalogues), ...notCatalogues].sort())
  })

  it.each(Object.entries(catalogues))(
    '%s is read without a warning and without losing a record',
    async (name, expected) => {
      const records = await read(name)
      expect(counted.map((kind) => records.filter((record) => record.kind === kind).length)).toEqual(expected)
      expect(records.filter((record) => record.kind === 'warning')).toEqual([])
    },
  )

  it.each(notCatalogues)('%s is no catalogue, and that is said', async (name) => {
    await expect(read(name)).rejects.toMatchObject({ code: 'noCatalogue' })
  })

  it('say the same in windows-1251', async () => {
    for (const name of ['204-1cdoc-import.xml', '205-readyscript-offers.xml', '207-ut11-import-full.xml']) {
      const text = readFileSync(`${fixturesFolder}/${name}`, 'utf8').replace(/^\ufeff/, '')
      const bytes = inWindows1251(text.replace('UTF-8', 'windows-1251'))
      const [, ...expected] = await read(name)
      const [first, ...records] = await readAll(pieces(bytes, [1000]))
      expect(first).toMatchObject({ encoding: 'windows-1251' })
      expect(records).toEqual(expected)
    }
  })

  it.each(Object.keys(catalogues))('%s is refused when it breaks off', async (name) => {
    const bytes = readFileSync(`${fixturesFolder}/${name}`)
    const last = bytes.lastIndexOf('>')
    for (let i = 1; i <= 40; i++) {
      const end = Math.floor((last * i) / 40)
      await expect(readAll(bytes.subarray(0, end)), `cut at ${end}`).rejects.toMatchObject({ code: 'truncated' })
    }
  })

  it('carry the values a person finds in them', async () => {
    const offers = await read('207-ut11-offers-stores.xml')
    expect(offers.find((record) => record.kind === 'offer')).toMatchObject({
      id: 'bd72d910-55bc-11d9-848a-00112f43529a#90c55447-d3a8-11e4-9423-e0cb4ed5eed4',
      productId: 'bd72d910-55bc-11d9-848a-00112f43529a',
      name: 'Женские ботфорты коричневые (38)',
      article: 'Б-130001',
      unit: { code: '715', fullName: 'Пара (2 шт.)' },
    })
    expect(offers.find((record) => record.kind === 'price')).toMatchObject({
      priceTypeId: 'bb14a3a4-6b17-11e0-9819-e0cb4ed5eed4',
      amountMinor: 171_900,
      currency: { given: 'RUB', code: 'RUB' },
    })
    expect(offers.find((record) => record.kind === 'stock')).toMatchObject({
      warehouseId: 'b6112590-41ba-11dd-ac9d-0015e9b8c48d',
      quantityMilli: 20_000,
    })
    const rests = await read('31-b-rests.xml')
    const quantities = rests.flatMap((record) => (record.kind === 'stock' ? [record.quantityMilli / 1000] : []))
    expect(quantities).toEqual([0, 0, 0, 0, 4, 3, 6, 0, 0, 0, 7, 29, 9, 12])
    const units = await read('31-c-classifier.xml')
    expect(units.flatMap((record) => (record.kind === 'unit' ? [record.code] : []))).toEqual([
      '166',
      '715',
      '796',
      '778',
      '839',
      '744',
      '356',
      '006',
      '997',
      '996',
    ])
  })
})
