import { expect, it } from 'vitest'
import { hashSecret, hashSecretWithSalt, isSecret } from './secret-hash.ts'

it('knows the secret again and no other; equal secrets look different', async () => {
  const [first, second] = await Promise.all([hashSecret('5820'), hashSecret('5820')])
  expect(first).not.toBe(second)
  expect(await isSecret('5820', first)).toBe(true)
  expect(await isSecret('5821', first)).toBe(false)
})

it('takes at least 32 MiB of memory for one guess', async () => {
  const [, log2N, r] = (await hashSecret('5820')).split('$').map(Number)
  expect(128 * 2 ** (log2N ?? 0) * (r ?? 0)).toBeGreaterThanOrEqual(32 * 1024 * 1024)
})

it('with one salt the same code gives the same text, so that it can be looked up', async () => {
  const salt = Buffer.alloc(16, 7)
  expect(await hashSecretWithSalt('ABCD2345', salt)).toBe(await hashSecretWithSalt('ABCD2345', salt))
})

it.each(['', 'plain', 'scrypt$15$8$1$$', 'argon2$15$8$1$c2FsdA$aGFzaA'])(
  'a stored form %j fits nothing',
  async (form) => {
    expect(await isSecret('5820', form)).toBe(false)
  },
)
