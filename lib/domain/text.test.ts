import { describe, expect, it } from 'vitest'
import { isPlainId, isStorable, shortened } from './text.ts'

describe('a name for something new', () => {
  it.each(['l1', 'a.b:c+d-e_f', '7', '3f0c9a52-1d2e-4c7b-9a44-0d4f1b2c3d4e'])('%s', (name) => {
    expect(isPlainId(name)).toBe(true)
  })

  it.each(['', 'a/b', 'a b', 'ж', 'x'.repeat(65), '__proto__', 'constructor', 'toString'])('not %s', (name) => {
    expect(isPlainId(name)).toBe(false)
  })
})

it('a text that is shortened can be stored, wherever it is cut', () => {
  const text = 'Вода 👩‍👩‍👧 19 л'
  for (let max = 0; max <= text.length; max += 1) {
    const short = shortened(text, max)
    expect(isStorable(short)).toBe(true)
    expect(text.startsWith(short)).toBe(true)
    expect(max - short.length).toBeLessThanOrEqual(1)
  }
})
