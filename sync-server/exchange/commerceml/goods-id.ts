/** Identifiers of 1C: guids in either case, `guid#guid` for a variant, opaque text from other sources. */
import type { GoodsId } from './records.ts'

/** The schemas allow 80; nothing honest needs more than this. */
export const longestId = 255

const emptyGuid = '00000000-0000-0000-0000-000000000000'

/** What two ids are compared by. They are stored and sent back as they came. */
export function idKey(id: string): string {
  return id.trim().toLowerCase()
}

/**
 * `id` as sent, perhaps with a characteristic in a field of its own (delta files). A blank or all-zero characteristic
 * is 1C's way to say "none".
 */
export function goodsId(id: string, separateCharacteristic?: string): GoodsId {
  const hash = id.indexOf('#')
  const productId = (hash < 0 ? id : id.slice(0, hash)).trim()
  const second = (hash < 0 ? (separateCharacteristic ?? '') : id.slice(hash + 1)).trim()
  const characteristicId = second === '' || second === emptyGuid ? null : second
  return {
    id: characteristicId === null ? productId : `${productId}#${characteristicId}`,
    productId,
    characteristicId,
  }
}
