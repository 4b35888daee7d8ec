/** Goods: a search over everything, groups as tiles, then cards. */
'use client'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconSearch, IconShoppingBag } from '@tabler/icons-react'
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Empty } from '../_ui/empty.tsx'
import { useScroller } from '../_ui/frame.tsx'
import { placeHref } from '../_ui/place.ts'
import { SearchField } from '../_ui/search-field.tsx'
import { useIsComing } from '../_ui/use-is-coming.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import classes from './catalogue-screen.module.css'
import { GoodsGrid } from './goods-grid.tsx'
import type { Offer, Shelf } from './offers.ts'
import { Picture } from './picture.tsx'
import { searchEntry, searchGoods } from './search-goods.ts'
import { useShop } from './use-cart.ts'
import { usualOffers } from './usual-offers.ts'
import { useMyOrders } from './use-my-orders.ts'
import { shopWords } from './words.ts'

export function CatalogueScreen({ groupId }: { groupId: string | null }) {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const { catalogue } = useShop()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed)
  const entries = useMemo(() => catalogue.offers.map(searchEntry), [catalogue])
  const found = useMemo(() => (wanted.trim() === '' ? null : searchGoods(entries, wanted)), [entries, wanted])
  useTopWhen(wanted)

  if (catalogue.offers.length === 0) return <NoGoods />
  return (
    <div className={classes.screen}>
      <SearchField
        label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        keyLabel={t('searchLabel')}
        className={classes.search}
      />
      <p role="status" className="r-only-heard">
        {found && t('found', { count: found.length })}
      </p>
      {found === null ? (
        <Shelves groupId={groupId} />
      ) : found.length > 0 ? (
        <GoodsGrid offers={found} />
      ) : (
        <Empty
          icon={<IconSearch size={36} />}
          title={base('nothingFound')}
          text={t('nothingFoundText')}
          action={
            <Button variant="default" onClick={() => setTyped('')}>
              {base('clear')}
            </Button>
          }
        />
      )}
    </div>
  )
}

/** Other results are read from their beginning. */
function useTopWhen(wanted: string): void {
  const scroller = useScroller()
  const before = useRef(wanted)
  useLayoutEffect(() => {
    if (before.current !== wanted) scroller.current?.scrollTo(0, 0)
    before.current = wanted
  }, [scroller, wanted])
}

function Shelves({ groupId }: { groupId: string | null }) {
  const { catalogue } = useShop()
  const shelf = groupId === null ? undefined : catalogue.groupOf(groupId)
  return shelf ? <OneShelf shelf={shelf} /> : <AllShelves />
}

function AllShelves() {
  const t = useWords(shopWords)
  const { catalogue } = useShop()
  const orders = useMyOrders()
  const usual = useMemo(() => usualOffers(orders ?? [], catalogue.offerOf), [orders, catalogue])
  return (
    <>
      {catalogue.shelves.length > 1 && (
        <ul className={classes.tiles}>
          {catalogue.shelves.map(({ group, count }) => (
            <li key={group.id}>
              <a href={placeHref('group', group.id)} className={classes.tile}>
                <Picture of={group.name} seed={group.id} size="tile" />
                <span className={classes.tileName}>{group.name}</span>
                <span className={classes.tileCount}>{t('goodsCount', { count })}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {usual.length > 0 && <Part title={t('usual')} offers={usual} />}
      <Part title={t('allGoods')} offers={catalogue.offers} />
    </>
  )
}

function Part({ title, offers }: { title: string; offers: Offer[] }) {
  return (
    <section>
      <h2 className={classes.title}>{title}</h2>
      <GoodsGrid offers={offers} />
    </section>
  )
}

function OneShelf({ shelf }: { shelf: Shelf }) {
  const t = useWords(shopWords)
  const { catalogue } = useShop()
  const offers = useMemo(() => catalogue.offersIn(shelf.group.id), [catalogue, shelf])
  const above = shelf.group.parentId === null ? undefined : catalogue.groupOf(shelf.group.parentId)
  return (
    <>
      <div className={classes.head}>
        <a href={above ? placeHref('group', above.group.id) : '#'} className={classes.back}>
          <IconArrowLeft size={22} aria-hidden /> {above?.group.name ?? t('allGroups')}
        </a>
        <h2 className={classes.title}>{shelf.group.name}</h2>
      </div>
      {shelf.subgroups.length > 0 && (
        <ul className={classes.subgroups}>
          {shelf.subgroups.map((group) => (
            <li key={group.id}>
              <a href={placeHref('group', group.id)}>{group.name}</a>
            </li>
          ))}
        </ul>
      )}
      <GoodsGrid offers={offers} key={shelf.group.id} />
    </>
  )
}

function NoGoods() {
  const t = useWords(shopWords)
  const isComing = useIsComing()
  return (
    <Empty
      icon={<IconShoppingBag size={36} />}
      title={t(isComing ? 'catalogueComing' : 'emptyCatalogue')}
      text={t(isComing ? 'catalogueComingText' : 'emptyCatalogueText')}
    />
  )
}
