/** Russian phones: stored as `+7` and ten digits (GC6), typed and shown as people write them. */

/** From `8 (912) 345-67-89`, `+7 912…`, `7912…` or the ten digits. null: not a Russian phone. */
export function parsePhone(text: string): string | null {
  const trimmed = text.trim()
  if (!/^\+?[\d\s().\-\u00a0\u2010-\u2015]+$/.test(trimmed)) return null
  const digits = trimmed.replace(/\D/g, '')
  const abroad = trimmed.startsWith('+') && !digits.startsWith('7')
  if (abroad) return null
  if (digits.length === 11 && (digits.startsWith('7') || digits.startsWith('8'))) return `+7${digits.slice(1)}`
  if (digits.length === 10 && !trimmed.startsWith('+')) return `+7${digits}`
  return null
}

/** Also a number of another country, spelled as the till's mask gives it and in no other way: `+375291234567`. */
export const parseAnyPhone = (text: string): string | null =>
  parsePhone(text) ?? (/^\+(?!7)[1-9]\d{7,14}$/.test(text) ? text : null)

/** `+79123456789` → `+7 912 345-67-89`. Anything else is shown as it stands. */
export function formatPhone(phone: string): string {
  const match = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone)
  return match ? `+7 ${match[1]} ${match[2]}-${match[3]}-${match[4]}` : phone
}

/** What a phone field shows after each key: the digits typed so far in the phone's shape. Empty for no digits. */
export function maskPhone(typed: string): string {
  const all = typed.replace(/\D/g, '')
  const spelledCountry = typed.trim().startsWith('+') || all.startsWith('7') || all.startsWith('8')
  const digits = (spelledCountry ? all.slice(1) : all).slice(0, 10)
  if (all === '') return ''
  const parts = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8, 10)]
  const [area, first, second, third] = parts
  let shown = '+7'
  if (area) shown += ` ${area}`
  if (first) shown += ` ${first}`
  if (second) shown += `-${second}`
  if (third) shown += `-${third}`
  return shown
}
