import { existsSync, readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { file, inWindows1251, pieces, readAll } from './test-files.ts'
import { fixturesFolder } from './fixtures-folder.ts'

const sample =
  file(`<!-- выгрузка --><Классификатор><Ид>k</Ид><Группы><Группа><Ид>g</Ид><Наименование>Чай &amp; &#x43A;офе</Наименование></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Товары>
<Товар
  Статус="Удален"><Ид>a#b</Ид><Наименование><![CDATA[<Вода> ]]]]>и «лёд» 😀</Наименование></Товар>
<Товар><Наименование>без ид</Наименование></Товар>
</Товары></Каталог>
<ПакетПредложений><Предложения><Предложение><Ид>a#b</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>1 234,50</ЦенаЗаЕдиницу></Цена></Цены><Склад ИдСклада="w" КоличествоНаСкладе="-1.5"/></Предложение></Предложения></ПакетПредложений>`)

const forms: [string, Uint8Array][] = [
  ['UTF-8', Buffer.from(sample)],
  ['UTF-8 with a mark and CRLF', Buffer.from(`\ufeff${sample.replaceAll('\n', '\r\n')}`)],
  ['windows-1251', inWindows1251(sample.replace('UTF-8', 'windows-1251').replace('😀', ''))],
  ['UTF-16', Buffer.from(`\ufeff${sample}`, 'utf16le')],
]

describe('the pieces a file comes in', () => {
  it.each(forms)('change nothing in its records (%s)', async (_, bytes) => {
    const whole = await readAll(bytes)
    expect(whole.map((record) => record.kind)).toEqual([
      'file',
      'section',
      'group',
      'section',
      'product',
      'warning',
      'section',
      'offer',
      'price',
      'stock',
    ])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 }), async (sizes) => {
        expect(await readAll(pieces(bytes, sizes))).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  it.each(forms)('may be cut in two at any byte (%s)', async (_, bytes) => {
    const whole = await readAll(bytes)
    for (let at = 1; at < bytes.length; at++) {
      expect(await readAll(pieces(bytes, [at, bytes.length])), `cut at ${at}`).toEqual(whole)
    }
  })

  it('may be empty', async () => {
    async function* withGaps(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces(Buffer.from(sample), [50])) {
        yield new Uint8Array(0)
        yield piece
      }
    }
    expect(await readAll(withGaps())).toEqual(await readAll(sample))
  })

  it('do not move the line a record is said to begin on', async () => {
    const lines = (await readAll(sample)).map((record) => [record.kind, record.line])
    expect(lines).toEqual([
      ['file', 2],
      ['section', 3],
      ['group', 3],
      ['section', 4],
      ['product', 5],
      ['warning', 7],
      ['section', 9],
      ['offer', 9],
      ['price', 9],
      ['stock', 9],
    ])
  })

  it.skipIf(!existsSync(fixturesFolder))('change nothing in real files', async () => {
    const names = readdirSync(fixturesFolder).filter((name) => /(import|offers|rests|prices|classifier)/.test(name))
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const bytes = readFileSync(`${fixturesFolder}/${name}`)
      const whole = await readAll(bytes)
      for (const size of [1, 17, 4096])
        expect(await readAll(pieces(bytes, [size])), `${name} by ${size}`).toEqual(whole)
    }
  })
})
