import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CommerceMLError } from './commerceml-error.ts'
import type { ReadLimits } from './read-limits.ts'
import { catalogue, file, inWindows1251, offers, pieces, readAll, readKind } from './test-files.ts'

/** Reads to the end and hands back why it could not. */
async function refusal(
  source: string | Uint8Array,
  limits?: Partial<ReadLimits>,
  sizes?: number[],
): Promise<CommerceMLError> {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const error: unknown = await readAll(pieces(bytes, sizes), limits).then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof CommerceMLError)) throw error
  return error
}

const small = catalogue('<Товар><Ид>a</Ид><Наименование>Вода</Наименование></Товар>')
const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY a "aaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<КоммерческаяИнформация>&b;</КоммерческаяИнформация>`

describe('a file that is not what it claims', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['only blanks', ' \n\t\r\n', 'empty'],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'archive'],
    ['a gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'archive'],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'notXml'],
    ['plain text', 'Прайс-лист на воду', 'notXml'],
    ['JSON', '{"goods": []}', 'notXml'],
    ['bytes after the mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), 'notXml'],
    ['HTML', '<!doctype html><html></html>', 'doctype'],
    ['another XML', '<?xml version="1.0"?><rss><channel/></rss>', 'wrongRoot'],
    ['a look-alike root', '<?xml version="1.0"?><КоммерческаяИнформaция/>', 'wrongRoot'],
    ['an entity bomb', bomb, 'doctype'],
    ['an external entity', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><КоммерческаяИнформация/>', 'doctype'],
    [
      'a DOCTYPE behind comments',
      '<?xml version="1.0"?><!-- a --><?b c?>\n <!DOCTYPE x><КоммерческаяИнформация/>',
      'doctype',
    ],
    ['an entity nobody declared', file('<Каталог><Ид>&b;</Ид></Каталог>'), 'notXml'],
    ['crossed tags', file('<Каталог><Ид></Каталог></Ид>'), 'notXml'],
    ['an unquoted attribute', file('<Каталог a=b/>'), 'notXml'],
    ['a doubled attribute', file('<Каталог a="1" a="2"/>'), 'notXml'],
    ['a control character', file('<Каталог><Ид>\u0001</Ид></Каталог>'), 'notXml'],
    ['two files sent as one', small + small, 'notXml'],
    ['something after the end', `${small}<!-- ok --><?ok?>x`, 'notXml'],
    ['a DOCTYPE inside', file('<!DOCTYPE x><Каталог/>'), 'notXml'],
    ['orders', file('<Документ><Ид>1</Ид></Документ>'), 'noCatalogue'],
    ['orders of 3.1', file('<Контейнер><Документ/></Контейнер>'), 'noCatalogue'],
    ['customers', file('<Контрагенты><Контрагент/></Контрагенты>'), 'noCatalogue'],
    ['no contents', file(''), 'noCatalogue'],
    ['names of object methods', file('<constructor/><toString/><__proto__/>'), 'noCatalogue'],
  ])('is refused: %s', async (_, source, code) => {
    expect((await refusal(source)).code).toBe(code)
  })

  it('is refused in one line of plain words that names the place', async () => {
    const error = await refusal(file('<Каталог>\n<Товары>\n</Каталог>'))
    expect(error.name).toBe('CommerceMLError')
    expect(error.message).toMatch(/^The file is not well-formed XML: line 5, /)
    expect(error.message).not.toContain('\n')
    expect(error.params).toMatchObject({ line: 5 })
  })

  it('is refused at the DOCTYPE itself: what follows is not even read', async () => {
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<?xml version="1.0"?>\n<!DOC')
      yield Buffer.from('TYPE lolz [')
      for (; given < 1000; given++) yield Buffer.from('<!ENTITY a "a">')
    }
    await expect(readAll(endless())).rejects.toMatchObject({ code: 'doctype', params: { line: 2 } })
    expect(given).toBe(0)
  })
})

