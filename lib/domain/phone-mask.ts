/**
 * The shop's own shape of phone numbers (D01–D04): a country code of its own, and a mask without it in which N stands for
 * each digit: `+7` and `(NNN) NNN-NN-NN`. What is typed or pasted is poured into it. Pure.
 */
import * as z from 'zod/mini'

/** A country code and eight to fifteen digits with it, as E.164 has them. */
export const phoneMaskSchema = z
  .strictObject({
    country: z.string().check(z.regex(/^\+[1-9]\d{0,3}$/)),
    mask: z.string().check(z.maxLength(30), z.regex(/^[N ().\-]+$/)),
  })
  .check(z.refine(({ country, mask }) => isDialled(country, mask)))
export type PhoneMask = z.infer<typeof phoneMaskSchema>

function isDialled(country: string, mask: string): boolean {
  const digits = country.length - 1 + placesOf(mask)
  return digits >= 8 && digits <= 15
}

const placesOf = (mask: string): number => mask.split('N').length - 1

export type MaskProblem = 'countryWrong' | 'maskWrong' | 'lengthWrong'

/** What an administrator typed. */
export function parsePhoneMask(country: string, mask: string): PhoneMask | { problem: MaskProblem } {
  const typed = { country: country.replace(/\s/g, ''), mask: mask.trim() }
  if (!/^\+[1-9]\d{0,3}$/.test(typed.country)) return { problem: 'countryWrong' }
  if (!/^[N ().\-]{1,30}$/.test(typed.mask)) return { problem: 'maskWrong' }
  return isDialled(typed.country, typed.mask) ? typed : { problem: 'lengthWrong' }
}

export type Masked = {
  /** In the mask's shape, as far as there are digits. Without the country code. */
  shown: string
  /** Without the country code. */
  digits: string
} & (
  | { state: 'empty' }
  | { state: 'short'; missing: number }
  | { state: 'whole'; phone: string }
  | { state: 'long'; extra: number }
  /** It begins with the code of another country. */
  | { state: 'foreign' }
)

/**
 * From any usual way of writing: with the country code or without, with `00` or the trunk digit (8 in Russia, 0 elsewhere)
 * before it, with any signs between. What is shown reads back as the same.
 */
export function maskTyped(typed: string, { country, mask }: PhoneMask): Masked {
  const places = placesOf(mask)
  const trimmed = typed.trim()
  const all = trimmed.replace(/\D/g, '')
  const code = country.slice(1)
  if (trimmed.startsWith('+') && all !== '' && !all.startsWith(code) && !code.startsWith(all))
    return { shown: trimmed, digits: all, state: 'foreign' }
  const digits = ownDigits(all, trimmed.startsWith('+'), { code, places })
  const shown = pour(digits, mask)
  if (digits === '') return { shown: '', digits, state: 'empty' }
  if (digits.length < places) return { shown, digits, state: 'short', missing: places - digits.length }
  if (digits.length > places) return { shown, digits, state: 'long', extra: digits.length - places }
  return { shown, digits, state: 'whole', phone: country + digits }
}

/** What is before the number goes, as soon as there are more digits than the number has. */
function ownDigits(all: string, isInternational: boolean, { code, places }: { code: string; places: number }): string {
  if (isInternational) return all.slice(code.length)
  if (all.length <= places) return all
  const trunk = code === '7' ? '8' : '0'
  for (const before of [`00${code}`, `810${code}`, code, trunk])
    if (all.startsWith(before) && all.length === places + before.length) return all.slice(before.length)
  return all
}

/** Signs of the mask stand before the digit that follows them, never at the end; too many digits follow it bare. */
function pour(digits: string, mask: string): string {
  let shown = ''
  let waiting = ''
  let at = 0
  for (const sign of mask) {
    if (sign !== 'N') {
      waiting += sign
      continue
    }
    if (at >= digits.length) break
    shown += waiting + (digits[at] ?? '')
    waiting = ''
    at += 1
  }
  return shown + digits.slice(at)
}

/** A stored number in the mask's shape; null: it is of another country or length. */
export function showMasked(phone: string, mask: PhoneMask): string | null {
  if (!phone.startsWith(mask.country)) return null
  const masked = maskTyped(phone, mask)
  return masked.state === 'whole' ? `${mask.country} ${masked.shown}` : null
}
