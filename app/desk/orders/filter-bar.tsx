/** What the list shows, with how many there are of each. A column on wide screens, a row to slide on others. */
'use client'
import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import type { Person } from '../../../lib/domain/staff/person.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { deskWords } from '../words.ts'
import classes from './filter-bar.module.css'
import { orderFilters, type Counts, type OrderFilter, type Wanted } from './order-filters.ts'

const filterKeys = {
  new: 'filterNew',
  accepted: 'filterAccepted',
  inDelivery: 'filterInDelivery',
  debts: 'filterDebts',
  completedToday: 'filterCompletedToday',
  ended: 'filterEnded',
  all: 'filterAll',
} as const satisfies Record<OrderFilter, string>

export function FilterBar({
  wanted,
  counts,
  choose,
  isSearching,
}: {
  wanted: Wanted
  counts: Counts
  choose: (wanted: Wanted) => void
  /** While a search shows all orders, none of these is what the list shows. */
  isSearching: boolean
}) {
  const t = useWords(deskWords)
  const drivers = useDrivers(counts, wanted.driver)
  return (
    <nav className={classes.bar} aria-label={t('filters')}>
      <ul className={classes.filters}>
        {orderFilters.map((filter) => (
          <li key={filter}>
            <button
              type="button"
              className={classes.filter}
              data-filter={filter}
              aria-pressed={!isSearching && wanted.filter === filter}
              onClick={() => choose({ ...wanted, filter })}
            >
              <span>{t(filterKeys[filter])}</span>
              <span className={classes.count}>{counts.filters[filter]}</span>
            </button>
          </li>
        ))}
      </ul>
      <h2 className={classes.heading} id="desk-drivers">
        {t('byDriver')}
      </h2>
      <ul className={classes.drivers} aria-labelledby="desk-drivers">
        {drivers.map(({ id, name, count }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.filter}
              aria-pressed={!isSearching && wanted.driver === id}
              onClick={() => choose({ ...wanted, driver: id })}
            >
              <span>{name}</span>
              <span className={classes.count}>{count}</span>
            </button>
          </li>
        ))}
      </ul>
      <NativeSelect
        className={classes.driverSelect}
        aria-label={t('byDriver')}
        value={wanted.driver}
        onChange={(event) => choose({ ...wanted, driver: event.currentTarget.value })}
        data={drivers.map(({ id, name, count }) => ({ value: id, label: `${name} · ${count}` }))}
      />
    </nav>
  )
}

/** Everybody, nobody, then the drivers who work here now, and whoever still stands on an order. */
function useDrivers(counts: Counts, chosen: string): { id: string; name: string; count: number }[] {
  const t = useWords(deskWords)
  const people = useList<Person>('person', { order: 'asc' })
  return useMemo(() => {
    const count = (id: string) => counts.drivers.get(id) ?? 0
    const drivers = (people ?? [])
      .map((shown) => shown.body)
      .filter(
        ({ id, roles, active }) => (active && roles.includes('driver')) || counts.drivers.has(id) || id === chosen,
      )
    return [
      { id: 'any', name: t('anyDriver'), count: count('any') },
      { id: 'none', name: t('noDriver'), count: count('none') },
      ...drivers.map(({ id, name }) => ({ id, name, count: count(id) })),
    ]
  }, [people, counts, chosen, t])
}
