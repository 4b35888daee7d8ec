/**
 * The demonstration catalogue as the two files 1C would send (CommerceML 2.07): what the import is shown with, and the
 * proof that the reader gives back what was written.
 */
import type { DemoCatalogue, DemoGroup, DemoPriceType, DemoProduct, DemoUnit } from './catalogue.ts'

/** Local time of the imaginary 1C server; fixed, so that the same catalogue is the same file. */
const formedAt = '2026-01-12T09:00:00'

export function renderImportXml(catalogue: DemoCatalogue): string {
  return document([
    '<Классификатор>',
    element('Ид', catalogue.id),
    element('Наименование', `Классификатор (${catalogue.name})`),
    ...groupTree(catalogue.groups, null),
    '</Классификатор>',
    '<Каталог СодержитТолькоИзменения="false">',
    element('Ид', catalogue.id),
    element('ИдКлассификатора', catalogue.id),
    element('Наименование', catalogue.name),
    '<Товары>',
    ...catalogue.products.flatMap((product) => goods(product)),
    '</Товары>',
    '</Каталог>',
  ])
}

export function renderOffersXml(catalogue: DemoCatalogue): string {
  const { retail, wholesale } = catalogue.priceTypes
  return document([
    '<ПакетПредложений СодержитТолькоИзменения="false">',
    element('Ид', `${catalogue.id}#`),
    element('Наименование', `Пакет предложений (${catalogue.name})`),
    element('ИдКаталога', catalogue.id),
    element('ИдКлассификатора', catalogue.id),
    '<ТипыЦен>',
    ...[retail, wholesale].flatMap((priceType) => priceTypeOf(priceType)),
    '</ТипыЦен>',
    '<Склады>',
    ...Object.values(catalogue.warehouses).map(
      (warehouse) => `<Склад>${element('Ид', warehouse.id)}${element('Наименование', warehouse.name)}</Склад>`,
    ),
    '</Склады>',
    '<Предложения>',
    ...catalogue.products.flatMap((product) => offer(product, retail, wholesale)),
    '</Предложения>',
    '</ПакетПредложений>',
  ])
}

function document(lines: string[]): string {
  return [
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>',
    `<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="${formedAt}">`,
    ...lines,
    '</КоммерческаяИнформация>',
    '',
  ].join('\n')
}

function groupTree(groups: readonly DemoGroup[], parentId: string | null): string[] {
  const inside = groups.filter((group) => group.parentId === parentId)
  if (inside.length === 0) return []
  return [
    '<Группы>',
    ...inside.flatMap((group) => [
      '<Группа>',
      element('Ид', group.id),
      element('Наименование', group.name),
      ...groupTree(groups, group.id),
      '</Группа>',
    ]),
    '</Группы>',
  ]
}

function goods(product: DemoProduct): string[] {
  const vat = product.vatPercent === null ? 'Без НДС' : String(product.vatPercent)
  const requisites: [string, string][] = [
    ['ВидНоменклатуры', product.isService ? 'Услуга' : 'Товар'],
    ['ТипНоменклатуры', product.isService ? 'Услуга' : 'Товар'],
    ['Полное наименование', product.name],
  ]
  if (product.containerDepositMinor !== null)
    requisites.push(['Залог за тару', decimal(product.containerDepositMinor, 2)])
  return [
    '<Товар>',
    element('Ид', product.id),
    ...(product.barcode === null ? [] : [element('Штрихкод', product.barcode)]),
    element('Артикул', product.article),
    element('Наименование', product.name),
    unit(product),
    `<Группы>${element('Ид', product.groupId)}</Группы>`,
    element('Описание', product.description ?? ''),
    `<СтавкиНалогов><СтавкаНалога>${element('Наименование', 'НДС')}${element('Ставка', vat)}</СтавкаНалога></СтавкиНалогов>`,
    '<ЗначенияРеквизитов>',
    ...requisites.map(
      ([name, value]) =>
        `<ЗначениеРеквизита>${element('Наименование', name)}${element('Значение', value)}</ЗначениеРеквизита>`,
    ),
    '</ЗначенияРеквизитов>',
    '</Товар>',
  ]
}

function offer(product: DemoProduct, retail: DemoPriceType, wholesale: DemoPriceType): string[] {
  const stock = Object.entries(product.stockMilli)
  const total = stock.reduce((sum, [, milli]) => sum + milli, 0)
  return [
    '<Предложение>',
    element('Ид', product.id),
    element('Артикул', product.article),
    element('Наименование', product.name),
    unit(product),
    '<Цены>',
    price(product.retailMinor, retail, product.unit),
    price(product.wholesaleMinor, wholesale, product.unit),
    '</Цены>',
    ...(product.isService ? [] : [element('Количество', decimal(total, 3))]),
    ...stock.map(([id, milli]) => `<Склад ИдСклада="${escaped(id)}" КоличествоНаСкладе="${decimal(milli, 3)}"/>`),
    '</Предложение>',
  ]
}

function priceTypeOf(priceType: DemoPriceType): string[] {
  return [
    '<ТипЦены>',
    element('Ид', priceType.id),
    element('Наименование', priceType.name),
    element('Валюта', priceType.currency),
    `<Налог>${element('Наименование', 'НДС')}${element('УчтеноВСумме', String(priceType.vatIncluded))}</Налог>`,
    '</ТипЦены>',
  ]
}

function price(minor: number, priceType: DemoPriceType, { shortName }: DemoUnit): string {
  const amount = decimal(minor, 2)
  return [
    '<Цена>',
    element('Представление', `${amount} RUB за ${shortName}`),
    element('ИдТипаЦены', priceType.id),
    element('ЦенаЗаЕдиницу', amount),
    element('Валюта', priceType.currency),
    element('Единица', shortName),
    element('Коэффициент', '1'),
    '</Цена>',
  ].join('')
}

function unit({ unit: { code, shortName, fullName, international }, packageOf }: DemoProduct): string {
  const packages =
    packageOf === null
      ? ''
      : `<Пересчет>${element('Единица', '778')}${element('Коэффициент', String(packageOf))}</Пересчет>`
  return `<БазоваяЕдиница Код="${code}" НаименованиеПолное="${escaped(fullName)}" МеждународноеСокращение="${international}">${escaped(shortName)}${packages}</БазоваяЕдиница>`
}

function element(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Integers to decimal text without going through a fraction; whole numbers without a point, as 1C writes them. */
function decimal(value: number, digits: number): string {
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${fraction === '' ? '' : `.${fraction}`}`
}