describe('encoding', () => {
  const text = catalogue('<Товар><Ид>a</Ид><Наименование>Вода «Ёж» № 5</Наименование></Товар>')
  const marked1251 = text.replace('UTF-8', 'windows-1251')
  const named = [{ name: 'Вода «Ёж» № 5' }]

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-8 without a declaration', Buffer.from(text.slice(text.indexOf('\n') + 1))],
    ['windows-1251', inWindows1251(marked1251)],
    ['windows-1251 in capitals and single quotes', inWindows1251(text.replace('"UTF-8"', "'WINDOWS-1251'"))],
    ['windows-1251 by another name', inWindows1251(text.replace('UTF-8', 'cp1251'))],
    ['UTF-16, low byte first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, high byte first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['a mark that contradicts the declaration', Buffer.from(`\ufeff${marked1251}`)],
  ])('is told apart: %s', async (_, bytes) => {
    expect(await readKind('product', bytes)).toMatchObject(named)
    for (const size of [1, 3]) {
      const records = await readAll(pieces(bytes, [size]))
      expect(records.filter((record) => record.kind === 'product')).toMatchObject(named)
    }
  })

  it('that is named but not kept to is refused at its line', async () => {
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf('Вода')] = 0xff
    const error = await refusal(bytes)
    expect(error).toMatchObject({ code: 'brokenEncoding', params: { encoding: 'utf-8', line: 4 } })
  })

  it('windows-1251 bytes under a UTF-8 declaration are refused, not turned into question marks', async () => {
    expect((await refusal(inWindows1251(text))).code).toBe('brokenEncoding')
  })

  it('UTF-8 bytes under a windows-1251 declaration are refused as such', async () => {
    for (const sizes of [[], [1], [5]]) {
      expect(await refusal(Buffer.from(marked1251), {}, sizes)).toMatchObject({
        code: 'brokenEncoding',
        params: { encoding: 'windows-1251', line: 2 },
      })
    }
  })

  it('the byte that windows-1251 leaves undefined is refused at its line', async () => {
    const bytes = Buffer.from(inWindows1251(marked1251))
    bytes[bytes.indexOf(inWindows1251('Вода'))] = 0x98
    for (const sizes of [[], [1], [5]]) {
      expect(await refusal(bytes, {}, sizes)).toMatchObject({
        code: 'brokenEncoding',
        params: { encoding: 'windows-1251', line: 4 },
      })
    }
  })

  it('nobody taught us is named', async () => {
    expect(await refusal(text.replace('UTF-8', 'koi8-r'))).toMatchObject({
      code: 'unsupportedEncoding',
      params: { encoding: 'koi8-r' },
    })
  })
})

describe('limits', () => {
  const long = 'я'.repeat(3000)

  it.each([
    ['bytes of the file', small, { fileBytes: 100 }, 'tooLarge'],
    ['depth', file(`<Каталог>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</Каталог>`), {}, 'tooDeep'],
    ['depth of groups', file(`<Классификатор>${'<Группы><Группа>'.repeat(200)}`), {}, 'tooDeep'],
    ['one text', catalogue(`<Товар><Ид>${long}</Ид></Товар>`), { textChars: 1000 }, 'textTooLong'],
    [
      'a text nobody reads',
      catalogue(`<Товар><Картинка>${long}</Картинка></Товар>`),
      { textChars: 1000 },
      'textTooLong',
    ],
    ['one CDATA section', catalogue(`<Товар><Ид><![CDATA[${long}]]></Ид></Товар>`), { textChars: 1000 }, 'textTooLong'],
    ['one comment', catalogue(`<!-- ${long} -->`), { textChars: 1000 }, 'textTooLong'],
    ['a comment before the root', `<!-- ${long} -->${small}`, { textChars: 1000 }, 'textTooLong'],
    ['one attribute', catalogue(`<Товар a="${long}"/>`), { textChars: 1000 }, 'textTooLong'],
    [
      'many attributes',
      catalogue(`<Товар ${Array.from({ length: 300 }, (_, i) => `a${i}="b"`).join(' ')}/>`),
      { textChars: 1000 },
      'textTooLong',
    ],
    ['one name', catalogue(`<${'x'.repeat(3000)}/>`), { textChars: 1000 }, 'textTooLong'],
    ['one reference', catalogue(`<Товар>&${'x'.repeat(3000)};</Товар>`), { textChars: 1000 }, 'textTooLong'],
    [
      'texts of one record',
      catalogue(`<Товар>${'<Ид>1234567890</Ид>'.repeat(500)}</Товар>`),
      { recordChars: 1000 },
      'recordTooLarge',
    ],
    [
      'elements of one record',
      catalogue(`<Товар>${'<x/>'.repeat(500)}</Товар>`),
      { recordElements: 100 },
      'recordTooLarge',
    ],
    [
      'groups waiting for their parent',
      file(
        `<Классификатор><Группы><Группа><Группы>${'<Группа><Ид>2</Ид></Группа>'.repeat(500)}</Группы><Ид>1</Ид></Группа></Группы></Классификатор>`,
      ),
      { recordElements: 100 },
      'recordTooLarge',
    ],
  ] as const)('hold for %s, in whatever pieces it comes', async (_, source, limits, code) => {
    for (const sizes of [[], [7], [64]]) {
      const bytes = Buffer.from(source)
      expect((await refusal(bytes, limits, [...sizes])).code).toBe(code)
    }
  })

  it('do not add up over records', async () => {
    const goods = Array.from({ length: 500 }, (_, i) => `<Товар><Ид>${i}</Ид><Наименование>Вода</Наименование></Товар>`)
    const limits = { textChars: 200, recordChars: 200, recordElements: 10 }
    expect(await readAll(catalogue(goods.join('\n')), limits)).toHaveLength(502)
  })

  it('are told before the parser runs out of memory: an endless text ends at the limit', async () => {
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(catalogue('<Товар><Ид>').split('\n</Товары>')[0] ?? '')
      for (;;) {
        given += 65_536
        yield Buffer.alloc(65_536, 'x')
      }
    }
    await expect(readAll(endless())).rejects.toMatchObject({ code: 'textTooLong' })
    expect(given).toBeLessThan(2 * 1024 * 1024)
  })
})

