import { describe, expect, it } from 'vitest'
import { catalogue, file, offers, readAll, readKind } from './test-files.ts'

describe('header', () => {
  it('says what the file claims about itself', async () => {
    const [first] = await readAll(
      file('<Каталог/>', 'UTF-8', 'ВерсияСхемы="3.1" ДатаФормирования="2018-12-22T12:27:06" Ид="1"'),
    )
    expect(first).toEqual({ kind: 'file', line: 2, version: '3.1', formedAt: '2018-12-22T12:27:06', encoding: 'utf-8' })
  })

  it.each([
    ['<Каталог СодержитТолькоИзменения="true">', true],
    ['<Каталог СодержитТолькоИзменения="false">', false],
    ['<Каталог>', null],
  ])('tells from %s whether only changes follow', async (tag, changesOnly) => {
    const [section] = await readKind('section', file(`${tag}<Ид>c</Ид></Каталог>`))
    expect(section).toMatchObject({ section: 'catalogue', id: 'c', changesOnly })
  })

  it('announces a section before its records, with the fields that stand before them', async () => {
    const records = await readAll(
      file(
        '<ПакетПредложений><Ид>c#</Ид><ИдКаталога>c</ИдКаталога><ИдКлассификатора>k</ИдКлассификатора><Наименование>П</Наименование><Владелец><Ид>not mine</Ид></Владелец><Предложения><Предложение><Ид>a</Ид></Предложение></Предложения></ПакетПредложений>',
      ),
    )
    expect(records.map((record) => record.kind)).toEqual(['file', 'section', 'offer'])
    expect(records[1]).toEqual({
      kind: 'section',
      line: 3,
      section: 'offers',
      id: 'c#',
      name: 'П',
      classifierId: 'k',
      catalogueId: 'c',
      changesOnly: null,
    })
  })

  it.each([
    ['', ''],
    ['xmlns="urn:1C.ru:commerceml_2"', ''],
    ['xmlns="urn:1C.ru:commerceml 2"', ''],
    ['xmlns:cml="urn:1C.ru:commerceml_3"', 'cml:'],
    ['', 'nobody-bound-me:'],
  ])('reads names whatever the namespace (%s %s)', async (declaration, prefix) => {
    const xml = `<${prefix}КоммерческаяИнформация ${declaration}><${prefix}Каталог><${prefix}Товары><${prefix}Товар><${prefix}Ид>a</${prefix}Ид></${prefix}Товар></${prefix}Товары></${prefix}Каталог></${prefix}КоммерческаяИнформация>`
    expect(await readKind('product', xml)).toMatchObject([{ id: 'a' }])
  })

  it('reads catalogue and offers from one file, as an old export has them', async () => {
    const records = await readAll(
      file(
        '<Классификатор><Группы><Группа><Ид>g</Ид><Наименование>Г</Наименование></Группа></Группы></Классификатор><Каталог><Товары><Товар><Ид>a</Ид><Наименование>А</Наименование></Товар></Товары></Каталог><ПакетПредложений><Предложения><Предложение><Ид>a</Ид></Предложение></Предложения></ПакетПредложений>',
      ),
    )
    expect(records.map((record) => record.kind)).toEqual([
      'file',
      'section',
      'group',
      'section',
      'product',
      'section',
      'offer',
    ])
  })
})

