/**
 * Signing in without the server, on a device where this person signed in before. After an online sign-in the browser
 * makes a verifier of its own from the PIN; the server's hash never leaves the server.
 *
 * What it is worth: it keeps a colleague from acting in another's name on a shared tablet, with delays that grow. It
 * does not withstand somebody who copies the browser's files and tries all PINs elsewhere; the memory-hard function only
 * makes that slow.
 */
import type { PersonSelf } from '../../protocol/identity.ts'

export type OfflineVerifier = {
  person: PersonSelf
  /** Of the PIN it was made from: a new PIN makes it useless. */
  pinVersion: number
  salt: string
  hash: string
  cost: ScryptCost
}

export type ScryptCost = { N: number; r: number; p: number }

/** 16 MiB: a fifth of a second on an office PC, about one on a driver's tablet, who stands at the van and waits. */
const scryptCost: ScryptCost = { N: 2 ** 14, r: 8, p: 1 }

export async function makeVerifier(
  pin: string,
  options: { person: PersonSelf; pinVersion: number; random: (bytes: number) => Uint8Array; cost?: ScryptCost },
): Promise<OfflineVerifier> {
  const { person, pinVersion, random, cost = scryptCost } = options
  const salt = toHex(random(16))
  return { person, pinVersion, salt, cost, hash: await derive(pin, salt, cost) }
}

export async function fitsPin(verifier: OfflineVerifier, pin: string): Promise<boolean> {
  return isEqual(await derive(pin, verifier.salt, verifier.cost), verifier.hash)
}

/** Loaded when first needed; the shell keeps it for offline. */
async function derive(pin: string, salt: string, cost: ScryptCost): Promise<string> {
  const { scryptAsync } = await import('@noble/hashes/scrypt.js')
  return toHex(await scryptAsync(pin, salt, { ...cost, dkLen: 32, asyncTick: 20 }))
}

function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % b.length)
  return difference === 0
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
