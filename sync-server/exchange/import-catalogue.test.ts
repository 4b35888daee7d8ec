import { describe, expect, it } from 'vitest'
import type { CatalogueSink, StagedRecord } from './catalogue-sink.ts'
import { batchRecords } from './catalogue-sink.ts'
import { catalogue, file, offers, pieces } from './commerceml/test-files.ts'
import type { CatalogueFile, ImportProgress } from './import-catalogue.ts'
import { CatalogueFileError, importCatalogue } from './import-catalogue.ts'

function inMemory(name: string, ...versions: string[]): CatalogueFile {
  let opened = 0
  return {
    name,
    bytes: Buffer.byteLength(versions[0] ?? ''),
    open: () => pieces(Buffer.from(versions[Math.min(opened++, versions.length - 1)] ?? ''), [1000]),
  }
}

/** Remembers what it was told and fails where the script says. */
class FakeSink implements CatalogueSink {
  readonly calls: string[] = []
  readonly records: StagedRecord[] = []
  readonly batchSizes: number[] = []
  readonly #failing: readonly string[]

  constructor(...failing: string[]) {
    this.#failing = failing
  }

  begin(run: { fileNames: readonly string[] }): Promise<void> {
    return this.#told('begin', run.fileNames.join(' '))
  }

  async stage(batch: { fileName: string; records: readonly StagedRecord[] }): Promise<void> {
    await this.#told('stage', batch.fileName)
    this.batchSizes.push(batch.records.length)
    this.records.push(...batch.records)
  }

  commit(): Promise<void> {
    return this.#told('commit')
  }

  rollback(): Promise<void> {
    return this.#told('rollback')
  }

  close(): Promise<void> {
    return this.#told('close')
  }

  async #told(call: string, about = ''): Promise<void> {
    this.calls.push(about === '' ? call : `${call} ${about}`)
    if (this.#failing.includes(call)) throw new Error(`${call} failed`)
  }
}

const goods = (count: number): string =>
  catalogue(
    Array.from({ length: count }, (_, i) => `<Товар><Ид>${i}</Ид><Наименование>Вода ${i}</Наименование></Товар>`).join(
      '\n',
    ),
  )
const prices = offers(
  '<Предложение><Ид>1</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены><ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу></Цена><Цена><ЦенаЗаЕдиницу>6</ЦенаЗаЕдиницу></Цена></Цены><Количество>3</Количество></Предложение>',
)
const truncated = goods(3).slice(0, -10)
const nothing = { groups: 0, products: 0, offers: 0, prices: 0, stockRows: 0 }