describe('classifier', () => {
  it('gives the tree of groups as parents and children', async () => {
    const groups = await readKind(
      'group',
      file(`<Классификатор><Группы>
<Группа><Ид>1</Ид><Наименование>Вода</Наименование><Группы>
<Группа><Ид>2</Ид><Наименование>19 л</Наименование><Группы><Группа><Ид>3</Ид><Наименование>Глубже</Наименование></Группа></Группы></Группа>
</Группы></Группа>
<Группа><Ид>4</Ид><Наименование>Кулеры</Наименование></Группа>
</Группы></Классификатор>`),
    )
    expect(groups).toEqual([
      { kind: 'group', line: 5, id: '3', parentId: '2', name: 'Глубже' },
      { kind: 'group', line: 5, id: '2', parentId: '1', name: '19 л' },
      { kind: 'group', line: 4, id: '1', parentId: null, name: 'Вода' },
      { kind: 'group', line: 7, id: '4', parentId: null, name: 'Кулеры' },
    ])
  })

  it('finds the parent even when its Ид stands after its subgroups', async () => {
    const groups = await readKind(
      'group',
      file(
        '<Классификатор><Группы><Группа><Группы><Группа><Наименование>Б</Наименование><Ид>2</Ид></Группа></Группы><Наименование>А</Наименование><Ид>1</Ид></Группа></Группы></Классификатор>',
      ),
    )
    expect(groups).toMatchObject([
      { id: '2', parentId: '1', name: 'Б' },
      { id: '1', parentId: null, name: 'А' },
    ])
  })

  it('reads price types, warehouses and units where the versions put them', async () => {
    const lists = `<ТипыЦен><ТипЦены><Ид>r</Ид><Наименование>Розничная</Наименование><Валюта>руб</Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>
<Склады><Склад><Ид>w</Ид><ПометкаУдаления>true</ПометкаУдаления><Наименование>Склад "Юг" </Наименование><Адрес><Представление>там</Представление></Адрес></Склад></Склады>
<ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>u</Ид><НаименованиеКраткое>м</НаименованиеКраткое><Код>006 </Код><НаименованиеПолное>Метр      </НаименованиеПолное><МеждународноеСокращение>MTR</МеждународноеСокращение></ЕдиницаИзмерения></ЕдиницыИзмерения>`
    const expected = [
      {
        kind: 'priceType',
        line: 3,
        id: 'r',
        name: 'Розничная',
        currency: { given: 'руб', code: 'RUB' },
        vatIncluded: true,
      },
      { kind: 'warehouse', line: 4, id: 'w', name: 'Склад "Юг"', deleted: true },
      { kind: 'unit', line: 5, id: 'u', code: '006', shortName: 'м', fullName: 'Метр', international: 'MTR' },
    ]
    for (const section of ['Классификатор', 'ПакетПредложений']) {
      const records = await readAll(file(`<${section}>${lists}</${section}>`))
      expect(records.slice(2)).toEqual(expected)
    }
  })

  it('knows a unit of 2.08 by its code', async () => {
    const xml = file(
      '<Классификатор><ЕдиницыИзмерения><ЕдиницаИзмерения><Код>796 </Код></ЕдиницаИзмерения></ЕдиницыИзмерения></Классификатор>',
    )
    expect(await readKind('unit', xml)).toMatchObject([{ id: '796', code: '796' }])
  })
})

