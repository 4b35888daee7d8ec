/** docs/complaints.md names a test for each complaint of users.md: each of them is there, and carries the number. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const rows = [...read('docs/complaints.md').matchAll(/^\| (\d+) .*\| `([^`]+)`: (.+?) *\|$/gm)].map(
  ([, number, file, words]) => ({ number: Number(number), file: file ?? '', words: words ?? '' }),
)

it('the table goes from 1 to 20 without a gap', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

it.each(rows)('complaint $number has its test', ({ number, file, words }) => {
  expect(existsSync(path.join(root, file)), file).toBe(true)
  const text = read(file)
  const title = text.split('\n').find((line) => /\b(test|it|describe)\b/.test(line) && line.includes(words))
  expect(title, words).toBeDefined()
  const numbers = [...(title ?? '').matchAll(/users(?:\.md)? ((?:\d+(?:, | and )?)+)/g)].flatMap(([, list = '']) =>
    (list.match(/\d+/g) ?? []).map(Number),
  )
  expect(numbers).toContain(number)
})
