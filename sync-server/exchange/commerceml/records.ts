/**
 * What a CommerceML file says, one record at a time, in the order of the file.
 *
 *     file → section → groups, price types, warehouses, units, products
 *          → section → offer, its prices, its stock rows, next offer …
 *
 * - A key that is absent was not mentioned: leave what you have. `null` or `[]`: mentioned and empty. Missing is never 0.
 * - Nothing is deleted because it was not mentioned (portions call themselves full): only by `deleted: true`.
 * - Ids are kept as sent; compare them with `idKey`, 1C and Bitrix differ in case.
 * - A group may come after its subgroups, an offer before or without its product.
 * - Money is integer minor units (hundredths), quantities and coefficients are thousandths.
 */
export type FileRecord = {
  kind: 'file'
  line: number
  /** ВерсияСхемы; a hint only, it may contradict the contents. */
  version: string | null
  /** ДатаФормирования as written: local time of the 1C server, not always a valid date. */
  formedAt: string | null
  encoding: string
}

export type SectionRecord = {
  kind: 'section'
  line: number
  section: 'classifier' | 'catalogue' | 'offers'
  id: string | null
  name: string | null
  classifierId: string | null
  catalogueId: string | null
  /** null: not stated. `false` does not prove that everything is here. */
  changesOnly: boolean | null
}

export type GroupRecord = {
  kind: 'group'
  line: number
  id: string
  parentId: string | null
  name: string | null
} & Deletable

export type PriceTypeRecord = {
  kind: 'priceType'
  line: number
  id: string
  name: string | null
  currency: CurrencyGiven | null
  /** VAT is inside the price. null: not stated. */
  vatIncluded: boolean | null
} & Deletable

export type WarehouseRecord = { kind: 'warehouse'; line: number; id: string; name: string | null } & Deletable

export type UnitRecord = { kind: 'unit'; line: number; id: string } & UnitGiven & Deletable

export type ProductRecord = {
  kind: 'product'
  line: number
  /** Whether the goods are a service (ТипНоменклатуры, or the kind of goods, says Услуга). */
  isService?: boolean
  fullName?: string | null
  description?: string | null
  groupIds?: string[]
  vat?: VatGiven | null
  /** Conversions to packages: one package holds `coefficientMilli` base units. */
  packages?: { unit: string; coefficientMilli: number }[]
  code?: string | null
  manufacturer?: string | null
  country?: string | null
  /** Thousandths of the unit 1C weighs in (kilograms in every known configuration). */
  weightMilli?: number
  /** Requisite «Залог за тару»: our own convention, deposit for one returnable container. */
  containerDepositMinor?: number
  /** Other requisites, in the order of the file. */
  requisites?: { name: string; value: string }[]
} & GoodsId &
  GoodsFields &
  Deletable

export type OfferRecord = { kind: 'offer'; line: number } & GoodsId & GoodsFields & Deletable

export type PriceRecord = {
  kind: 'price'
  line: number
  priceTypeId: string
  amountMinor: number
  /** null: not stated here; the price type's currency holds. */
  currency: CurrencyGiven | null
  /** Unit the price is for, as given (short name or OKEI code); null: the base unit. */
  unit: string | null
  /** Base units in one `unit`. */
  coefficientMilli: number
  vatIncluded: boolean | null
} & GoodsId

export type StockRecord = {
  kind: 'stock'
  line: number
  /** null: one figure for the whole company. */
  warehouseId: string | null
  /** Free stock, the accounting system's reserves already taken off. May be negative. */
  quantityMilli: number
} & GoodsId

export type WarningRecord = {
  kind: 'warning'
  line: number
  code: string
  params: Readonly<Record<string, string | number>>
  text: string
}

/** `guid` or `guid#guid`; in a delta file the second part comes as an element of its own and is joined here. */
export type GoodsId = { id: string; productId: string; characteristicId: string | null }

export type GoodsFields = {
  name?: string | null
  article?: string | null
  barcodes?: string[]
  unit?: UnitGiven | null
  characteristics?: { name: string; value: string }[]
}

/** Absent: the file says nothing about deletion. */
export type Deletable = { deleted?: boolean }

export type UnitGiven = {
  /** OKEI code without padding, leading zeros kept. */
  code: string | null
  shortName: string | null
  fullName: string | null
  international: string | null
}

/** `code` is ISO 4217, null where the spelling is unknown (a warning says so). */
export type CurrencyGiven = { given: string; code: string | null }

export type VatGiven = { kind: 'rate'; percentMilli: number } | { kind: 'exempt' } | { kind: 'unknown'; given: string }

export type CatalogueRecord =
  | FileRecord
  | SectionRecord
  | GroupRecord
  | PriceTypeRecord
  | WarehouseRecord
  | UnitRecord
  | ProductRecord
  | OfferRecord
  | PriceRecord
  | StockRecord
  | WarningRecord
