// Small CommerceML files, made as 1C would write them, and spoiled ones.

import { demoCatalogue, demoId } from '../sync-server/demo/catalogue.ts'

export interface Goods {
  key: string
  name: string
  /** "512.40" */
  price: string
}

/** One product of the demonstration's own groups, as an update of the catalogue that is there. */
export function importXml(goods: Goods, encoding: 'UTF-8' | 'windows-1251' = 'UTF-8'): string {
  const { id, groups } = demoCatalogue()
  return document(encoding, [
    `<Классификатор><Ид>${id}</Ид><Наименование>Классификатор</Наименование></Классификатор>`,
    `<Каталог СодержитТолькоИзменения="true"><Ид>${id}</Ид><ИдКлассификатора>${id}</ИдКлассификатора>`,
    '<Наименование>Каталог</Наименование>',
    `<Товары><Товар><Ид>${idOf(goods)}</Ид><Наименование>${goods.name}</Наименование>`,
    '<БазоваяЕдиница Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE">шт</БазоваяЕдиница>',
    `<Группы><Ид>${groups[0]?.id}</Ид></Группы></Товар></Товары></Каталог>`,
  ])
}

export function offersXml(goods: Goods, encoding: 'UTF-8' | 'windows-1251' = 'UTF-8'): string {
  const { id, priceTypes, warehouses } = demoCatalogue()
  return document(encoding, [
    `<ПакетПредложений СодержитТолькоИзменения="true"><Ид>${id}#</Ид><Наименование>Пакет</Наименование>`,
    `<ИдКаталога>${id}</ИдКаталога><ИдКлассификатора>${id}</ИдКлассификатора>`,
    `<Предложения><Предложение><Ид>${idOf(goods)}</Ид><Наименование>${goods.name}</Наименование>`,
    `<Цены><Цена><ИдТипаЦены>${priceTypes.retail.id}</ИдТипаЦены><ЦенаЗаЕдиницу>${goods.price}</ЦенаЗаЕдиницу>`,
    '<Валюта>RUB</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент></Цена></Цены>',
    `<Склад ИдСклада="${warehouses.main.id}" КоличествоНаСкладе="40"/>`,
    '</Предложение></Предложения></ПакетПредложений>',
  ])
}

const idOf = ({ key }: Goods): string => demoId('product', key)

const document = (encoding: string, lines: readonly string[]): string =>
  [
    `<?xml version="1.0" encoding="${encoding}"?>`,
    '<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-02-02T10:00:00">',
    ...lines,
    '</КоммерческаяИнформация>',
    '',
  ].join('\n')

/** The letters that these files hold; Node only reads this encoding. */
export function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) return code
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0
    const others: Record<string, number> = { Ё: 0xa8, ё: 0xb8, '№': 0xb9, '«': 0xab, '»': 0xbb }
    const byte = others[letter]
    if (byte === undefined) throw new Error(`windows-1251 has no ${letter}, or this table lacks it`)
    return byte
  })
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
