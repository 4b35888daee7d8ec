/** The document `product` from what the accounting system has told. What the office sets here (orderable, points) stays. */
import type { Product } from '../../../../lib/domain/catalogue/catalogue.ts'
import type { VatGiven } from '../../../exchange/commerceml/records.ts'
import { documentId, type GoodsTold } from './told.ts'
import { isFractional, unitName } from './units.ts'

export type ProductSource = {
  id: string
  own: GoodsTold
  /** Set for a variant. `told` is null when the parent itself was never described. */
  parent: { id: string; told: GoodsTold | null } | null
  /** The document as it stands. */
  present: Product | null
  /** Short names by unit code, as the files' own lists of units give them. */
  units: ReadonlyMap<string, string>
}

const longest = { name: 500, article: 120, barcode: 64, description: 10_000 }
const mostBarcodes = 50

/** null: not enough is known yet to show it (nobody has told a name). */
export function productDocument({ id, own, parent, present, units }: ProductSource): Product | null {
  const { product, offer } = own
  const above = parent?.told ?? null
  const name = nameOf(own, above)
  if (name === null) return null
  const unit = product?.unit ?? offer?.unit ?? above?.product?.unit ?? above?.offer?.unit ?? null
  const groupId = (product?.groupIds ?? above?.product?.groupIds)?.[0]
  return {
    id,
    parentId: parent?.id ?? null,
    name: wellFormed(name.slice(0, longest.name)),
    article: cut(product?.article ?? offer?.article ?? above?.product?.article, longest.article),
    barcodes: barcodesOf(own),
    groupId: groupId === undefined ? null : documentId('group', groupId),
    type: (product?.isService ?? above?.product?.isService ?? false) ? 'service' : 'goods',
    unit: unitName(unit, units),
    unitCode: unit?.code ?? null,
    fractional: isFractional(unit, units),
    vatPercent: vatPercent(product?.vat ?? above?.product?.vat ?? null),
    description: cut(product?.description ?? above?.product?.description, longest.description),
    orderable: present?.orderable ?? true,
    pricePoints: present?.pricePoints ?? null,
    containerDepositMinor: product?.containerDepositMinor ?? above?.product?.containerDepositMinor ?? null,
    deleted: [product, offer, above?.product].some((fields) => fields?.deleted === true),
  }
}

function nameOf(own: GoodsTold, above: GoodsTold | null): string | null {
  const mine = tidy(own.product?.name) ?? tidy(own.product?.fullName) ?? tidy(own.offer?.name)
  if (!above) return mine
  const inherited = tidy(above.product?.name) ?? tidy(above.product?.fullName) ?? tidy(above.offer?.name)
  if (mine !== null && mine !== inherited) return mine
  const characteristics = own.offer?.characteristics ?? own.product?.characteristics ?? []
  const values = characteristics.map(({ value }) => tidy(value)).filter((value) => value !== null)
  return inherited !== null && values.length > 0 ? `${inherited} (${values.join(', ')})` : (mine ?? inherited)
}

function barcodesOf({ product, offer }: GoodsTold): string[] {
  const all = [...(product?.barcodes ?? []), ...(offer?.barcodes ?? [])].map((barcode) => barcode.trim())
  return [...new Set(all)]
    .filter((barcode) => barcode !== '' && barcode.length <= longest.barcode)
    .slice(0, mostBarcodes)
}

/** null: without VAT, or not told. */
function vatPercent(vat: VatGiven | null): Product['vatPercent'] {
  return vat?.kind === 'rate' ? Math.round(vat.percentMilli / 1000) : null
}

function cut(text: string | null | undefined, length: number): string | null {
  const trimmed = text?.trim()
  return trimmed ? wellFormed(trimmed.slice(0, length)) : null
}

/** Line breaks and runs of blanks inside names are the accounting system's, not ours to show. */
function tidy(text: string | null | undefined): string | null {
  const flat = text?.replace(/\s+/gu, ' ').trim()
  return flat ? flat : null
}

/** A cut may fall inside a surrogate pair. */
const wellFormed = (text: string): string => (text.isWellFormed() ? text : text.slice(0, -1))
