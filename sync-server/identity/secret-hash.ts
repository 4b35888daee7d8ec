/**
 * Short secrets (PINs, one-time codes, enrolment codes) are kept only as scrypt hashes: 32 MiB of memory for every
 * guess, so that a stolen table of four-digit PINs costs something to try through. At most two hashes are computed at a
 * time in one process, and a processor is left to others; those who wait are few, and PINs go before customers' codes.
 *
 *     stored form: scrypt$<log2 N>$<r>$<p>$<salt>$<hash>      salt and hash in base64url
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { createWorkQueue, type Urgency } from './work-queue.ts'

const cost = { log2N: 15, r: 8, p: 1 } // 128 · 2^15 · 8 bytes = 32 MiB
const hashBytes = 32

/** Some twenty a second are done: nobody waits for much longer than three. */
export const hashing = createWorkQueue({
  atOnce: Math.max(1, Math.min(2, availableParallelism() - 1)),
  mostNow: 60,
  mostLater: 20,
})

/** `urgency` 'later': what anybody may ask for without proof. */
export async function hashSecret(secret: string, urgency: Urgency = 'now'): Promise<string> {
  const salt = randomBytes(16)
  return stored(salt, await derive(secret, salt, cost, urgency))
}

/** The same secret and salt give the same text, so that a code can be looked up by it. */
export async function hashSecretWithSalt(secret: string, salt: Buffer, urgency: Urgency = 'now'): Promise<string> {
  return stored(salt, await derive(secret, salt, cost, urgency))
}

/** False for every other secret, and for a stored form that is not ours. Takes the same time either way. */
export async function isSecret(secret: string, storedForm: string, urgency: Urgency = 'now'): Promise<boolean> {
  const [name, log2N, r, p, salt, hash] = storedForm.split('$')
  if (name !== 'scrypt' || !log2N || !r || !p || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64url')
  const like = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), like, urgency)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

const stored = (salt: Buffer, hash: Buffer): string =>
  ['scrypt', cost.log2N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')

function derive(secret: string, salt: Buffer, { log2N, r, p }: typeof cost, urgency: Urgency): Promise<Buffer> {
  const N = 2 ** log2N
  const work = () =>
    new Promise<Buffer>((resolve, reject) => {
      // maxmem must exceed 128·N·r, the memory the hash itself needs
      scrypt(secret.normalize('NFKC'), salt, hashBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  return hashing.run(urgency, work)
}