describe('importCatalogue', () => {
  it('counts what it read, per file and in total', async () => {
    const groups = file(
      '<Классификатор><Группы><Группа><Ид>g</Ид><Наименование>Г</Наименование></Группа></Группы></Классификатор>',
    )
    const report = await importCatalogue(
      [inMemory('groups.xml', groups), inMemory('import.xml', goods(3)), inMemory('offers.xml', prices)],
      { openSink: null },
    )
    expect(report).toEqual({
      files: [
        { name: 'groups.xml', ...nothing, groups: 1, warnings: [] },
        { name: 'import.xml', ...nothing, products: 3, warnings: [] },
        {
          name: 'offers.xml',
          ...nothing,
          offers: 1,
          prices: 1,
          stockRows: 1,
          warnings: [{ line: 4, text: 'Цена without ИдТипаЦены: left out.', code: 'priceWithoutType', params: {} }],
        },
      ],
      totals: { groups: 1, products: 3, offers: 1, prices: 1, stockRows: 1, warnings: 1 },
    })
  })

  it('hands everything over in batches, in the order of the files, and commits once', async () => {
    const sink = new FakeSink()
    const files = [inMemory('a.xml', goods(1200)), inMemory('b.xml', prices)]
    await importCatalogue(files, { openSink: async () => sink })
    expect(sink.calls).toEqual([
      'begin a.xml b.xml',
      'stage a.xml',
      'stage a.xml',
      'stage a.xml',
      'stage b.xml',
      'commit',
      'close',
    ])
    expect(sink.batchSizes).toEqual([batchRecords, batchRecords, 202, 5])
    expect(sink.records.filter((record) => record.kind === 'product')).toHaveLength(1200)
    expect(sink.records.some((record) => (record.kind as string) === 'warning')).toBe(false)
  })

  it.each([
    ['first', [truncated, prices]],
    ['last', [goods(600), truncated]],
  ])('does not even open the database when the %s file is bad', async (_, contents) => {
    let opened = 0
    const run = importCatalogue(
      contents.map((content, i) => inMemory(`${i}.xml`, content)),
      {
        openSink: async () => {
          opened++
          return new FakeSink()
        },
      },
    )
    await expect(run).rejects.toBeInstanceOf(CatalogueFileError)
    await expect(run).rejects.toMatchObject({
      message: expect.stringMatching(/^\d\.xml: The file breaks off at line 8: its end is missing\./) as unknown,
      cause: { code: 'truncated' },
    })
    expect(opened).toBe(0)
  })

  it('says that a file is too large before reading it', async () => {
    const large: CatalogueFile = {
      name: 'large.xml',
      bytes: 1_000_000,
      open: () => {
        throw new Error('it was opened')
      },
    }
    await expect(importCatalogue([large], { openSink: null, limits: { fileBytes: 999_999 } })).rejects.toMatchObject({
      cause: { code: 'tooLarge', params: { limitBytes: 999_999 } },
    })
  })

  it.each(['begin', 'stage', 'commit'])('rolls back when %s fails', async (call) => {
    const sink = new FakeSink(call)
    await expect(importCatalogue([inMemory('a.xml', goods(3))], { openSink: async () => sink })).rejects.toThrow(
      `${call} failed`,
    )
    expect(sink.calls.slice(-2)).toEqual(['rollback', 'close'])
    expect(sink.calls.filter((each) => each === 'commit').length).toBe(call === 'commit' ? 1 : 0)
  })

  it('tells of both when undoing fails as well, and still closes', async () => {
    const sink = new FakeSink('stage', 'rollback')
    await expect(importCatalogue([inMemory('a.xml', goods(3))], { openSink: async () => sink })).rejects.toThrow(
      'stage failed Undoing failed as well: rollback failed',
    )
    expect(sink.calls.at(-1)).toBe('close')
  })

  it.each([
    ['shorter', goods(2)],
    ['broken', truncated],
  ])('rolls back when a file has become %s since it was checked', async (_, later) => {
    const sink = new FakeSink()
    const run = importCatalogue([inMemory('a.xml', goods(3), later)], { openSink: async () => sink })
    await expect(run).rejects.toBeInstanceOf(CatalogueFileError)
    expect(sink.calls.slice(-2)).toEqual(['rollback', 'close'])
    expect(sink.calls).not.toContain('commit')
  })

  it('keeps a thousand warnings of a file and counts the rest', async () => {
    const nameless = catalogue('<Товар><Ид>a</Ид></Товар>\n'.repeat(1300))
    const report = await importCatalogue([inMemory('a.xml', nameless)], { openSink: null })
    const warnings = report.files[0]?.warnings ?? []
    expect(warnings).toHaveLength(1001)
    expect(warnings.at(-1)).toEqual({
      line: 1303,
      text: '300 more warnings are not listed.',
      code: 'notListed',
      params: { count: 300 },
    })
  })

  it('reports progress over the bytes of all files, in both phases', async () => {
    const seen: ImportProgress[] = []
    const files = [inMemory('a.xml', goods(50)), inMemory('b.xml', prices)]
    await importCatalogue(files, {
      openSink: async () => new FakeSink(),
      onProgress: (progress) => seen.push(progress),
    })
    const totalBytes = (files[0]?.bytes ?? 0) + (files[1]?.bytes ?? 0)
    for (const phase of ['reading', 'applying'] as const) {
      const steps = seen.filter((progress) => progress.phase === phase)
      expect(steps.length).toBeGreaterThan(3)
      expect(steps.every((step, i) => step.bytes > (steps[i - 1]?.bytes ?? 0) && step.totalBytes === totalBytes)).toBe(
        true,
      )
      expect(steps.at(-1)).toMatchObject({ fileName: 'b.xml', bytes: totalBytes })
    }
  })
})
