import { expect, it } from 'vitest'
import { newEnrolmentCode, newPhoneCode, newToken, parseEnrolmentCode, tokenHash } from './tokens.ts'

it('an enrolment code survives being read out and typed: blanks, dashes, small letters', () => {
  const code = newEnrolmentCode()
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
  expect(parseEnrolmentCode(` ${code.slice(0, 4).toLowerCase()}–${code.slice(4)}\n`)).toBe(code)
})

it.each(['', 'ABCD', 'ABCDEFGHJ', 'ABCDEFG0', 'ABCDEFGО', "ABCD'--X"])('%j is no enrolment code', (typed) =>
  expect(parseEnrolmentCode(typed)).toBeNull(),
)

it('tokens carry 256 bits and are stored as something else', () => {
  const token = newToken()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(tokenHash(token)).not.toContain(token)
  expect(tokenHash(token)).toBe(tokenHash(token))
})

it('phone codes have six digits, zeros in front included', () => {
  for (let count = 0; count < 200; count++) expect(newPhoneCode()).toMatch(/^\d{6}$/)
})
