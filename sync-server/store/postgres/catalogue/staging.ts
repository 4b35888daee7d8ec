/**
 * The first half of an import: records wait in tables of this connection alone, in the order of the files, until all of
 * them are there. Memory here stays one batch.
 */
import type pg from 'pg'
import type { StagedRecord } from '../../../exchange/catalogue-sink.ts'
import { documentId, type ToldKind } from './told.ts'

/** Told things, prices and stock. `n` is the order of the files: of two records about the same thing the later wins. */
export async function createStaging(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create temp table staged_told (n bigint, kind text, id text, sent_id text, parent_id text, record jsonb);
    create temp table staged_prices (
      n bigint, goods_id text, price_type_id text, minor bigint, coefficient bigint, currency text);
    create temp table staged_stock (n bigint, goods_id text, warehouse_id text, milli bigint, is_whole boolean)`)
}

type ToldRow = { n: number; kind: ToldKind; id: string; sent_id: string; parent_id: string | null; record: object }
type PriceRow = {
  n: number
  goods_id: string
  price_type_id: string
  minor: number
  coefficient: number
  currency: string | null
}
type StockRow = { n: number; goods_id: string; warehouse_id: string; milli: number; is_whole: boolean }

/** What the records so far belong to. */
export type StagingState = { n: number; changesOnly: boolean }

export async function stageBatch(
  client: pg.ClientBase,
  state: StagingState,
  records: readonly StagedRecord[],
): Promise<void> {
  const told: ToldRow[] = []
  const prices: PriceRow[] = []
  const stock: StockRow[] = []
  for (const record of records) {
    state.n += 1
    const { n } = state
    switch (record.kind) {
      case 'file':
        state.changesOnly = false
        break
      case 'section':
        state.changesOnly = record.changesOnly === true
        break
      case 'group':
      case 'priceType':
      case 'warehouse':
      case 'unit':
        told.push({ n, kind: record.kind, ...named(record.kind, record.id), parent_id: null, record })
        break
      case 'product':
      case 'offer': {
        const parent_id = record.characteristicId === null ? null : documentId('goods', record.productId)
        told.push({ n, kind: 'goods', ...named('goods', record.id), parent_id, record })
        break
      }
      case 'price':
        prices.push({
          n,
          goods_id: documentId('goods', record.id),
          price_type_id: documentId('priceType', record.priceTypeId),
          minor: record.amountMinor,
          coefficient: record.coefficientMilli,
          currency: record.currency?.code ?? null,
        })
        break
      case 'stock':
        stock.push({
          n,
          goods_id: documentId('goods', record.id),
          // The empty name: one figure for the whole company.
          warehouse_id: record.warehouseId === null ? '' : documentId('warehouse', record.warehouseId),
          milli: record.quantityMilli,
          is_whole: !state.changesOnly,
        })
        break
    }
  }
  await insert(client, 'staged_told', 'n bigint, kind text, id text, sent_id text, parent_id text, record jsonb', told)
  await insert(
    client,
    'staged_prices',
    'n bigint, goods_id text, price_type_id text, minor bigint, coefficient bigint, currency text',
    prices,
  )
  await insert(
    client,
    'staged_stock',
    'n bigint, goods_id text, warehouse_id text, milli bigint, is_whole boolean',
    stock,
  )
}

const named = (kind: ToldKind, sentId: string) => ({ id: documentId(kind, sentId), sent_id: sentId })

async function insert(client: pg.ClientBase, table: string, columns: string, rows: object[]): Promise<void> {
  if (rows.length === 0) return
  await client.query(`insert into ${table} select * from jsonb_to_recordset($1::jsonb) r (${columns})`, [
    JSON.stringify(rows),
  ])
}
