/**
 * Golden bytes that a person can read: each line is a piece of the job, its bytes on the left, its letters on the right.
 * `UPDATE_GOLDEN=1 npx vitest run lib/printing/golden.test.ts` writes them anew; the diff is then to be read.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { layOut } from './lay-out.ts'
import type { PrinterProfile } from './profile.ts'
import { printerFamilies, profileOf } from './profiles.ts'
import { renderJob } from './render-job.ts'
import type { CodePage } from './slip.ts'
import { sampleSlips } from './testing/sample-slips.ts'

const folder = path.join(import.meta.dirname, 'golden')

const profile = (id: string, page: CodePage): PrinterProfile => {
  const family = printerFamilies.find((one) => one.id === id)
  if (family === undefined) throw new Error(`No family ${id}`)
  return profileOf(family, page)
}
const profiles = {
  'epson-cp866': profile('epson', 'cp866'),
  'xprinter-windows-1251': profile('xprinter', 'windows-1251'),
  'pos-58-cp866': profile('pos-58', 'cp866'),
}

const cases = Object.entries(profiles).flatMap(([name, one]) =>
  Object.entries(sampleSlips).map(([slip, make]) => [`${slip}.${name}.txt`, one, make] as const),
)

describe('golden bytes', () => {
  test.each(cases)('%s', (name, one, make) => {
    const file = path.join(folder, name)
    const now = describeBytes(renderJob(layOut(make(one), one), one), one.page)
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, now)
    expect(existsSync(file), `${name} is missing`).toBe(true)
    expect(now).toBe(readFileSync(file, 'utf8'))
  })

  test('no file is left over', () => {
    expect(readdirSync(folder).sort()).toEqual(cases.map(([name]) => name).sort())
  })
})

/** A piece ends with a line feed, and before a command. Long pieces (images) are shortened by their run of equal bytes. */
function describeBytes(bytes: Uint8Array, page: CodePage): string {
  const pieces: number[][] = [[]]
  for (const [at, byte] of bytes.entries()) {
    const isCommand = (byte === 0x1b || byte === 0x1c || byte === 0x1d) && (pieces.at(-1)?.length ?? 0) > 0
    if (isCommand) pieces.push([])
    pieces.at(-1)?.push(byte)
    if (byte === 0x0a && at < bytes.length - 1) pieces.push([])
  }
  const decoder = new TextDecoder(page === 'cp866' ? 'ibm866' : page)
  return pieces
    .flatMap((piece) => chunksOf(piece, 16))
    .map((chunk) => {
      const hex = chunk.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
      const letters = decoder.decode(Uint8Array.from(chunk)).replace(/[\p{Cc}\u00a0\u00ad]/gu, '·')
      return `${hex.padEnd(47)}  ${letters}\n`
    })
    .join('')
}

const chunksOf = (piece: number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(piece.length / size) }, (_, index) => piece.slice(index * size, (index + 1) * size))
