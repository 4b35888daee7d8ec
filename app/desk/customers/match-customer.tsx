/** GA5: a client of the app whom nobody has matched. It is one of the books, under which card, or a new customer. */
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
import { likenessKeys } from './join-dialog.tsx'
import { similarCustomers } from './similar-customers.ts'
import { customerWords } from './words.ts'

const mostSimilar = 5

export function MatchCustomer({
  customer,
  all,
  onJoin,
}: {
  customer: Customer
  all: readonly Shown<Customer>[]
  /** To this card, or (null) to one that is still to be found. */
  onJoin: (id: string | null) => void
}) {
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
        <ul aria-label={t('similar')}>
          {similar.map(({ shown, likeness }) => (
            <li key={shown.id}>
              <span>
                <a href={placeHref('customers', shown.id)}>
                  {shown.body.name}
                  {shown.body.phones[0] && <span className="r-figures">{format.phone(shown.body.phones[0])}</span>}
                </a>
                <span className={classes.likeness}>{likeness.map((one) => t(likenessKeys[one])).join(', ')}</span>
              </span>
              <Button
                variant="default"
                onClick={() => onJoin(shown.id)}
                aria-label={t('joinToCard', { name: shown.body.name })}
              >
                {t('join')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.matchActs}>
        <Button variant={similar.length === 0 ? 'filled' : 'default'} onClick={() => onJoin(null)}>
          {t(similar.length === 0 ? 'joinOpen' : 'joinOther')}
        </Button>
        <Button variant="default" onClick={() => void match()}>
          {t('match')}
        </Button>
      </div>
    </section>
  )
}
