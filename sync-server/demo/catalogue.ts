/**
 * The catalogue of the demonstration company: some 200 goods of a firm that bottles and delivers water. Nothing is
 * random and nothing depends on the clock: two runs make the same ids, articles, barcodes and prices.
 */
import { createHash } from 'node:crypto'
import { parseMoneyMinor, parseQuantityMilli } from '../exchange/commerceml/decimal.ts'
import { demoEquipment } from './demo-equipment.ts'
import { demoGroupRows } from './demo-groups.ts'
import { demoPantry } from './demo-pantry.ts'
import { demoWater } from './demo-water.ts'
import { ean13 } from './ean13.ts'

export type DemoGroup = { id: string; parentId: string | null; name: string }
export type DemoUnit = { code: string; shortName: string; fullName: string; international: string }
export type DemoProduct = {
  id: string
  groupId: string
  article: string
  barcode: string | null
  name: string
  description: string | null
  unit: DemoUnit
  /** Pieces in one package (упак), where it is sold by packages too. */
  packageOf: number | null
  isService: boolean
  /** null: without VAT. */
  vatPercent: number | null
  retailMinor: number
  wholesaleMinor: number
  /** Deposit for one returnable container. */
  containerDepositMinor: number | null
  /** By warehouse id; services have no stock. */
  stockMilli: Readonly<Record<string, number>>
}
export type DemoPriceType = { id: string; name: string; currency: 'RUB'; vatIncluded: true }
export type DemoWarehouse = { id: string; name: string }
export type DemoCatalogue = {
  id: string
  name: string
  groups: DemoGroup[]
  priceTypes: { retail: DemoPriceType; wholesale: DemoPriceType }
  warehouses: { main: DemoWarehouse; south: DemoWarehouse }
  products: DemoProduct[]
}

export const demoUnits = {
  piece: { code: '796', shortName: 'шт', fullName: 'Штука', international: 'PCE' },
  bottle: { code: '868', shortName: 'бут', fullName: 'Бутылка', international: 'BO' },
  package: { code: '778', shortName: 'упак', fullName: 'Упаковка', international: 'NMP' },
  kilogram: { code: '166', shortName: 'кг', fullName: 'Килограмм', international: 'KGM' },
  hour: { code: '356', shortName: 'ч', fullName: 'Час', international: 'HUR' },
  day: { code: '359', shortName: 'сут', fullName: 'Сутки', international: 'DAY' },
  month: { code: '362', shortName: 'мес', fullName: 'Месяц', international: 'MON' },
} as const satisfies Record<string, DemoUnit>

/** Basic rate of Russian VAT since 2026. */
const basicVatPercent = 22
const serviceGroups = 'U'

const priceTypes = {
  retail: { id: demoId('priceType', 'retail'), name: 'Розничная', currency: 'RUB', vatIncluded: true },
  wholesale: { id: demoId('priceType', 'wholesale'), name: 'Оптовая', currency: 'RUB', vatIncluded: true },
} as const
const warehouses = {
  main: { id: demoId('warehouse', 'main'), name: 'Основной склад, Заводская ул.' },
  south: { id: demoId('warehouse', 'south'), name: 'Склад «Южный»' },
}

export function demoCatalogue(): DemoCatalogue {
  const tables = { ...demoWater, ...demoPantry, ...demoEquipment }
  return {
    id: demoId('catalogue', 'main'),
    name: 'Каталог товаров «Родник»',
    groups: demoGroupRows.map((row) => ({
      id: demoId('group', row.key),
      parentId: row.parent === null ? null : demoId('group', row.parent),
      name: row.name,
    })),
    priceTypes,
    warehouses,
    products: demoGroupRows.flatMap((group) =>
      (tables[group.key] ?? '')
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line, i) => productOf(line, group.key, group.number, i + 1)),
    ),
  }
}

/** The same guid for the same thing, always (a hash in the shape of a UUID). */
export function demoId(kind: string, key: string): string {
  const hex = createHash('sha1').update(`rodnik-demo/${kind}/${key}`).digest('hex')
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function productOf(line: string, groupKey: string, groupNumber: number, position: number): DemoProduct {
  const [name, retail, wholesale, main, south, rest = ''] = line.split(' | ')
  const article = `${groupKey}-${String(position).padStart(3, '0')}`
  const isService = groupKey.startsWith(serviceGroups)
  const { about, unit, pack, vat, deposit } = extrasOf(rest)
  return {
    id: demoId('product', article),
    groupId: demoId('group', groupKey),
    article,
    barcode: isService ? null : barcodeOf(groupNumber, position, unit === 'kilogram'),
    name: name ?? '',
    description: about ?? null,
    unit: demoUnits[unit as keyof typeof demoUnits] ?? demoUnits.piece,
    packageOf: pack === undefined ? null : Number(pack),
    isService,
    vatPercent: vat === 'none' ? null : Number(vat ?? basicVatPercent),
    retailMinor: exactly(parseMoneyMinor(retail ?? ''), line),
    wholesaleMinor: exactly(parseMoneyMinor(wholesale ?? ''), line),
    containerDepositMinor: deposit === undefined ? null : exactly(parseMoneyMinor(deposit), line),
    stockMilli: isService
      ? {}
      : {
          [warehouses.main.id]: exactly(parseQuantityMilli(main ?? ''), line),
          [warehouses.south.id]: exactly(parseQuantityMilli(south ?? ''), line),
        },
  }
}

/** Weighed goods have the empty label of the shop's scales: prefix 21, five digits of their number, no weight. */
const barcodeOf = (group: number, position: number, isWeighed: boolean): string =>
  isWeighed
    ? ean13(`21${group}${String(position).padStart(2, '0')}00000`)
    : ean13(`2000${group}${String(position).padStart(5, '0')}`)

type Extra = 'unit' | 'pack' | 'vat' | 'deposit' | 'about'

function extrasOf(text: string): Partial<Record<Extra, string>> {
  const [short = '', about] = text.split('about=')
  const pairs = short.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=')] : []))
  return { ...Object.fromEntries(pairs), ...(about === undefined ? {} : { about: about.trim() }) } as Partial<
    Record<Extra, string>
  >
}

function exactly(decimal: ReturnType<typeof parseMoneyMinor>, line: string): number {
  if (decimal.kind !== 'number' || decimal.rounded)
    throw new Error(`A number of the demonstration catalogue is wrong: ${line}`)
  return decimal.value
}
