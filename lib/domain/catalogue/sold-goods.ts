/** What can be offered to people, out of all products that the accounting system has told. Pure. */
import type { Price, Product } from './catalogue.ts'

/** Not deleted, and of a kind that has its rules: time packages and bundles come later (GB8). */
export const isSold = ({ deleted, type }: Pick<Product, 'deleted' | 'type'>): boolean =>
  !deleted && (type === 'goods' || type === 'service')

/**
 * What is sold, in the order given. Of goods with variants the accounting system exports the variants, which have prices
 * and stock, and above them the product that they are variants of. Where nobody has given that one a price, in any list
 * known here or in points, it is a heading: nobody can buy it, and beside its variants it would look as if one could.
 */
export const soldGoods = (products: readonly Product[], prices: Iterable<Price>): Product[] =>
  withoutHeadings(products, headingsOf(products, prices))

/** Products above variants that have no price in money, in the order of their first variants. */
export function headingsOf(products: readonly Product[], prices: Iterable<Price>): Set<string> {
  const headings = new Set<string>()
  for (const { parentId } of products) if (parentId !== null) headings.add(parentId)
  // A zero is no price: see `sellingPrice`.
  if (headings.size > 0) for (const { productId, minor } of prices) if (minor > 0) headings.delete(productId)
  return headings
}

export const withoutHeadings = (products: readonly Product[], headings: ReadonlySet<string>): Product[] =>
  products.filter((product) => isSold(product) && !(headings.has(product.id) && product.pricePoints === null))
