import { describe, expect, it } from 'vitest'
import type { CatalogueRecord } from '../exchange/commerceml/records.ts'
import { readAll } from '../exchange/commerceml/test-files.ts'
import { importCatalogue } from '../exchange/import-catalogue.ts'
import type { DemoCatalogue } from './catalogue.ts'
import { demoCatalogue } from './catalogue.ts'
import { renderImportXml, renderOffersXml } from './render-commerceml.ts'

const catalogue = demoCatalogue()

function only<K extends CatalogueRecord['kind']>(records: CatalogueRecord[], kind: K) {
  return records.filter((record): record is Extract<CatalogueRecord, { kind: K }> => record.kind === kind)
}

/** Back from the records of both files to the shape they were written from. */
async function readBack(importXml: string, offersXml: string): Promise<Pick<DemoCatalogue, 'groups' | 'products'>> {
  const goods = await readAll(importXml)
  const offers = await readAll(offersXml)
  expect([...only(goods, 'warning'), ...only(offers, 'warning')]).toEqual([])
  const prices = only(offers, 'price')
  const stock = only(offers, 'stock')
  const amount = (id: string, priceTypeId: string): number =>
    prices.find((price) => price.id === id && price.priceTypeId === priceTypeId)?.amountMinor ?? NaN
  return {
    groups: only(goods, 'group').map(({ id, parentId, name }) => ({ id, parentId, name: name ?? '' })),
    products: only(goods, 'product').map((product) => ({
      id: product.id,
      groupId: product.groupIds?.[0] ?? '',
      article: product.article ?? '',
      barcode: product.barcodes?.[0] ?? null,
      name: product.name ?? '',
      description: product.description ?? null,
      unit: {
        code: product.unit?.code ?? '',
        shortName: product.unit?.shortName ?? '',
        fullName: product.unit?.fullName ?? '',
        international: product.unit?.international ?? '',
      },
      packageOf: product.packages ? (product.packages[0]?.coefficientMilli ?? 0) / 1000 : null,
      isService: product.isService ?? false,
      vatPercent: product.vat?.kind === 'rate' ? product.vat.percentMilli / 1000 : null,
      retailMinor: amount(product.id, catalogue.priceTypes.retail.id),
      wholesaleMinor: amount(product.id, catalogue.priceTypes.wholesale.id),
      containerDepositMinor: product.containerDepositMinor ?? null,
      stockMilli: Object.fromEntries(
        stock.filter((row) => row.id === product.id).map((row) => [row.warehouseId ?? '', row.quantityMilli]),
      ),
    })),
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

describe('the demonstration catalogue as CommerceML', () => {
  it('comes back from the reader as it was written', async () => {
    const back = await readBack(renderImportXml(catalogue), renderOffersXml(catalogue))
    expect(back.products).toEqual(catalogue.products)
    expect(back.groups.sort(byId)).toEqual([...catalogue.groups].sort(byId))
  })

  it('comes back even when its texts are hostile', async () => {
    const hostile = `"><script>alert('1')</script> & '; DROP TABLE x; -- ]]>`
    const [first] = catalogue.products
    if (!first) throw new Error('The demonstration catalogue is empty')
    const product = { ...first, name: hostile, description: hostile, article: hostile }
    const poisoned = {
      ...catalogue,
      name: hostile,
      groups: catalogue.groups.map((group) => ({ ...group, name: hostile })),
      products: [product],
    }
    const back = await readBack(renderImportXml(poisoned), renderOffersXml(poisoned))
    expect(back.products).toEqual([product])
    expect(new Set(back.groups.map((group) => group.name))).toEqual(new Set([hostile]))
  })

  it('is what the import reports', async () => {
    const inMemory = (name: string, xml: string) => ({
      name,
      bytes: Buffer.byteLength(xml),
      async *open() {
        yield Buffer.from(xml)
      },
    })
    const report = await importCatalogue(
      [inMemory('import.xml', renderImportXml(catalogue)), inMemory('offers.xml', renderOffersXml(catalogue))],
      { openSink: null },
    )
    const services = catalogue.products.filter((product) => product.isService).length
    expect(report.totals).toEqual({
      groups: 32,
      products: 200,
      offers: 200,
      prices: 400,
      stockRows: (200 - services) * 2,
      warnings: 0,
    })
  })
})
