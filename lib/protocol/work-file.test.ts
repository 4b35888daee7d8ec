import { describe, expect, test } from 'vitest'
import type { WireOperation } from './sync.ts'
import { readWorkFile, writeWorkFile } from './work-file.ts'

const operation = (seq: number, payload: unknown = { note: 'Вода «Родник»' }): WireOperation => ({
  seq,
  actorId: 'anna',
  kind: 'order.note',
  target: { kind: 'order', id: `o${seq}` },
  payload,
  madeAt: 1000 + seq,
  clockOffsetMs: null,
  schema: 1,
})
const operations: WireOperation[] = [operation(3), { seq: 4, lost: true }, operation(5, { '2': 'b', '1': 'a', x: 0.1 })]
const content = writeWorkFile('d1', 77, operations)

describe('work as a file (S12)', () => {
  test('comes back as it left', () => {
    expect(readWorkFile(content)).toMatchObject({ kind: 'file', file: { deviceId: 'd1', savedAt: 77, operations } })
  })

  test('a byte order mark and another line layout do no harm', () => {
    expect(readWorkFile(`\uFEFF${JSON.stringify(JSON.parse(content))}`).kind).toBe('file')
  })

  const spoilt: [string, string, string][] = [
    ['one letter changed', content.replace('Родник', 'родник'), 'damaged'],
    ['cut off', content.slice(0, -40), 'damaged'],
    ['one operation taken out', content.replace('"seq": 4', '"seq": 9'), 'damaged'],
    ['a later version', content.replace('"version": 1', '"version": 2'), 'newerVersion'],
    ['another file', '{"format":"something"}', 'notAWorkFile'],
    ['no JSON', 'hello', 'notAWorkFile'],
    ['nothing', 'null', 'notAWorkFile'],
  ]
  test.each(spoilt)('is taken whole or not at all: %s', (_, text, kind) => {
    expect(readWorkFile(text)).toEqual({ kind })
  })

  test('numbers with a hole between them are no work file, even with a right checksum', () => {
    expect(readWorkFile(writeWorkFile('d1', 77, [operation(3), operation(5)]))).toEqual({ kind: 'damaged' })
  })
})
