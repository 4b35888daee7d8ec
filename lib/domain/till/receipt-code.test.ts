/** The code on the paper: whatever is written is read again, and nothing else is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codedReceipt, longestCode, namingCode, productKey, readCode, signable, writeCode } from './receipt-code.ts'
import type { CodedLine, CodedReceipt } from './receipt-code.ts'
import type { Receipt } from './receipt.ts'
import { receiptTenders } from './shift.ts'

const till = '0b9cfa2e-6b1d-4a4e-9d4f-3f7f6a1c2b3d'
const line: fc.Arbitrary<CodedLine> = fc.record({
  productKey: fc.option(fc.integer({ min: 0, max: 2 ** 48 - 1 })),
  quantityMilli: fc.integer({ min: 1, max: 1_000_000_000 }),
  priceMinor: fc.integer({ min: 0, max: 100_000_000_000 }),
  discountMinor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000_000_000 })),
  vatPercent: fc.option(fc.integer({ min: 0, max: 100 })),
})
const receipts: fc.Arbitrary<CodedReceipt> = fc.record({
  receiptId: fc
    .record({
      device: fc.oneof(fc.uuid({ version: 4 }), fc.stringMatching(/^[a-z0-9]{12,20}$/)),
      shift: fc.integer({ min: 1, max: 999_999_999 }),
      number: fc.integer({ min: 1, max: 999_999_999 }),
    })
    .map(({ device, shift, number }) => `${device}:${shift}:${number}`),
  at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => Date.UTC(2020, 0, 1) + seconds * 1000),
  totalMinor: fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }),
  tender: fc.option(fc.constantFrom(...receiptTenders)),
  lines: fc.option(fc.array(line, { maxLength: 6 })),
})
const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 })
const signed = (receipt: CodedReceipt, signature: Uint8Array) => writeCode(signable(receipt).content, signature)

describe('the code of a receipt', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(receipts, signatures, (receipt, signature) => {
        const read = readCode(signed(receipt, signature))
        expect(read).toEqual({ kind: 'signed', receipt, message: signable(receipt).message, signature })
      }),
    )
  })

  it('is digits only, and fits the narrowest paper however much was bought: then without its lines', () => {
    const many = fc.array(line, { minLength: 1, maxLength: 100, size: 'max' })
    let withoutLines = 0
    fc.assert(
      fc.property(receipts, many, signatures, (receipt, lines, signature) => {
        const code = signed({ ...receipt, lines }, signature)
        expect(code).toMatch(/^\d+$/)
        expect(code.length).toBeLessThanOrEqual(longestCode)
        const read = readCode(code)
        if (read.kind !== 'signed') throw new Error(read.kind)
        if (read.receipt.lines === null) withoutLines += 1
        expect(read.receipt).toEqual({ ...receipt, lines: read.receipt.lines === null ? null : lines })
      }),
    )
    expect(withoutLines).toBeGreaterThan(0)
  })

  it('holds a usual purchase whole', () => {
    const usual: CodedLine = {
      productKey: productKey(till),
      quantityMilli: 2_000,
      priceMinor: 64_025,
      discountMinor: 0,
      vatPercent: 22,
    }
    const receipt = {
      receiptId: `${till}:120:87`,
      at: Date.UTC(2026, 10, 22),
      totalMinor: 2_000_000,
      tender: 'card' as const,
    }
    const code = signed({ ...receipt, lines: Array.from({ length: 18 }, () => usual) }, new Uint8Array(64).fill(255))
    expect(code.length).toBeLessThanOrEqual(longestCode)
    expect(readCode(code)).toMatchObject({ receipt: { lines: { length: 18 } } })
    expect(signed({ ...receipt, lines: [usual] }, new Uint8Array(64).fill(255)).length).toBeLessThan(285)
  })

  it('says that a scan has lost keys, swapped or mistaken some', () => {
    const slips = fc.record({
      at: fc.nat({ max: 1000 }),
      digit: fc.integer({ min: 0, max: 9 }),
      how: fc.constantFrom('lost', 'other', 'twice'),
    })
    let heard = 0
    fc.assert(
      fc.property(receipts, signatures, slips, (receipt, signature, { at, digit, how }) => {
        const code = signed(receipt, signature)
        const place = 4 + (at % (code.length - 4))
        const typed =
          code.slice(0, place) +
          (how === 'lost' ? '' : how === 'twice' ? (code[place] ?? '') : '') +
          (how === 'lost' ? '' : how === 'other' ? String(digit) : (code[place] ?? '')) +
          code.slice(place + 1)
        if (typed === code) return
        heard += 1
        // A checksum of sixteen bits lets one in 65,536 pass; the signature does not.
        const read = readCode(typed)
        if (read.kind === 'signed')
          expect(read.signature.toString() + read.message.toString()).not.toBe(
            signature.toString() + signable(receipt).message.toString(),
          )
        else expect(read.kind).toBe('garbled')
      }),
      { numRuns: 300 },
    )
    expect(heard).toBeGreaterThan(200)
  })

  it.each([
    '',
    '4600000000008',
    '9917',
    '99171',
    '(01)04600000000008',
    'RODNIK:1',
    'https://till.example/r/1',
    '01046000000000089917',
  ])('%j is no code of ours', (text) => expect(readCode(text)).toEqual({ kind: 'other' }))

  it.each([`9917${'1'.repeat(60)}`, `9917${'0'.repeat(60)}`, `9917${'a'.repeat(60)}`, `9917${'9'.repeat(5000)}`])(
    'what only begins like one was not read whole',
    (text) => expect(readCode(text)).toEqual({ kind: 'garbled' }),
  )

  it('never throws, whatever it is given to read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['garbled', 'named', 'signed', 'other']).toContain(readCode(writeCode(bytes, null)).kind)
      }),
      { numRuns: 1000 },
    )
  })

  it('of a till that cannot sign names the receipt', () => {
    fc.assert(
      fc.property(receipts, ({ receiptId }) => {
        expect(readCode(namingCode(receiptId))).toEqual({ kind: 'named', receiptId })
      }),
    )
    expect(namingCode(`${till}:120:87`).length).toBeLessThan(70)
  })
})

it('the lines of a code are those that were sold: what came back is in no count', () => {
  const back = { receiptId: 'till:1:1', lineId: 'l1' }
  const sold = {
    id: 'a',
    productId: 'water',
    quantityMilli: 1000,
    priceMinor: 25_050,
    discountMinor: 50,
    vatPercent: 22,
  }
  const receipt = {
    id: 'till:2:3',
    at: Date.UTC(2026, 10, 22, 9, 0, 0, 999),
    totalMinor: 0,
    roundingMinor: 0,
    tenders: [],
    lines: [
      { ...sold, id: 'b', returnOf: back },
      { ...sold, returnOf: null },
    ],
  } as unknown as Receipt
  const coded = codedReceipt(receipt)
  expect(coded).toMatchObject({ at: Date.UTC(2026, 10, 22, 9), tender: null })
  expect(coded.lines).toEqual([
    { productKey: productKey('water'), quantityMilli: 1000, priceMinor: 25_050, discountMinor: 50, vatPercent: 22 },
  ])
})

it('goods of a large catalogue have different keys', () => {
  const ids = Array.from(
    { length: 100_000 },
    (_, number) => `${number.toString(16).padStart(8, '0')}-6b1d-4a4e-9d4f-3f7f6a1c2b3d`,
  )
  const keys = new Set(ids.map(productKey))
  expect(keys.size).toBe(ids.length)
  expect(Math.max(...[...keys].slice(0, 1000))).toBeLessThan(2 ** 48)
})
