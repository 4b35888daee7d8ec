/** Who orders: found by phone or name, or written down now. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPhone, IconUserPlus } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { createPortal } from 'react-dom'
import { accountOf } from '../../../lib/domain/customer/account.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { RegisterDialog } from '../customers/register-dialog.tsx'
import { searchCustomers } from '../customers/search-customers.ts'
import { withCustomer } from './draft.ts'
import classes from './draft-parts.module.css'
import screen from './new-order-screen.module.css'
import { SearchPick } from '../../_ui/search-pick.tsx'
import type { DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

const mostFinds = 8
const registerKey = 'register'

export function DraftCustomer({ state }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const { draft, change } = state
  return (
    <section className={screen.part}>
      <h3>{t('who')}</h3>
      {draft.customerId === null ? (
        <FindCustomer onPick={(id) => change(withCustomer(draft, id))} />
      ) : (
        <ChosenCustomer state={state} />
      )}
    </section>
  )
}

function FindCustomer({ onPick }: { onPick: (customerId: string) => void }) {
  const t = useWords(newOrderWords)
  const format = useFormat()
  const customers = useList<Customer>('customer', { order: 'asc' })
  const [typed, setTyped] = useState('')
  const [isRegistering, setRegistering] = useState(false)
  const search = useCallback(
    (text: string): (Shown<Customer> | typeof registerKey)[] | null => {
      if (!customers) return null
      const found = text === '' ? [] : standingOnes(searchCustomers(customers, text), customers)
      return [...found.slice(0, mostFinds), registerKey]
    },
    [customers],
  )
  const register = (
    <span className={classes.register}>
      <IconUserPlus size={20} aria-hidden /> {t('registerTyped', { typed: typed.trim() })}
    </span>
  )
  const rowOf = ({ phones, addresses: [address], name }: Customer) => (
    <span className={classes.find}>
      <strong>{name}</strong>
      <span className={classes.soft}>
        {[phones[0] && format.phone(phones[0]), address?.verified ?? address?.raw].filter(Boolean).join(' · ')}
      </span>
    </span>
  )
  return (
    <>
      <SearchPick
        label={t('findCustomer')}
        placeholder={t('findCustomerPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        search={search}
        findOf={(one) => (one === registerKey ? { key: one, row: register } : { key: one.id, row: rowOf(one.body) })}
        nothing={t('nobodyFound')}
        onPick={(one) => (one === registerKey ? setRegistering(true) : onPick(one.id))}
        startsHere
      />
      <Button
        variant="default"
        leftSection={<IconUserPlus size={20} aria-hidden />}
        onClick={() => setRegistering(true)}
        className={classes.start}
      >
        {t('registerNew')}
      </Button>
      {/* Outside of the order's form: a form within a form is sent by the browser itself, which loads the page anew. */}
      {isRegistering &&
        createPortal(
          <RegisterDialog typed={typed} onClose={() => setRegistering(false)} onDone={onPick} />,
          document.body,
        )}
    </>
  )
}

/** Who is joined to another customer orders as that one (GA6). */
function standingOnes(found: Shown<Customer>[], all: readonly Shown<Customer>[]): Shown<Customer>[] {
  const ids = new Set(found.map(({ body }) => accountOf(body)))
  const kept = found.filter(({ id }) => ids.delete(id))
  return ids.size === 0 ? kept : [...kept, ...all.filter(({ id }) => ids.has(id))]
}

function ChosenCustomer({ state: { draft, change, customer, balance } }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const format = useFormat()
  const facts = [
    (balance?.debt ?? 0) > 0 && {
      key: 'debt',
      text: t('debt', { amount: format.money(balance?.debt ?? 0) }),
      bad: true,
    },
    (balance?.deposit ?? 0) > 0 && {
      key: 'deposit',
      text: t('deposit', { amount: format.money(balance?.deposit ?? 0) }),
      bad: false,
    },
    (balance?.points ?? 0) > 0 && {
      key: 'points',
      text: t('points', { points: format.number(balance?.points ?? 0) }),
      bad: false,
    },
  ].filter((fact) => fact !== false)
  return (
    <div className={classes.chosen}>
      <div className={classes.who}>
        <p>
          <strong>{customer === undefined ? '…' : (customer?.name ?? t('customerGone'))}</strong>
        </p>
        {customer?.phones[0] && (
          <a href={`tel:${customer.phones[0]}`} className={classes.phone}>
            <IconPhone size={20} aria-hidden /> {format.phone(customer.phones[0])}
          </a>
        )}
        {facts.length > 0 && (
          <p className={classes.facts}>
            {facts.map((fact) => (
              <span key={fact.key} data-bad={fact.bad || undefined}>
                {fact.text}
              </span>
            ))}
          </p>
        )}
      </div>
      <Button variant="default" onClick={() => change(withCustomer(draft, null))}>
        {t('otherCustomer')}
      </Button>
      {customer && !customer.matched && (
        <p className={classes.warning}>
          <IconAlertTriangle size={20} aria-hidden /> {t('unmatched')}
        </p>
      )}
    </div>
  )
}
