/** Everything random that identity gives out. Long tokens are looked up by their SHA-256; they need no slow hash. */
import { createHash, randomBytes, randomInt } from 'node:crypto'

/** Without the signs that people mistake for one another when read aloud or copied by hand: 0 O 1 I L U. */
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 8

/** 256 random bits for a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** For the office to read out: eight signs, about 39 bits. */
export const newEnrolmentCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')

/** As typed by a person: blanks, dashes and small letters do not matter. null: cannot be a code. */
export function parseEnrolmentCode(typed: string): string | null {
  const code = typed.replace(/[\s\-–—_.]/gu, '').toUpperCase()
  if (code.length !== codeLength) return null
  return [...code].every((sign) => codeAlphabet.includes(sign)) ? code : null
}

/** Six digits for a phone. */
export const newPhoneCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
