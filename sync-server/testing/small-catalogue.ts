/** A catalogue of one product at 290.00 with stock, for tests that need something to order. */
import type { FileRecord, StockRecord } from '../exchange/commerceml/records.ts'
import type { StagedRecord } from '../exchange/catalogue-sink.ts'
import type { Announcement } from '../store/ports.ts'
import { openCatalogueSink } from '../store/postgres/catalogue-sink.ts'

export const small = { product: 'water-19', priceType: 'retail', priceMinor: 29_000 }

export async function importSmallCatalogue(
  connectionString: string,
  org: string,
  now: () => number,
  onCommit: (announcement: Announcement) => void = () => undefined,
): Promise<void> {
  const goods = { id: small.product, productId: small.product, characteristicId: null }
  const file: FileRecord = { kind: 'file', line: 1, version: null, formedAt: null, encoding: 'utf-8' }
  const stock: StockRecord = { kind: 'stock', line: 5, ...goods, warehouseId: 'main', quantityMilli: 100_000 }
  const records: StagedRecord[] = [
    file,
    {
      kind: 'priceType',
      line: 2,
      id: small.priceType,
      name: 'Розничная',
      currency: { given: 'RUB', code: 'RUB' },
      vatIncluded: true,
    },
    { kind: 'product', line: 3, ...goods, name: 'Вода 19 л' },
    {
      kind: 'price',
      line: 4,
      ...goods,
      priceTypeId: small.priceType,
      amountMinor: small.priceMinor,
      currency: null,
      unit: null,
      coefficientMilli: 1000,
      vatIncluded: null,
    },
    stock,
  ]
  const sink = await openCatalogueSink({ connectionString, org, by: null, now, onCommit })
  await sink.begin({ fileNames: ['small'] })
  await sink.stage({ fileName: 'small', records })
  await sink.commit()
  await sink.close()
}
