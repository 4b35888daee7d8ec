/** Finds goods by words, article or barcode among all that this device holds. Pure, and quick enough for every key press. */
import type { Product } from '../../lib/domain/catalogue/catalogue.ts'

export type SearchEntry<Item> = { item: Item; name: string; text: string; codes: readonly string[] }

export function searchEntry<Item extends { product: Product }>(item: Item): SearchEntry<Item> {
  const { name, article, description, barcodes } = item.product
  const plainName = plain(name)
  return {
    item,
    name: plainName,
    text: ` ${plainName} ${plain(article ?? '')} ${plain(description ?? '')}`,
    codes: article ? [...barcodes, article] : barcodes,
  }
}

/**
 * Every word must begin a word of the text; a whole barcode or article is that product alone. Goods whose name begins
 * with what was typed come first, else the given order stays.
 */
export function searchGoods<Item>(entries: readonly SearchEntry<Item>[], typed: string): Item[] {
  const wanted = plain(typed)
  if (wanted === '') return entries.map((entry) => entry.item)
  const code = typed.trim()
  const exact = entries.filter((entry) => entry.codes.includes(code))
  if (exact.length > 0) return exact.map((entry) => entry.item)

  const words = wanted.split(' ').map((word) => ` ${word}`)
  const found = entries.filter((entry) => words.every((word) => entry.text.includes(word)))
  const first = found.filter((entry) => entry.name.startsWith(wanted))
  const rest = found.filter((entry) => !entry.name.startsWith(wanted))
  return [...first, ...rest].map((entry) => entry.item)
}

/** Small letters, ё as е, everything that is no letter or digit as one blank. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
