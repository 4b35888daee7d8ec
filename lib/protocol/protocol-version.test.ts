/**
 * Devices keep running an old app for months. A message whose shape changes silently is refused by them, or worse, half
 * understood; so whoever changes one must see it here, and decide:
 *
 * - Apps of this version are out there: raise `protocolVersion`, pin the new shapes under it, and see that the server
 *   still takes pushes of the versions before (S28).
 * - They are not: pin the new shapes in place of the old.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { outcomeSchema } from './outcome.ts'
import * as sync from './sync.ts'

const shapes = {
  pushInput: sync.pushInput,
  pushOutput: sync.pushOutput,
  pullInput: sync.pullInput,
  pullOutput: sync.pullOutput,
  compareInput: sync.compareInput,
  compareOutput: sync.compareOutput,
  outcome: outcomeSchema,
}

const pinned: Record<number, Record<keyof typeof shapes, string>> = {
  1: {
    pushInput: '30b923ebde2a',
    pushOutput: 'e58b8adc54ea',
    pullInput: '7efec2c14e96',
    pullOutput: '2c781cc09298',
    compareInput: '7b460360c4e3',
    compareOutput: '10df8903c7f4',
    outcome: '3f36e19d0963',
  },
}

/** Twelve hex digits of the shape as JSON Schema, in which neither the order of fields nor comments count. */
const hashOf = (schema: z.ZodMiniType): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), inOrder)))).slice(0, 12)

function inOrder(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return key === 'required' || key === 'enum' ? (value as string[]).toSorted() : value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

test('the shapes that travel are those of this protocol version', () => {
  const present = Object.fromEntries(Object.entries(shapes).map(([name, schema]) => [name, hashOf(schema)]))
  expect(present).toEqual(pinned[sync.protocolVersion])
})

test('a hash sees an added field, a wider value, a missing limit, and nothing in the order of fields', () => {
  const shape = z.strictObject({ a: z.int(), b: z.string().check(z.maxLength(5)) })
  expect(hashOf(z.strictObject({ b: z.string().check(z.maxLength(5)), a: z.int() }))).toBe(hashOf(shape))
  const others = [
    z.strictObject({ a: z.int(), b: z.string().check(z.maxLength(5)), c: z.int() }),
    z.strictObject({ a: z.nullable(z.int()), b: z.string().check(z.maxLength(5)) }),
    z.strictObject({ a: z.int(), b: z.string() }),
    z.strictObject({ a: z.int(), b: z.optional(z.string().check(z.maxLength(5))) }),
    z.object({ a: z.int(), b: z.string().check(z.maxLength(5)) }),
  ]
  const hashes = [shape, ...others].map((schema) => hashOf(schema))
  expect(new Set(hashes).size).toBe(hashes.length)
})
