/**
 * The spellings of currencies met in exports: ISO letters, ISO numbers, and short Russian names cut to three letters.
 * One export may mix them (a price type says грн, its prices UAH).
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  RUB: ['rub', 'rur', 'руб', 'рубль', 'рублей', 'р', '₽', '643', '810'],
  UAH: ['uah', 'грн', 'гривна', '₴', '980'],
  BYN: ['byn', 'byr', 'бел', 'бр', '933', '974'],
  KZT: ['kzt', 'тнг', 'тенге', 'тг', '₸', '398'],
  USD: ['usd', 'долл', 'дол', '$', '840'],
  EUR: ['eur', 'евро', 'евр', '€', '978'],
  CNY: ['cny', 'юань', 'юан', '¥', '156'],
  GEL: ['gel', 'лари', '981'],
  AMD: ['amd', 'драм', '051'],
  AZN: ['azn', 'ман', '944'],
  KGS: ['kgs', 'сом', '417'],
  UZS: ['uzs', 'сум', '860'],
  TJS: ['tjs', 'сомони', '972'],
  MDL: ['mdl', 'лей', '498'],
  GBP: ['gbp', '£', '826'],
  TRY: ['try', '949'],
}

const codes = new Map(Object.entries(spellings).flatMap(([code, all]) => all.map((spelling) => [spelling, code])))

/** ISO 4217 code, or null for a spelling nobody taught us. */
export function currencyCode(given: string): string | null {
  return codes.get(given.trim().toLowerCase().replace(/\.$/, '')) ?? null
}
