import { describe, expect, it } from 'vitest'
import { catalogue, file, offers, readAll, readKind } from './test-files.ts'

const price = (inner: string): string =>
  offers(`<Предложение>\n<Ид>a</Ид>\n<Цены>\n<Цена>${inner}</Цена></Цены></Предложение>`)

/** The warnings of a file, and how many of its records stayed. */
async function warned(xml: string): Promise<{ codes: [string, number][]; kinds: string[] }> {
  const records = await readAll(xml)
  return {
    codes: records.flatMap((record) => (record.kind === 'warning' ? [[record.code, record.line]] : [])),
    kinds: records.map((record) => record.kind).filter((kind) => !['file', 'section', 'warning'].includes(kind)),
  }
}

describe('a doubtful record is told with its line, and what is sound of it is kept', () => {
  it.each([
    ['no price type', price('<ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу>'), 'priceWithoutType', 7, ['offer']],
    ['no amount', price('<ИдТипаЦены>r</ИдТипаЦены>'), 'priceWithoutAmount', 7, ['offer']],
    ['no number', price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>даром</ЦенаЗаЕдиницу>'), 'badNumber', 7, ['offer']],
    [
      'two readings',
      price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1,234</ЦенаЗаЕдиницу>'),
      'ambiguousNumber',
      7,
      ['offer'],
    ],
    ['below zero', price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>-1</ЦенаЗаЕдиницу>'), 'negative', 7, ['offer']],
    [
      'too large',
      price(`<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>${'9'.repeat(30)}</ЦенаЗаЕдиницу>`),
      'numberTooLarge',
      7,
      ['offer'],
    ],
    [
      'too fine',
      price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1.005</ЦенаЗаЕдиницу>'),
      'rounded',
      7,
      ['offer', 'price'],
    ],
    [
      'bad package',
      price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><Коэффициент>x</Коэффициент>'),
      'badNumber',
      7,
      ['offer'],
    ],
    [
      'package of none',
      price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><Коэффициент>0</Коэффициент>'),
      'badNumber',
      7,
      ['offer'],
    ],
    [
      'currency',
      price('<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу>\n<Валюта>у.е.</Валюта>'),
      'unknownCurrency',
      8,
      ['offer', 'price'],
    ],
    ['product without Ид', catalogue('<Товар><Наименование>А</Наименование></Товар>'), 'missingId', 4, []],
    ['product with an empty Ид', catalogue('<Товар><Ид> </Ид></Товар>'), 'missingId', 4, []],
    ['a characteristic of nothing', catalogue('<Товар><Ид>#b</Ид></Товар>'), 'missingId', 4, []],
    ['a giant Ид', catalogue(`<Товар><Ид>${'a'.repeat(256)}</Ид></Товар>`), 'idTooLong', 4, []],
    ['product without name', catalogue('<Товар><Ид>a</Ид></Товар>'), 'missingName', 4, ['product']],
    [
      'VAT',
      catalogue(
        '<Товар><Ид>a</Ид><Наименование>А</Наименование>\n<СтавкиНалогов><СтавкаНалога><Ставка>много</Ставка></СтавкаНалога></СтавкиНалогов></Товар>',
      ),
      'unknownVat',
      5,
      ['product'],
    ],
    [
      'stock without a warehouse',
      offers('<Предложение><Ид>a</Ид>\n<Склад ИдСклада="" КоличествоНаСкладе="5"/></Предложение>'),
      'stockWithoutWarehouse',
      5,
      ['offer'],
    ],
    [
      'stock without a quantity',
      offers('<Предложение><Ид>a</Ид>\n<Склад ИдСклада="w"/></Предложение>'),
      'stockWithoutQuantity',
      5,
      ['offer'],
    ],
    [
      'stock without a number',
      offers('<Предложение><Ид>a</Ид>\n<Количество>есть</Количество></Предложение>'),
      'badNumber',
      5,
      ['offer'],
    ],
    [
      'group without Ид',
      file('<Классификатор><Группы><Группа><Наименование>А</Наименование></Группа></Группы></Классификатор>'),
      'missingId',
      3,
      [],
    ],
    ['orders beside the catalogue', file('<Каталог/>\n<Документ/><Документ/>'), 'notRead', 4, []],
  ] as const)('%s', async (_, xml, code, line, kinds) => {
    expect(await warned(xml)).toEqual({ codes: [[code, line]], kinds })
  })

  it('keeps the subgroups of a group that cannot be kept', async () => {
    const xml = file(
      '<Классификатор><Группы><Группа><Наименование>А</Наименование><Группы><Группа><Ид>2</Ид><Наименование>Б</Наименование></Группа></Группы></Группа></Группы></Классификатор>',
    )
    expect(await readKind('group', xml)).toMatchObject([{ id: '2', parentId: null }])
  })

  it('names an unknown currency once, not once a price', async () => {
    const one =
      '<Предложение><Ид>a</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><Валюта>у.е.</Валюта></Цена></Цены></Предложение>'
    const { codes, kinds } = await warned(offers(one.repeat(50)))
    expect(codes).toEqual([['unknownCurrency', 4]])
    expect(kinds.filter((kind) => kind === 'price')).toHaveLength(50)
  })

  it('cuts texts that fit no document, between two characters', async () => {
    const [product] = await readKind(
      'product',
      catalogue(`<Товар><Ид>a</Ид><Наименование>${'x'.repeat(999)}😀${'y'.repeat(99)}</Наименование></Товар>`),
    )
    expect(product?.name).toBe('x'.repeat(999))
  })

  it('quotes only the beginning of what it warns about', async () => {
    const xml = price(`<ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>${'да'.repeat(5000)}</ЦенаЗаЕдиницу>`)
    const [warning] = await readKind('warning', xml)
    expect(warning?.text.length).toBeLessThan(200)
  })
})
