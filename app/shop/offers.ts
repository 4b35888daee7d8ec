/** What can be ordered here and for how much: the catalogue joined with one price list. Pure. */
import { sellingPrice, type Group, type Price, type Product } from '../../lib/domain/catalogue/catalogue.ts'
import { soldGoods } from '../../lib/domain/catalogue/sold-goods.ts'

/** `priceMinor` null: this customer's price list has no price for it. */
export type Offer = { product: Product; priceMinor: number | null; currency: string }

export type Shelf = { group: Group; subgroups: Group[]; count: number }

export type Catalogue = {
  /** In the order of the catalogue (by name). */
  offers: Offer[]
  offerOf: (productId: string) => Offer | undefined
  /** Groups without a parent that hold anything, in the accounting system's order. */
  shelves: Shelf[]
  groupOf: (groupId: string) => Shelf | undefined
  /** Of the group and everything below it. */
  offersIn: (groupId: string) => Offer[]
}

export function createCatalogue({
  groups,
  products,
  prices,
  priceTypeId,
  currency,
}: {
  groups: readonly Group[]
  products: readonly Product[]
  prices: readonly Price[]
  priceTypeId: string | null
  currency: string
}): Catalogue {
  const priceOf = new Map(
    prices.filter((price) => price.priceTypeId === priceTypeId).map((price) => [price.productId, price]),
  )
  const offered = soldGoods(products, prices).filter(({ orderable }) => orderable) // B04
  const offers = offered.map((product): Offer => {
    const price = priceOf.get(product.id)
    return { product, priceMinor: price ? sellingPrice(price, currency) : null, currency }
  })
  const byId = new Map(offers.map((offer) => [offer.product.id, offer]))
  const tree = createTree(groups, offers)
  return {
    offers,
    offerOf: (productId) => byId.get(productId),
    shelves: tree.filter(
      (shelf) => shelf.group.parentId === null || !groups.some((g) => g.id === shelf.group.parentId),
    ),
    groupOf: (groupId) => tree.find((shelf) => shelf.group.id === groupId),
    offersIn: (groupId) => {
      const within = withDescendants(groups, groupId)
      return offers.filter((offer) => offer.product.groupId !== null && within.has(offer.product.groupId))
    },
  }
}

/** Every group that holds an offer, itself or below. */
function createTree(groups: readonly Group[], offers: readonly Offer[]): Shelf[] {
  const parentOf = new Map(groups.map((group) => [group.id, group.parentId]))
  const counts = new Map<string, number>()
  for (const offer of offers) {
    const seen = new Set<string>()
    let at = offer.product.groupId
    // `seen`: groups that name each other as parent must not hang the shop.
    while (at !== null && !seen.has(at)) {
      seen.add(at)
      counts.set(at, (counts.get(at) ?? 0) + 1)
      at = parentOf.get(at) ?? null
    }
  }
  const filled = groups.filter((group) => counts.has(group.id))
  return filled.map((group) => ({
    group,
    subgroups: filled.filter((child) => child.parentId === group.id),
    count: counts.get(group.id) ?? 0,
  }))
}

function withDescendants(groups: readonly Group[], groupId: string): Set<string> {
  const within = new Set([groupId])
  let grew = true
  while (grew) {
    grew = false
    for (const group of groups) {
      if (group.parentId === null || !within.has(group.parentId) || within.has(group.id)) continue
      within.add(group.id)
      grew = true
    }
  }
  return within
}
