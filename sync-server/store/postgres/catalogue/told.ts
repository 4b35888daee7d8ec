/**
 * What the accounting system has told of each thing so far, as opposed to the documents made of it. Files update in part
 * and in any order (an offer before its product, a price list without names), so the newest word on every field is kept
 * and documents are computed from that.
 */
import { createHash } from 'node:crypto'
import { idKey } from '../../../exchange/commerceml/goods-id.ts'
import type { OfferRecord, ProductRecord } from '../../../exchange/commerceml/records.ts'

type Fields<Record> = Partial<Omit<Record, 'kind' | 'line' | 'id' | 'productId' | 'characteristicId'>>
export type ProductFields = Fields<ProductRecord>
export type OfferFields = Fields<OfferRecord>

/** Of goods: what the catalogue says of them and what their offer says. */
export type GoodsTold = { product?: ProductFields; offer?: OfferFields }

/** Later words replace earlier ones, field by field; what is not mentioned stands. */
export function hear(told: GoodsTold, record: ProductRecord | OfferRecord): GoodsTold {
  const { kind, line: _line, id: _id, productId: _productId, characteristicId: _characteristicId, ...fields } = record
  if (kind === 'offer') return { ...told, offer: { ...told.offer, ...fields } }
  // A product that is described anew without a deletion mark is back: the older formats have no other way to say so.
  const restored = record.name != null && record.deleted === undefined ? { deleted: false } : {}
  return { ...told, product: { ...told.product, ...fields, ...restored } }
}

/** Longest ids that fit everywhere they travel: an order line, a scope's name, the pair `priceType:product`. */
export const longestDocumentId = { goods: 80, group: 64, priceType: 38, warehouse: 60, unit: 60 } as const
export type ToldKind = keyof typeof longestDocumentId

/** A document's id: the accounting system's id as it is compared, or a digest of one that is too long. */
export function documentId(kind: ToldKind, sentId: string): string {
  const key = idKey(sentId).replaceAll('\u0000', '')
  if (key.length <= longestDocumentId[kind]) return key
  return `~${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
}
