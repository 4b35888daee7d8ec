import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScanDetector, pauseMs, type PressedKey } from './scan-detector.ts'

/**
 * A screen in small: a field that has the focus and the codes that were heard. It does with verdicts what the real one
 * does, timer included.
 */
function listen(keys: readonly PressedKey[]): { field: string; codes: string[]; enters: number } {
  const detector = createScanDetector()
  const codes: string[] = []
  let field = ''
  let enters = 0
  let before = -Infinity
  const hear = (scan: { code: string; passed: number }) => {
    codes.push(scan.code)
    field = field.slice(0, field.length - scan.passed)
  }
  const rest = (until: number) => {
    if (!detector.isHolding() || until - before < pauseMs) return
    const after = detector.pause()
    if (after.kind === 'giveBack') field += after.text
    if (after.kind === 'scan') hear(after)
  }
  for (const key of keys) {
    rest(key.at)
    before = key.at
    const verdict = detector.press(key)
    if (verdict.kind === 'scan') hear(verdict)
    else {
      field += verdict.giveBack
      if (verdict.kind === 'pass' && key.key.length === 1) field += key.key
      if (verdict.kind === 'pass' && key.key === 'Enter') enters += 1
    }
  }
  rest(Infinity)
  return { field, codes, enters }
}

const typed = (text: string, gapMs: number, from = 0): PressedKey[] =>
  [...text].map((key, index) => ({ key, at: from + index * gapMs }))
const scanned = (code: string, gapMs = 5, from = 0): PressedKey[] => [
  ...typed(code, gapMs, from),
  { key: 'Enter', at: from + code.length * gapMs },
]

describe('the scan detector', () => {
  it('hears a code with its suffix and leaves nothing of it in the field', () => {
    expect(listen(scanned('4600000000015'))).toEqual({ field: '', codes: ['4600000000015'], enters: 0 })
  })

  it('hears a scanner that sends no suffix, after a pause', () => {
    expect(listen(typed('4600000000015', 8))).toEqual({ field: '', codes: ['4600000000015'], enters: 0 })
  })

  it('keeps GS of a GS1 code, which comes with Ctrl down', () => {
    const keys = [...typed('0104600000000015', 5), { key: 'Control', at: 81 }, { key: '\u001d', at: 82 }]
    expect(listen([...keys, ...scanned('10A7', 5, 86)]).codes).toEqual(['0104600000000015\u001d10A7'])
  })

  it('users.md 20: a second scan is a second code, never a quantity', () => {
    const keys = [...scanned('4600000000015'), ...scanned('4600000000022', 5, 80)]
    expect(listen(keys).codes).toEqual(['4600000000015', '4600000000022'])
  })

  it('users.md 20: Enter of a person stays an Enter, Enter of the scanner is none', () => {
    const keys = [
      ...scanned('46000001'),
      { key: 'Enter', at: 900 },
      ...typed('12', 120, 2000),
      { key: 'Enter', at: 2300 },
    ]
    expect(listen(keys)).toEqual({ field: '12', codes: ['46000001'], enters: 2 })
  })

  it('is not taken in by a key that is held down', () => {
    const keys = typed('5555555555', 30).map((key, index) => ({ ...key, isSpecial: index > 0 }))
    expect(listen(keys)).toMatchObject({ field: '5555555555', codes: [] })
  })

  it('gives back what rolling fingers typed', () => {
    expect(listen(typed('вода', 25))).toEqual({ field: 'вода', codes: [], enters: 0 })
    expect(listen([...typed('вода', 25), ...typed(' 19', 120, 180)])).toMatchObject({ field: 'вода 19', codes: [] })
  })

  it('reads a code in Latin letters, whatever the layout, and gives back what was really typed', () => {
    const keys = [...'ФИС123'].map((key, index) => ({ key, latin: 'ABC123'[index] ?? '', at: index * 5 }))
    expect(listen([...keys, { key: 'Enter', at: 30 }])).toMatchObject({ field: '', codes: ['ABC123'] })
    expect(listen(keys)).toMatchObject({ field: 'ФИС123', codes: [] })
  })

  it('takes no PIN for a code, however fast it is typed', () => {
    expect(listen(scanned('5829', 2))).toEqual({ field: '5829', codes: [], enters: 1 })
  })

  it('takes capitals that a scanner types with Shift', () => {
    const keys = [...'AB12CD'].flatMap((key, index) => [
      { key: 'Shift', at: index * 6 },
      { key, at: index * 6 + 2 },
    ])
    expect(listen([...keys, { key: 'Tab', at: 40 }]).codes).toEqual(['AB12CD'])
  })

  it('users.md 20: typing and scans, mixed in any way, are told apart to the letter', () => {
    const code = fc.stringMatching(/^[0-9A-Z]{6,30}$/)
    const scan = fc.record({ code, gapMs: fc.integer({ min: 0, max: 34 }), suffix: fc.constantFrom('Enter', 'Tab') })
    // No suffix: as long as a barcode is.
    const bare = fc.record({
      code: fc.stringMatching(/^\d{8,14}$/),
      gapMs: fc.integer({ min: 0, max: 34 }),
      suffix: fc.constant(null),
    })
    // Fast typing, with fingers that now and then roll two or three keys.
    const keyGap = fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 45, max: 400 }) },
      { weight: 1, arbitrary: fc.integer({ min: 8, max: 35 }) },
    )
    const typing = fc.array(fc.record({ key: fc.constantFrom(...'абвгд 0123456789xyz', 'Enter'), gapMs: keyGap }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            typing,
            fc.oneof(scan, bare),
            fc.integer({ min: 40, max: 300 }),
            fc.integer({ min: pauseMs + 1, max: 400 }),
          ),
          {
            maxLength: 12,
          },
        ),
        (parts) => {
          const keys: PressedKey[] = []
          let now = 0
          let field = ''
          let enters = 0
          const codes: string[] = []
          for (const [person, scanner, before, after] of parts) {
            let run = 0
            for (const { key, gapMs } of person) {
              // Four keys that fast are no person's.
              run = gapMs <= 35 ? run + 1 : 0
              now += run > 2 ? 60 : gapMs
              if (run > 2) run = 0
              keys.push({ key, at: now })
              if (key === 'Enter') enters += 1
              else field += key
            }
            now += before
            for (const key of scanner.code) {
              keys.push({ key, at: now })
              now += scanner.gapMs
            }
            if (scanner.suffix !== null) keys.push({ key: scanner.suffix, at: now })
            codes.push(scanner.code)
            now += after
          }
          expect(listen(keys)).toEqual({ field, codes, enters })
        },
      ),
      { numRuns: 500 },
    )
  })
})
