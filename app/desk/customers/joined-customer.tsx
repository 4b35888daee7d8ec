/** A record that stands for another customer (GA6): for whom, by whom, and the ways to another one or back. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Customer, Joined } from '../../../lib/domain/customer/customer.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useAct, useOne } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { Part } from '../order/part.tsx'
import classes from './customer-card.module.css'
import { Moves } from './join-moves.tsx'
import { customerWords } from './words.ts'

export function JoinedCustomer({
  customer,
  joined,
  onJoin,
}: {
  customer: Customer
  joined: Joined
  onJoin: () => void
}) {
  const t = useWords(customerWords)
  const account = useOne<Customer>('customer', joined.customerId)
  const name = account?.body.name ?? joined.name
  const [isSeparating, setSeparating] = useState(false)
  return (
    <section className={classes.joined}>
      <h3>
        {t('joinedTo')} <a href={placeHref('customers', joined.customerId)}>{name}</a>
      </h3>
      <p>{t('joinedText')}</p>
      <p className={classes.soft}>
        {joined.byName}, <When at={joined.at} />
      </p>
      <div className={classes.matchActs}>
        <Button variant="default" onClick={onJoin}>
          {t('rejoin')}
        </Button>
        <Button variant="default" onClick={() => setSeparating(true)}>
          {t('separate')}
        </Button>
      </div>
      {isSeparating && (
        <SeparateDialog customer={customer} from={joined.customerId} onClose={() => setSeparating(false)} />
      )}
    </section>
  )
}

function SeparateDialog({
  customer,
  from: fromNow,
  onClose,
}: {
  customer: Customer
  from: string
  onClose: () => void
}) {
  const t = useWords(customerWords)
  const act = useAct()
  // As this person saw it (GB5).
  const [from] = useState(fromNow)
  const submit = async () =>
    (await act('customer.separate', { kind: 'customer', id: customer.id }, { from })).kind === 'done'
  return (
    <FormDialog
      title={t('separateAsk', { name: customer.name })}
      act={t('separate')}
      stay={t('notNow')}
      safe
      onClose={onClose}
      onSubmit={submit}
    >
      <Moves customer={customer} to={customer} />
    </FormDialog>
  )
}

/** On the other side: whose app shows this customer. */
export function CustomerClients({ customer }: { customer: Customer }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const clients = customer.clients ?? []
  if (clients.length === 0) return null
  return (
    <Part title={t('clients')}>
      <ul className={classes.clients}>
        {clients.map(({ id, name, phone }) => (
          <li key={id}>
            <a href={placeHref('customers', id)}>
              {name}
              {phone && <span className="r-figures">{format.phone(phone)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  )
}
