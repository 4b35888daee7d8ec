/**
 * The CommerceML catalogue reader: bytes in, records out, memory flat.
 *
 *     bytes → ByteDecoder → text → XmlScanner → events → CatalogueAssembler → records
 *
 * A file that is not what it claims ends in a CommerceMLError. Records given out before it are worthless then: whoever
 * applies them does so only after the last one came (see CatalogueSink).
 */
import { ByteDecoder } from './byte-decoder.ts'
import { CatalogueAssembler } from './catalogue-assembler.ts'
import type { ReadLimits } from './read-limits.ts'
import { defaultReadLimits } from './read-limits.ts'
import type { CatalogueRecord } from './records.ts'
import { XmlScanner } from './xml-scanner.ts'

/** Larger pieces are cut, so that what one piece yields stays small whatever the source hands over. */
const pieceBytes = 64 * 1024

export async function* readCatalogue(
  source: AsyncIterable<Uint8Array>,
  limits: Partial<ReadLimits> = {},
): AsyncGenerator<CatalogueRecord, void, undefined> {
  const all: ReadLimits = { ...defaultReadLimits, ...limits }
  const decoder = new ByteDecoder(all.fileBytes)
  const assembler = new CatalogueAssembler(all, () => decoder.encoding)
  const scanner = new XmlScanner(all, assembler)
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      scanner.write(decoder.push(bytes.subarray(at, at + pieceBytes)))
      yield* assembler.take()
    }
  }
  scanner.write(decoder.end())
  scanner.end()
  assembler.finish()
  yield* assembler.take()
}
