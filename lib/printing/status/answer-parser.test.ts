import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnswerParser, type PrinterAnswer } from './answer-parser.ts'
import type { StatusQuestion } from './commands.ts'
import { allWell, obstacleIn, type PrinterStatus } from './printer-status.ts'

const heard = (bytes: number[], ...asked: StatusQuestion[]): PrinterAnswer[] => {
  const parser = createAnswerParser()
  parser.asked(...asked)
  return parser.push(Uint8Array.from(bytes))
}

/** What a printer would say of `status`, from the manual's table of `GS a`. */
function packetOf(status: PrinterStatus): number[] {
  const bits = (...on: [boolean, number][]) => on.reduce((byte, [is, bit]) => (is ? byte | (1 << bit) : byte), 0)
  return [
    0x10 | bits([status.drawerSignal, 2], [!status.online, 3], [status.coverOpen, 5], [status.feeding, 6]),
    bits([status.error === 'cutter', 3], [status.error === 'unrecoverable', 5], [status.error === 'recoverable', 6]),
    status.paper === 'out' ? 0x0f : status.paper === 'nearEnd' ? 0x03 : 0,
    0,
  ]
}

const statuses = fc.record<PrinterStatus>({
  online: fc.boolean(),
  coverOpen: fc.boolean(),
  paper: fc.constantFrom('ok', 'nearEnd', 'out'),
  feeding: fc.boolean(),
  error: fc.constantFrom(null, 'cutter', 'recoverable', 'unrecoverable'),
  drawerSignal: fc.boolean(),
})

describe('answers of a printer', () => {
  test('the known replies for "no paper" are read so: 1A 32 7E to questions 1, 2 and 4', () => {
    const parts = heard([0x1a, 0x32, 0x7e], 1, 2, 4)
    expect(parts).toEqual([
      { kind: 'status', status: { online: false, drawerSignal: false } },
      { kind: 'status', status: { coverOpen: false, feeding: false, paper: 'out' } },
      { kind: 'status', status: { paper: 'out' } },
    ])
    const status = parts.reduce((so, part) => (part.kind === 'status' ? { ...so, ...part.status } : so), allWell)
    expect(obstacleIn(status)).toBe('paperOut')
  })

  test.each<[string, number, StatusQuestion, Partial<PrinterStatus>]>([
    ['all well', 0x12, 1, { online: true, drawerSignal: false }],
    ['cover open', 0x16, 2, { coverOpen: true, feeding: false }],
    ['feed button', 0x1a, 2, { coverOpen: false, feeding: true }],
    ['cutter jammed', 0x1a, 3, { error: 'cutter' }],
    ['unrecoverable', 0x32, 3, { error: 'unrecoverable' }],
    ['overheated', 0x52, 3, { error: 'recoverable' }],
    ['no error', 0x12, 3, { error: null }],
    ['paper near its end', 0x1e, 4, { paper: 'nearEnd' }],
    ['paper there', 0x12, 4, { paper: 'ok' }],
  ])('DLE EOT: %s', (_name, byte, question, status) => {
    expect(heard([byte], question)).toEqual([{ kind: 'status', status }])
  })

  test('answers and packets in one stream, split in any way, are told apart', () => {
    type Piece = { bytes: number[]; asked?: StatusQuestion; means: PrinterAnswer }
    const packet = statuses.map<Piece>((status) => ({ bytes: packetOf(status), means: { kind: 'packet', status } }))
    const answer = fc.boolean().map<Piece>((open) => ({
      bytes: [open ? 0x16 : 0x12],
      asked: 2,
      means: { kind: 'status', status: { coverOpen: open, feeding: false } },
    }))
    const proof = fc.constantFrom<Piece[]>(
      { bytes: [0x00], means: { kind: 'proof', paper: 'ok' } },
      { bytes: [0x03], means: { kind: 'proof', paper: 'nearEnd' } },
      { bytes: [0x0f], means: { kind: 'proof', paper: 'out' } },
    )
    const model = fc.constant<Piece>({
      bytes: [0x5f, ...new TextEncoder().encode('TM-T88V'), 0],
      means: { kind: 'model', name: 'TM-T88V' },
    })
    const flow = fc.boolean().map<Piece>((go) => ({ bytes: [go ? 0x11 : 0x13], means: { kind: 'flow', go } }))
    fc.assert(
      fc.property(
        fc.array(fc.oneof(packet, answer, proof, model, flow)),
        fc.array(fc.integer({ min: 1, max: 5 })),
        (pieces, cuts) => {
          const parser = createAnswerParser()
          parser.asked(...pieces.flatMap(({ asked }) => (asked === undefined ? [] : [asked])))
          const bytes = Uint8Array.from(pieces.flatMap((piece) => piece.bytes))
          const answers: PrinterAnswer[] = []
          for (let at = 0, i = 0; at < bytes.length; i += 1) {
            const end = at + (cuts[i] ?? 3)
            answers.push(...parser.push(bytes.subarray(at, end)))
            at = end
          }
          expect(answers).toEqual(pieces.map(({ means }) => means))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('a packet whose rest is lost spoils nothing that follows', () => {
    expect(heard([0x10, 0x00, 0x12, 0x10, 0x00, 0x00, 0x00], 1)).toEqual([
      { kind: 'stray', bytes: [0x10, 0x00] },
      { kind: 'status', status: { online: true, drawerSignal: false } },
      { kind: 'packet', status: allWell },
    ])
  })

  test('an answer that nobody asked for is no status', () => {
    expect(heard([0x12])).toEqual([{ kind: 'stray', bytes: [0x12] }])
  })

  test('after a cut line nothing half-heard and nothing asked is left', () => {
    const parser = createAnswerParser()
    parser.asked(1)
    parser.push(Uint8Array.of(0x10, 0x00))
    parser.reset()
    expect(parser.push(Uint8Array.of(0x00))).toEqual([{ kind: 'proof', paper: 'ok' }])
    expect(parser.push(Uint8Array.of(0x12))).toEqual([{ kind: 'stray', bytes: [0x12] }])
  })

  test('noise is never an endless text', () => {
    const answers = heard([0x5f, ...Array.from({ length: 200 }, () => 0x41), 0])
    expect(answers.filter(({ kind }) => kind === 'model')).toEqual([])
    expect(answers.at(-1)).toEqual({ kind: 'proof', paper: 'ok' })
  })
})
