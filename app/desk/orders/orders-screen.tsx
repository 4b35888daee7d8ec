/** Filters, the list of orders, and the opened order beside it (over it where there is no room). */
'use client'
import { useMediaQuery } from '@mantine/hooks'
import { IconClipboardList } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Empty } from '../../_ui/empty.tsx'
import { useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useKeep, useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { OrderView } from '../order/order-view.tsx'
import { deskWords } from '../words.ts'
import { NothingInList } from './nothing-in-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filterOrders, type Wanted } from './order-filters.ts'
import { OrderList } from './order-list.tsx'
import classes from './orders-screen.module.css'
import { searchOrders } from './search-orders.ts'
import { OrderSearch } from './order-search.tsx'

export function OrdersScreen({ openId }: { openId: string | null }) {
  const t = useWords(deskWords)
  const { all } = useDeskOrders()
  const { go } = usePlace()
  const [wanted, setWanted] = useKeep<Wanted>('desk.filter', { filter: 'all', driver: 'any' })
  const [typed, setTyped] = useState('')
  const searched = useDeferredValue(typed.trim())
  const todayStart = useTodayStart()
  // There the opened order lies over the list, and what is under it cannot be reached.
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })

  const { chosen, counts } = useMemo(() => filterOrders(all ?? [], wanted, todayStart), [all, wanted, todayStart])
  const found = useMemo(() => (searched === '' || !all ? null : searchOrders(all, searched)), [all, searched])
  const shown = found ?? chosen

  const close = useCallback(() => go('orders'), [go])
  useKeys(openId === null ? [] : [{ key: 'Escape', label: t('keyBack'), run: close }])
  const choose = (next: Wanted) => {
    setTyped('')
    setWanted(next).catch((cause: unknown) => console.error('The filter could not be remembered', cause))
  }

  if (all === null) return <LoadingRows height={96} />
  return (
    <div className={classes.screen} data-open={openId !== null || undefined}>
      <FilterBar wanted={wanted} counts={counts} choose={choose} isSearching={found !== null} />
      <section className={classes.middle} aria-label={t('listLabel')} inert={isNarrow && openId !== null}>
        <OrderSearch typed={typed} setTyped={setTyped} found={found?.length ?? null} />
        {shown.length === 0 ? (
          <NothingInList
            kind={found !== null ? 'search' : all.length === 0 ? 'all' : wanted.filter}
            showAll={() => choose({ filter: 'all', driver: 'any' })}
          />
        ) : (
          <OrderList
            orders={shown}
            openId={openId}
            placeKey={found === null ? `${wanted.filter} ${wanted.driver}` : 'search'}
          />
        )}
      </section>
      <section className={classes.right} aria-label={t('sectionOrders')}>
        {openId === null ? (
          <Empty icon={<IconClipboardList size={36} />} title={t('chooseOrder')} text={t('chooseOrderText')} />
        ) : (
          <OrderView key={openId} id={openId} onClose={close} />
        )}
      </section>
    </div>
  )
}

function useTodayStart(): number {
  const now = useNow()
  return new Date(now).setHours(0, 0, 0, 0)
}