describe('goods', () => {
  it('reads a product with everything it can say', async () => {
    const [product] = await readKind(
      'product',
      catalogue(`<Товар>
<Ид>p</Ид><НомерВерсии>AAA=</НомерВерсии><Штрихкод>2000018987155</Штрихкод><Штрихкоды><Штрихкод>2000018987162</Штрихкод></Штрихкоды><Артикул>3892,4891</Артикул>
<Наименование>Вода
   питьевая </Наименование>
<БазоваяЕдиница Код="868 " НаименованиеПолное="Бутылка                        " МеждународноеСокращение="BOT">бут<Пересчет><Единица>778</Единица><Коэффициент>6</Коэффициент></Пересчет></БазоваяЕдиница>
<Группы><Ид>g1</Ид><Ид>g2</Ид></Группы>
<Описание>Строка
вторая</Описание>
<Картинка>import_files/a.jpg</Картинка>
<Изготовитель><Ид>i</Ид><Наименование>Завод</Наименование></Изготовитель><Страна>РОССИЯ</Страна>
<ЗначенияСвойств><ЗначенияСвойства><Ид>x</Ид><Значение>y</Значение></ЗначенияСвойства></ЗначенияСвойств>
<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>22</Ставка></СтавкаНалога></СтавкиНалогов>
<ЗначенияРеквизитов>
<ЗначениеРеквизита><Наименование>ВидНоменклатуры</Наименование><Значение>Вода</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>ТипНоменклатуры</Наименование><Значение>Товар</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>Полное наименование</Наименование><Значение>Вода питьевая негазированная</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>Код</Наименование><Значение>00325</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>ОписаниеФайла</Наименование><Значение>import_files/a.jpg#вид</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>Залог за тару</Наименование><Значение>350,00</Значение></ЗначениеРеквизита>
<ЗначениеРеквизита><Наименование>Планируемая дата поступления</Наименование><Значение/></ЗначениеРеквизита>
</ЗначенияРеквизитов><Вес>19.2</Вес></Товар>`),
    )
    expect(product).toEqual({
      kind: 'product',
      line: 4,
      id: 'p',
      productId: 'p',
      characteristicId: null,
      name: 'Вода питьевая',
      fullName: 'Вода питьевая негазированная',
      article: '3892,4891',
      code: '00325',
      barcodes: ['2000018987155', '2000018987162'],
      unit: { code: '868', shortName: 'бут', fullName: 'Бутылка', international: 'BOT' },
      packages: [{ unit: '778', coefficientMilli: 6000 }],
      groupIds: ['g1', 'g2'],
      description: 'Строка\nвторая',
      manufacturer: 'Завод',
      country: 'РОССИЯ',
      vat: { kind: 'rate', percentMilli: 22_000 },
      weightMilli: 19_200,
      containerDepositMinor: 35_000,
      isService: false,
      requisites: [
        { name: 'ВидНоменклатуры', value: 'Вода' },
        { name: 'ТипНоменклатуры', value: 'Товар' },
      ],
    })
  })

  it('tells what was not mentioned from what was mentioned and empty', async () => {
    const [bare, emptied] = await readKind(
      'product',
      catalogue(`<Товар><Ид>a</Ид><Наименование>А</Наименование></Товар>
<Товар><Ид>b</Ид><Наименование>Б</Наименование><Артикул/><Штрихкод/><Описание/><Страна/><Группы/><СтавкиНалогов/><БазоваяЕдиница/><ХарактеристикиТовара/></Товар>`),
    )
    expect(Object.keys(bare ?? {}).sort()).toEqual(['characteristicId', 'id', 'kind', 'line', 'name', 'productId'])
    expect(emptied).toMatchObject({
      article: null,
      barcodes: [],
      description: null,
      country: null,
      groupIds: [],
      vat: null,
      unit: null,
      characteristics: [],
    })
  })

  it('takes a bare number in БазоваяЕдиница for the code of a unit described elsewhere (3.1)', async () => {
    const [product] = await readKind(
      'product',
      catalogue('<Товар><Ид>a</Ид><Наименование>А</Наименование><БазоваяЕдиница>2009</БазоваяЕдиница></Товар>'),
    )
    expect(product?.unit).toEqual({ code: '2009', shortName: null, fullName: null, international: null })
  })

  it.each([
    ['ТипНоменклатуры', 'Услуга', true],
    ['ВидНоменклатуры', 'Услуги доставки', true],
    ['ТипНоменклатуры', 'Запас', false],
  ])('takes %s %s as service: %s', async (name, value, isService) => {
    const [product] = await readKind(
      'product',
      catalogue(
        `<Товар><Ид>a</Ид><Наименование>А</Наименование><ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>${name}</Наименование><Значение>${value}</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>`,
      ),
    )
    expect(product?.isService).toBe(isService)
  })

  it.each([
    ['attribute of 2.05', '<Товар Статус="Удален">', '', true],
    ['attribute with ё', '<Товар Статус="Удалён">', '', true],
    ['element of 3.1', '<Товар>', '<ПометкаУдаления>true</ПометкаУдаления>', true],
    ['element of UT 10', '<Товар>', '<Статус>Удален</Статус>', true],
    ['a mark that says no', '<Товар>', '<ПометкаУдаления>false</ПометкаУдаления>', false],
    ['another status', '<Товар Статус="Изменен">', '', false],
    ['nothing', '<Товар>', '', undefined],
  ])('reads a deletion mark: %s', async (_, tag, element, deleted) => {
    const [product] = await readKind(
      'product',
      catalogue(`${tag}<Ид>a</Ид><Наименование>А</Наименование>${element}</Товар>`),
    )
    expect(product?.deleted).toBe(deleted)
  })

  it('reads variants in both layouts: listed by the catalogue, and only among the offers', async () => {
    const inCatalogue =
      catalogue(`<Товар><Ид>p#w</Ид><Наименование>Стол</Наименование><ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Цвет</Наименование><Значение>Белый</Значение></ХарактеристикаТовара></ХарактеристикиТовара></Товар>
<Товар><Ид>p#r</Ид><Наименование>Стол</Наименование></Товар>`)
    expect(await readKind('product', inCatalogue)).toMatchObject([
      { id: 'p#w', productId: 'p', characteristicId: 'w', characteristics: [{ name: 'Цвет', value: 'Белый' }] },
      { id: 'p#r', productId: 'p', characteristicId: 'r' },
    ])
    const inOffers = offers('<Предложение><Ид>p#w</Ид><Наименование>Стол (Белый)</Наименование></Предложение>')
    expect(await readKind('offer', inOffers)).toMatchObject([
      { id: 'p#w', productId: 'p', characteristicId: 'w', name: 'Стол (Белый)' },
    ])
  })
})

