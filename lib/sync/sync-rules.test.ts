import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const rows = readFileSync(path.join(root, 'docs/sync.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| **S'))

describe('docs/sync.md', () => {
  it('states every rule', () => {
    const numbers = [...Array.from({ length: 13 }, (_, index) => index + 1), 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
    expect(rows.map((row) => Number(/\*\*S(\d+)\*\*/.exec(row)?.[1]))).toEqual(numbers)
  })

  it.each(rows.map((row) => [/\*\*(S\d+)\*\*/.exec(row)?.[1], row] as const))('%s: its proof exists', (_rule, row) => {
    const proofs = [...row.matchAll(/`([^`]+)`: (.+?)(?: · (?=`)| *\|$)/g)]
    expect(proofs).not.toEqual([])
    for (const [, file = '', words = ''] of proofs) {
      const text = readFileSync(path.join(root, file), 'utf8')
      if (!words.startsWith('(')) expect(text).toContain(words)
      else expect(text).toMatch(/\bit(\.each)?\(/)
    }
  })
})
