import { expect, test } from 'vitest'
import { fitsPin, makeVerifier } from './offline-pin.ts'

const person = { id: 'p1', name: 'Пётр', roles: ['driver' as const], customerId: null }
const random = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => i + 1)

test('fits its PIN and no other, and holds nothing of it in clear', async () => {
  const verifier = await makeVerifier('7391', { person, pinVersion: 3, random })
  expect(await fitsPin(verifier, '7391')).toBe(true)
  for (const wrong of ['7392', '73910', '739', '']) expect(await fitsPin(verifier, wrong)).toBe(false)
  expect(JSON.stringify(verifier)).not.toContain('7391')
  expect(verifier.cost.N * verifier.cost.r * 128).toBe(16 * 1024 * 1024)
})

test('the same PIN with another salt is another hash', async () => {
  const one = await makeVerifier('7391', { person, pinVersion: 3, random })
  const other = await makeVerifier('7391', { person, pinVersion: 3, random: (bytes) => new Uint8Array(bytes) })
  expect(other.hash).not.toBe(one.hash)
})
