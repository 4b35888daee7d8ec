/** Goods to sell: the search, and what is sold often, one tap each. */
'use client'
import { IconLock, IconStar, IconStarFilled } from '@tabler/icons-react'
import { useCallback, useMemo, type RefObject } from 'react'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { useFormat } from '../../_ui/format.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { SearchPick } from '../../_ui/search-pick.tsx'
import { useKeep } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useReceipts } from '../use-receipts.ts'
import classes from './goods-panel.module.css'
import { PricesAge } from './prices-age.tsx'
import type { OpenDialog } from './sale-screen.tsx'
import { mostSold } from './till-goods.ts'
import { useFreeStock } from './use-free-stock.ts'
import { useGoodsComing } from './use-goods-coming.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

const mostFinds = 20
const mostFavourites = 24

/** Adds one, and asks how much where goods are weighed. */
function useSell(open: OpenDialog): (product: Product) => void {
  const { add } = useSale()
  return (product) => {
    const lineId = add(product)
    if (lineId !== null && product.fractional) open('quantity', lineId)
  }
}

export function GoodsSearch({
  open,
  search,
  typed,
  setTyped,
}: {
  open: OpenDialog
  search: RefObject<HTMLInputElement | null>
  typed: string
  setTyped: (typed: string) => void
}) {
  const t = useWords(saleWords)
  const { goods } = useSale()
  const sell = useSell(open)
  const areComing = useGoodsComing()
  const find = useCallback(
    (text: string) => {
      const found = goods?.search(text, mostFinds) ?? null
      // Enter waits for goods that are still on their way.
      return areComing && found?.length === 0 ? null : found
    },
    [goods, areComing],
  )
  return (
    <div className={classes.search}>
      <SearchPick
        label={t('findGoods')}
        placeholder={t('findGoodsPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        fieldRef={search}
        search={find}
        findOf={(product) => ({ key: product.id, row: <Find product={product} /> })}
        nothing={t('noGoodsFound')}
        notYet={t('loadingGoods')}
        onPick={(product) => {
          setTyped('')
          sell(product)
        }}
        onLeave={() => search.current?.blur()}
      />
    </div>
  )
}

export function GoodsPanel({ open }: { open: OpenDialog }) {
  const t = useWords(saleWords)
  const { goods, prices, priceList } = useSale()
  const sell = useSell(open)
  return (
    <section className={classes.panel} aria-label={t('goods')}>
      {goods && prices ? <Favourites sell={sell} /> : <LoadingRows />}
      <div className={classes.foot}>
        <PricesAge priceList={priceList} />
        <button
          type="button"
          className={classes.star}
          aria-label={t('lock')}
          title={`${t('lock')} (Alt + L)`}
          onClick={() => open('lock')}
        >
          <IconLock size={22} aria-hidden />
        </button>
      </div>
    </section>
  )
}

function Find({ product }: { product: Product }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const { priceOf, currency } = useSale()
  const price = priceOf(product.id)
  return (
    <span className={classes.find}>
      <span>
        {product.name}
        {product.article && <span className={classes.soft}> {product.article}</span>}
      </span>
      <span className={classes.figures}>
        <strong>{price === null ? t('priceMissing') : format.money(price, currency)}</strong>
        <Left product={product} />
      </span>
    </span>
  )
}

function Left({ product }: { product: Product }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const free = useFreeStock(product.type === 'goods' ? product.id : null)
  if (free === undefined) return null
  return (
    <span className={free > 0 ? classes.soft : classes.bad}>
      {free > 0 ? t('left', { quantity: format.quantity(free, product.unit) }) : t('leftNone')}
    </span>
  )
}

/** Chosen on this device; until then what is sold most, and on a new till the beginning of the catalogue. */
function Favourites({ sell }: { sell: (product: Product) => void }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const { goods, priceOf, currency, till } = useSale()
  const [chosen] = useFavourites()
  const receipts = useReceipts(till.id)
  const isChosen = chosen.length > 0
  const sold = useMemo(
    () =>
      isChosen
        ? []
        : mostSold(
            (receipts ?? []).slice(0, 300).map(({ body }) => body),
            mostFavourites,
          ),
    [isChosen, receipts],
  )
  const products = useMemo(() => {
    if (!goods) return []
    const ids = isChosen ? chosen : sold
    const known = ids.flatMap((id) => (goods.isSold(id) && goods.product(id)) || [])
    if (isChosen || known.length >= 8) return known
    return [...known, ...goods.first(mostFavourites).filter((product) => !known.includes(product))].slice(
      0,
      mostFavourites,
    )
  }, [goods, chosen, isChosen, sold])
  return (
    <div className={classes.favourites}>
      <h3>{isChosen ? t('favourites') : sold.length > 0 ? t('favouritesOften') : t('goods')}</h3>
      <ul>
        {products.map(
          (product, index) =>
            product && (
              <li key={product.id}>
                <button type="button" id={`favourite-${index}`} onClick={() => sell(product)} className={classes.tile}>
                  <span>{product.name}</span>
                  <Price minor={priceOf(product.id)} text={(minor) => format.money(minor, currency)} />
                </button>
              </li>
            ),
        )}
      </ul>
    </div>
  )
}

function Price({ minor, text }: { minor: number | null; text: (minor: number) => string }) {
  const t = useWords(saleWords)
  return minor === null ? <span className={classes.bad}>{t('priceMissing')}</span> : <strong>{text(minor)}</strong>
}

export function FavouriteButton({ productId, name }: { productId: string; name: string }) {
  const t = useWords(saleWords)
  const [chosen, toggle] = useFavourites()
  const isIn = chosen.includes(productId)
  const Icon = isIn ? IconStarFilled : IconStar
  return (
    <button
      type="button"
      className={classes.star}
      aria-pressed={isIn}
      aria-label={isIn ? t('favouriteRemove', { name }) : t('favouriteAdd', { name })}
      title={isIn ? t('favouriteRemove', { name }) : t('favouriteAdd', { name })}
      onClick={() => toggle(productId)}
    >
      <Icon size={22} aria-hidden />
    </button>
  )
}

const noFavourites: string[] = []

function useFavourites(): [string[], (productId: string) => void] {
  const [chosen, set] = useKeep('till.favourites', noFavourites)
  const toggle = (productId: string) => {
    const next = (before: string[]) =>
      before.includes(productId)
        ? before.filter((id) => id !== productId)
        : [...before, productId].slice(-mostFavourites)
    set(next).catch((cause: unknown) => console.error('The favourites could not be stored', cause))
  }
  return [chosen, toggle]
}
