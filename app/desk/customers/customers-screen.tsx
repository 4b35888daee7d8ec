/** Customers: the list with those to be matched, and the opened card beside it (over it where there is no room). */
'use client'
import { useMediaQuery } from '@mantine/hooks'
import { IconPassword, IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { mayAdminister } from '../../../lib/domain/access.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { Empty } from '../../_ui/empty.tsx'
import { useKeys } from '../../_ui/keys.ts'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { usePlace } from '../../_ui/place.ts'
import { SearchField } from '../../_ui/search-field.tsx'
import { useList, useMe } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { deskWords } from '../words.ts'
import { CustomerCard } from './customer-card.tsx'
import { CustomerList } from './customer-list.tsx'
import classes from './customers-screen.module.css'
import { RegisterDialog } from './register-dialog.tsx'
import { searchCustomers } from './search-customers.ts'
import { customerWords } from './words.ts'

const CodesDialog = lazyWindow(() => import('./codes-dialog.tsx'))

export default function CustomersScreen({ openId }: { openId: string | null }) {
  const t = useWords(customerWords)
  const desk = useWords(deskWords)
  const { go } = usePlace()
  const customers = useList<Customer>('customer', { order: 'asc' })
  const [typed, setTyped] = useState('')
  const searched = useDeferredValue(typed.trim())
  const [onlyUnmatched, setOnlyUnmatched] = useState(false)
  const unmatched = useMemo(() => customers?.filter((shown) => !shown.body.matched) ?? [], [customers])
  // Who is joined to another card is found by name and phone, and is no customer beside it.
  const standing = useMemo(() => customers?.filter((shown) => !shown.body.joined) ?? [], [customers])
  const found = useMemo(() => {
    if (searched === '') return onlyUnmatched ? unmatched : standing
    return searchCustomers(onlyUnmatched ? unmatched : (customers ?? []), searched)
  }, [customers, standing, unmatched, onlyUnmatched, searched])
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  const close = useCallback(() => go('customers'), [go])
  useKeys(openId === null ? [] : [{ key: 'Escape', label: desk('keyBack'), run: close }])

  if (customers === null) return <LoadingRows />
  return (
    <div className={classes.screen} data-open={openId !== null || undefined}>
      <section className={classes.list} aria-label={t('list')} inert={isNarrow && openId !== null}>
        <Tools
          typed={typed}
          setTyped={setTyped}
          onlyUnmatched={onlyUnmatched}
          setOnlyUnmatched={setOnlyUnmatched}
          counts={{ all: standing.length, unmatched: unmatched.length }}
        />
        {found.length === 0 ? (
          <Nobody kind={searched !== '' ? 'search' : onlyUnmatched ? 'unmatched' : 'all'} />
        ) : (
          <CustomerList customers={found} openId={openId} placeKey={onlyUnmatched ? 'unmatched' : searched} />
        )}
      </section>
      <section className={classes.card} aria-label={t('list')}>
        {openId === null ? (
          <Empty icon={<IconUsers size={36} />} title={t('chooseCustomer')} text={t('chooseCustomerText')} />
        ) : (
          <CustomerCard key={openId} id={openId} all={customers} onClose={close} />
        )}
      </section>
    </div>
  )
}

function Tools({
  typed,
  setTyped,
  onlyUnmatched,
  setOnlyUnmatched,
  counts,
}: {
  typed: string
  setTyped: (typed: string) => void
  onlyUnmatched: boolean
  setOnlyUnmatched: (only: boolean) => void
  counts: { all: number; unmatched: number }
}) {
  const t = useWords(customerWords)
  const desk = useWords(deskWords)
  const { go } = usePlace()
  const me = useMe()
  const [dialog, setDialog] = useState<'register' | 'codes' | null>(null)
  return (
    <div className={classes.tools}>
      <SearchField
        label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        keyLabel={desk('keySearch')}
      />
      <div className={classes.buttons}>
        <button type="button" aria-pressed={!onlyUnmatched} onClick={() => setOnlyUnmatched(false)}>
          {t('showAll')} <span className="r-figures">{counts.all}</span>
        </button>
        <button
          type="button"
          aria-pressed={onlyUnmatched}
          data-waiting={counts.unmatched > 0 || undefined}
          onClick={() => setOnlyUnmatched(true)}
        >
          {t('showUnmatched')} <span className="r-figures">{counts.unmatched}</span>
        </button>
        {me && mayAdminister(me.roles, 'codes') && (
          <button type="button" onClick={() => setDialog('codes')}>
            <IconPassword size={20} aria-hidden /> {t('codes')}
          </button>
        )}
        <button type="button" onClick={() => setDialog('register')}>
          <IconUserPlus size={20} aria-hidden /> {t('register')}
        </button>
      </div>
      {dialog === 'register' && (
        <RegisterDialog typed={typed} onClose={() => setDialog(null)} onDone={(id) => go(`customers/${id}`)} />
      )}
      {dialog === 'codes' && <CodesDialog onClose={() => setDialog(null)} />}
    </div>
  )
}

function Nobody({ kind }: { kind: 'search' | 'unmatched' | 'all' }) {
  const t = useWords(customerWords)
  const base = useWords(baseWords)
  switch (kind) {
    case 'search':
      return <Empty icon={<IconSearch size={36} />} title={base('nothingFound')} text={t('nothingFoundText')} />
    case 'unmatched':
      return <Empty title={t('noUnmatched')} text={t('noUnmatchedText')} />
    case 'all':
      return <Empty icon={<IconUsers size={36} />} title={t('noCustomers')} text={t('noCustomersText')} />
  }
}
