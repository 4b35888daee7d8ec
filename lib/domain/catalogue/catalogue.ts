/**
 * Goods as every workplace sees them. They come from the accounting system (CommerceML), ids are its ids.
 * Prices are documents of their own: a price type is a scope, so nobody receives a price list that is not theirs (E05).
 */
import * as z from 'zod/mini'

/** Document kind `group`. Scope `catalog`. */
export const groupSchema = z.object({
  id: z.string(),
  name: z.string(),
  parentId: z.nullable(z.string()),
  position: z.int(),
})
export type Group = z.infer<typeof groupSchema>

/** Document kind `product`. Scope `catalog`. A variant (`guid#guid`) is a product of its own with a parent. */
export const productSchema = z.object({
  id: z.string(),
  parentId: z.nullable(z.string()),
  name: z.string(),
  article: z.nullable(z.string()),
  barcodes: z.array(z.string()),
  groupId: z.nullable(z.string()),
  /** goods; service; a time package or a bundle comes with a later version (GB8). */
  type: z.enum(['goods', 'service', 'timePackage', 'bundle']),
  /** Short name of the base unit, as printed: шт, бут, кг. */
  unit: z.string(),
  unitCode: z.nullable(z.string()),
  /** true when quantities may be fractional (kg, l). */
  fractional: z.boolean(),
  /** Percent, or null for "without VAT". */
  vatPercent: z.nullable(z.int()),
  description: z.nullable(z.string()),
  /** B04: may customers order it. */
  orderable: z.boolean(),
  /** B09: price in points for one unit, null where points are not taken. */
  pricePoints: z.nullable(z.int()),
  /** Returnable container: deposit for one, minor units; null for none. */
  containerDepositMinor: z.nullable(z.int()),
  /** Deleted in the accounting system: not offered, still readable in old orders. */
  deleted: z.boolean(),
})
export type Product = z.infer<typeof productSchema>

/** Document kind `priceType`. Scope `catalog`. */
export const priceTypeSchema = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  vatIncluded: z.boolean(),
  /** E09: orders at this price list are accepted by themselves when nothing speaks against it. */
  autoConfirm: z.boolean(),
})
export type PriceType = z.infer<typeof priceTypeSchema>

/** Document kind `price`, id `priceTypeId:productId`. Scope `prices:<priceTypeId>`. */
export const priceSchema = z.object({
  id: z.string(),
  priceTypeId: z.string(),
  productId: z.string(),
  /** Minor units for one base unit. */
  minor: z.int(),
  currency: z.string(),
})
export type Price = z.infer<typeof priceSchema>

/**
 * For one unit, or null: nothing can be sold at it. Sums are made in one currency; a zero in an exchange file means that
 * nobody has set the price, far more often than a gift.
 */
export const sellingPrice = ({ minor, currency }: Price, inCurrency: string): number | null =>
  minor > 0 && currency === inCurrency ? minor : null

/** Document kind `warehouse`. Scope `stock`. */
export const warehouseSchema = z.object({ id: z.string(), name: z.string() })
export type Warehouse = z.infer<typeof warehouseSchema>

/**
 * Document kinds `stock` (id = productId, scope `stock`) and `balance` (id = customerId, scopes `customers` and
 * `customer:<id>`): what the ledger's accounts of this owner stand at. Names for stock: `onHand:<warehouseId>`,
 * `reserved` (milli-units). Names for balance: `receivable` (open invoices and debts), `debt`, `deposit` (minor
 * units), `points`, `pointsHeld`, `containers` (returnable containers the customer holds).
 */
export const amountsSchema = z.object({
  id: z.string(),
  amounts: z.record(z.string(), z.int()),
})
export type Amounts = z.infer<typeof amountsSchema>

export const priceId = (priceTypeId: string, productId: string): string => `${priceTypeId}:${productId}`