describe('a file that breaks off', () => {
  const whole =
    file(`<Классификатор><Группы><Группа><Ид>g</Ид><Наименование>Вода &amp; лёд</Наименование></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения="true"><!-- goods --><Товары><Товар Статус="Удален"><Ид>a#b</Ид><Наименование><![CDATA[Вода]]></Наименование></Товар></Товары></Каталог>`)
  const forms = [
    ['UTF-8', Buffer.from(whole)],
    ['UTF-8 with a mark and CRLF', Buffer.from(`\ufeff${whole.replaceAll('\n', '\r\n')}`)],
    ['windows-1251', inWindows1251(whole.replace('UTF-8', 'windows-1251'))],
    ['UTF-16', Buffer.from(`\ufeff${whole}`, 'utf16le')],
  ] as const

  it.each(forms)('is refused wherever it does (%s)', async (_, bytes) => {
    const last = Buffer.from(bytes).lastIndexOf('>')
    for (let end = 0; end <= last; end++) {
      const { code } = await refusal(bytes.subarray(0, end))
      // Cut short enough, it does not even look like XML.
      expect(['truncated', ...(end < 8 ? ['empty', 'notXml'] : [])], `cut at ${end}`).toContain(code)
    }
    await expect(readAll(bytes.subarray(0, last + 2))).resolves.toHaveLength(5)
  })

  it('is refused after any number of good records', async () => {
    const goods = Array.from(
      { length: 300 },
      (_, i) => `<Предложение><Ид>${i}</Ид><Количество>${i}</Количество></Предложение>`,
    )
    const bytes = Buffer.from(offers(goods.join('\n')))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: bytes.length - 3 }), async (end) => {
        expect((await refusal(bytes.subarray(0, end))).code).toBe('truncated')
      }),
      { numRuns: 60 },
    )
  })
})

describe('hostile text', () => {
  it.each([
    '<script>alert(1)</script>',
    `'; DROP TABLE documents; --`,
    '"><img src=x onerror=alert(1)>',
    '${process.exit()} {{7*7}} %s %n',
    '../../etc/passwd',
    '=HYPERLINK("http://x")',
    '\u202egnp.exe',
    '__proto__',
    '𝕏 👩‍👩‍👧 ﷽',
    '&lt;b&gt; &amp;quot;',
  ])('stays text: %s', async (text) => {
    const escaped = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
    const [product] = await readKind(
      'product',
      catalogue(
        `<Товар Статус="${escaped}"><Ид>${escaped}</Ид><Наименование>${escaped}</Наименование><Артикул>${escaped}</Артикул><Штрихкод>${escaped}</Штрихкод><Описание>${escaped}</Описание><БазоваяЕдиница Код="${escaped}">${escaped}</БазоваяЕдиница><Группы><Ид>${escaped}</Ид></Группы><ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>${escaped}</Наименование><Значение>${escaped}</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>`,
      ),
    )
    expect(product).toMatchObject({
      id: text,
      name: text,
      article: text,
      barcodes: [text],
      description: text,
      unit: { code: text, shortName: text },
      groupIds: [text],
      requisites: [{ name: text, value: text }],
    })
  })

  it('cannot become part of the reader', async () => {
    const xml = catalogue(
      '<Товар><Ид>a</Ид><Наименование>А</Наименование><__proto__><polluted>1</polluted></__proto__><constructor/></Товар>',
    )
    await readAll(xml)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
