/** GA5: a customer of the app whom nobody has matched with the books. Similar cards help to see who it is. */
'use client'
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './customer-card.module.css'
import { similarCustomers } from './search-customers.ts'
import { customerWords } from './words.ts'

const mostSimilar = 5
const likenessKeys = { name: 'sameName', address: 'sameAddress' } as const

export function MatchCustomer({ customer, all }: { customer: Customer; all: readonly Shown<Customer>[] }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const confirm = useConfirm()
  const act = useAct()
  const similar = useMemo(() => similarCustomers(all, customer, mostSimilar), [all, customer])
  const match = async () => {
    const yes = await confirm({
      title: t('matchAsk', { name: customer.name }),
      text: t('matchAskText'),
      act: t('match'),
      stay: t('notNow'),
    })
    if (yes) await act('customer.match', { kind: 'customer', id: customer.id }, {})
  }
  return (
    <section className={classes.match}>
      <h3>{t('matchTitle')}</h3>
      <p>{t('matchText')}</p>
      {similar.length === 0 ? (
        <p>{t('noSimilar')}</p>
      ) : (
        <div>
          <p>{t('similar')}:</p>
          <ul>
            {similar.map(({ shown, likeness }) => (
              <li key={shown.id}>
                <a href={placeHref('customers', shown.id)}>
                  {shown.body.name}
                  {shown.body.phones[0] && <span className="r-figures">{format.phone(shown.body.phones[0])}</span>}
                </a>{' '}
                ({likeness.map((one) => t(likenessKeys[one])).join(', ')})
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button onClick={() => void match()}>{t('match')}</Button>
    </section>
  )
}