describe('offers', () => {
  const price = (type: string, amount: string, rest = ''): string =>
    `<Цена><Представление>6${'\u00a0'}990 руб</Представление><ИдТипаЦены>${type}</ИдТипаЦены><ЦенаЗаЕдиницу>${amount}</ЦенаЗаЕдиницу>${rest}</Цена>`

  it('reads prices per type, unit and coefficient', async () => {
    const xml = offers(
      `<Предложение><Ид>a</Ид><Цены>${price('r', '1 234,50', '<Валюта>руб</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент>')}${price('o', '6990', '<Валюта>RUB</Валюта><Единица>упак</Единица><Коэффициент>6</Коэффициент><Налог><Наименование>НДС</Наименование><УчтеноВСумме>false</УчтеноВСумме></Налог>')}</Цены></Предложение>`,
    )
    const goods = { kind: 'price', line: 4, id: 'a', productId: 'a', characteristicId: null }
    expect(await readKind('price', xml)).toEqual([
      {
        ...goods,
        priceTypeId: 'r',
        amountMinor: 123_450,
        currency: { given: 'руб', code: 'RUB' },
        unit: 'шт',
        coefficientMilli: 1000,
        vatIncluded: null,
      },
      {
        ...goods,
        priceTypeId: 'o',
        amountMinor: 699_000,
        currency: { given: 'RUB', code: 'RUB' },
        unit: 'упак',
        coefficientMilli: 6000,
        vatIncluded: false,
      },
    ])
  })

  it.each([
    [
      'attributes (2.05)',
      '<Количество>17.5</Количество><Склад ИдСклада="n" КоличествоНаСкладе="20"/><Склад ИдСклада="s" КоличествоНаСкладе="-2.5"/>',
      [
        ['n', 20_000],
        ['s', -2500],
      ],
    ],
    ['attributes of Склады (delta)', '<Склады ИдСклада="n" КоличествоНаСкладе="0,125"/>', [['n', 125]]],
    [
      'elements (2.09, 3.1)',
      '<Остатки><Остаток><Склад><Ид>n</Ид><Количество>0</Количество></Склад></Остаток><Остаток><Склад><Ид>s</Ид><Количество>29</Количество></Склад></Остаток></Остатки>',
      [
        ['n', 0],
        ['s', 29_000],
      ],
    ],
    ['one figure (2.04)', '<Количество>9</Количество>', [[null, 9000]]],
    ['one figure (3.1)', '<Остатки><Остаток><Количество>9</Количество></Остаток></Остатки>', [[null, 9000]]],
    ['no figure at all, which is not zero', '<Цены/>', []],
    ['an empty figure, which is not zero', '<Количество/>', []],
  ])('reads stock from %s', async (_, xml, rows) => {
    const stock = await readKind('stock', offers(`<Предложение><Ид>a#b</Ид>${xml}</Предложение>`))
    expect(stock.map((row) => [row.warehouseId, row.quantityMilli])).toEqual(rows)
    expect(stock.every((row) => row.id === 'a#b' && row.productId === 'a')).toBe(true)
  })

  it('reads a delta package, where the characteristic is a field of its own', async () => {
    const records = await readAll(
      file(
        '<ИзмененияПакетаПредложений><Ид>c#</Ид><Предложение><Ид>a</Ид><ИдХарактеристики>b</ИдХарактеристики><КодЕдиницыИзмерения>796</КодЕдиницыИзмерения><Склады ИдСклада="n" КоличествоНаСкладе="4"/></Предложение></ИзмененияПакетаПредложений>',
      ),
    )
    expect(records.slice(1)).toMatchObject([
      { kind: 'section', section: 'offers', changesOnly: true },
      { kind: 'offer', id: 'a#b', productId: 'a', characteristicId: 'b', unit: { code: '796' } },
      { kind: 'stock', id: 'a#b', warehouseId: 'n', quantityMilli: 4000 },
    ])
  })

  it('lets an offer say nothing but its Ид and prices, as 3.1 does', async () => {
    const records = await readAll(offers(`<Предложение><Ид>a</Ид><Цены>${price('r', '790')}</Цены></Предложение>`))
    expect(records[2]).toEqual({ kind: 'offer', line: 4, id: 'a', productId: 'a', characteristicId: null })
    expect(records[3]).toMatchObject({
      kind: 'price',
      amountMinor: 79_000,
      currency: null,
      coefficientMilli: 1000,
      unit: null,
    })
  })
})

describe('order of elements', () => {
  it('does not matter', async () => {
    const [offer, price] = (
      await readAll(
        offers(
          '<Предложение><Цены><Цена><Валюта>RUB</Валюта><ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу><ИдТипаЦены>r</ИдТипаЦены></Цена></Цены><Наименование>А</Наименование><Ид>a</Ид></Предложение>',
        ),
      )
    ).slice(2)
    expect(offer).toMatchObject({ kind: 'offer', id: 'a', name: 'А' })
    expect(price).toMatchObject({ kind: 'price', id: 'a', priceTypeId: 'r', amountMinor: 500 })
  })
})
