/** Files made in memory for the tests of the reader. */
import { readCatalogue } from './read-catalogue.ts'
import type { ReadLimits } from './read-limits.ts'
import type { CatalogueRecord } from './records.ts'

export type RecordOf<K extends CatalogueRecord['kind']> = Extract<CatalogueRecord, { kind: K }>

/** A whole file around `body`. The body begins on line 3. */
export function file(body: string, encoding = 'UTF-8', rootAttributes = 'ВерсияСхемы="2.07"'): string {
  return `<?xml version="1.0" encoding="${encoding}"?>\n<КоммерческаяИнформация ${rootAttributes}>\n${body}\n</КоммерческаяИнформация>\n`
}

export function catalogue(goods: string, changesOnly = 'false'): string {
  return file(`<Каталог СодержитТолькоИзменения="${changesOnly}"><Ид>c</Ид><Товары>\n${goods}\n</Товары></Каталог>`)
}

export function offers(entries: string): string {
  return file(`<ПакетПредложений><Ид>c#</Ид><Предложения>\n${entries}\n</Предложения></ПакетПредложений>`)
}

export async function* pieces(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes.length > 0 ? (sizes[i % sizes.length] ?? 1) : bytes.length
    yield bytes.subarray(at, at + size)
    at += size
  }
}

export async function readAll(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  limits: Partial<ReadLimits> = {},
): Promise<CatalogueRecord[]> {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const records: CatalogueRecord[] = []
  for await (const record of readCatalogue(bytes instanceof Uint8Array ? pieces(bytes) : bytes, limits)) {
    records.push(record)
  }
  return records
}

export async function readKind<K extends CatalogueRecord['kind']>(
  kind: K,
  source: string | Uint8Array,
): Promise<RecordOf<K>[]> {
  const records = await readAll(source)
  return records.filter((record): record is RecordOf<K> => record.kind === kind)
}

const letters1251 = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1251').decode(new Uint8Array([byte])), byte]),
)

/** Node writes UTF-8 only. Throws for a character that windows-1251 does not have. */
export function inWindows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const byte = letters1251.get(character)
    if (byte === undefined) throw new Error(`windows-1251 has no ${character}`)
    return byte
  })
}
