/** A customer's card: contact, money, addresses with their flags, orders; matching for those who came from the app. */
'use client'
import { Button, CloseButton } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowMerge,
  IconCoins,
  IconMail,
  IconPencil,
  IconPhone,
  IconPhonePlus,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Amounts, PriceType } from '../../../lib/domain/catalogue/catalogue.ts'
import { accountOf } from '../../../lib/domain/customer/account.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { usePlace } from '../../_ui/place.ts'
import { Chip, NotSent } from '../../_ui/state-chip.tsx'
import { useOne } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { Part } from '../order/part.tsx'
import { CustomerAddresses } from './customer-addresses.tsx'
import classes from './customer-card.module.css'
import { CustomerMoney } from './customer-money.tsx'
import { CustomerOrders } from './customer-orders.tsx'
import { DepositDialog } from './deposit-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { CustomerClients, JoinedCustomer } from './joined-customer.tsx'
import { MatchCustomer } from './match-customer.tsx'
import { customerWords } from './words.ts'

export function CustomerCard({
  id,
  all,
  onClose,
}: {
  id: string
  all: readonly Shown<Customer>[]
  onClose: () => void
}) {
  const t = useWords(customerWords)
  const shown = useOne<Customer>('customer', id)
  if (shown === undefined) return <LoadingRows height={120} rows={3} />
  if (shown === null)
    return (
      <Empty
        icon={<IconUsers size={36} />}
        title={t('notFound')}
        text={t('notFoundText')}
        action={
          <Button variant="default" onClick={onClose}>
            {t('toList')}
          </Button>
        }
      />
    )
  return <OpenedCard shown={shown} all={all} onClose={onClose} />
}

function OpenedCard({
  shown,
  all,
  onClose,
}: {
  shown: Shown<Customer>
  all: readonly Shown<Customer>[]
  onClose: () => void
}) {
  const t = useWords(customerWords)
  const { go } = usePlace()
  const customer = shown.body
  const amounts = useOne<Amounts>('balance', customer.id)
  const [dialog, setDialog] = useState<'edit' | 'deposit' | null>(null)
  /** To which card; null: one is still to be found. */
  const [joining, setJoining] = useState<{ to: string | null } | null>(null)
  const { joined } = customer
  // The amber box and the grey one have buttons of their own; others hang on this card and would have to go first.
  const mayJoin = customer.matched && !joined && (customer.clients ?? []).length === 0
  return (
    <article id="desk-customer" tabIndex={-1} className={classes.card} aria-label={customer.name}>
      <header className={classes.head}>
        <button type="button" className={classes.back} onClick={onClose} aria-label={t('toList')}>
          <IconArrowLeft size={24} aria-hidden />
        </button>
        <div className={classes.title}>
          <h2>{customer.name}</h2>
          {shown.pending > 0 && <NotSent />}
          {!customer.matched && <Chip tone="amber">{t('unmatched')}</Chip>}
          {joined && <Chip tone="grey">{t('joinedChip')}</Chip>}
        </div>
        <CloseButton className={classes.close} aria-label={t('close')} onClick={onClose} />
      </header>
      <div className={classes.acts}>
        <Button leftSection={<IconPhonePlus size={20} aria-hidden />} onClick={() => go(`new/${accountOf(customer)}`)}>
          {t('newOrder')}
        </Button>
        {!joined && (
          <Button
            variant="default"
            leftSection={<IconCoins size={20} aria-hidden />}
            onClick={() => setDialog('deposit')}
          >
            {t('takeDeposit')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconPencil size={20} aria-hidden />} onClick={() => setDialog('edit')}>
          {t('edit')}
        </Button>
      </div>
      <div className={classes.body}>
        {!customer.matched && <MatchCustomer customer={customer} all={all} onJoin={(to) => setJoining({ to })} />}
        {joined && <JoinedCustomer customer={customer} joined={joined} onJoin={() => setJoining({ to: null })} />}
        <div className={classes.columns}>
          <div>
            <Contacts customer={customer} />
            <CustomerClients customer={customer} />
            <CustomerMoney customer={customer} amounts={amounts === undefined ? undefined : amounts?.body.amounts} />
          </div>
          <CustomerAddresses customer={customer} />
        </div>
        <CustomerOrders customerId={customer.id} />
        {mayJoin && (
          <Button
            variant="default"
            className={classes.joinThis}
            leftSection={<IconArrowMerge size={20} aria-hidden />}
            onClick={() => setJoining({ to: null })}
          >
            {t('joinThis')}
          </Button>
        )}
      </div>
      {dialog === 'edit' && <EditDialog customer={customer} onClose={() => setDialog(null)} />}
      {joining && <JoinDialog customer={customer} all={all} chosen={joining.to} onClose={() => setJoining(null)} />}
      {dialog === 'deposit' && <DepositDialog customer={customer} onClose={() => setDialog(null)} />}
    </article>
  )
}

function Contacts({ customer }: { customer: Customer }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const priceType = useOne<PriceType>('priceType', customer.priceTypeId)
  return (
    <Part title={t('contacts')}>
      {customer.phones.length === 0 && <p className={classes.soft}>{t('noPhone')}</p>}
      {customer.phones.map((phone) => (
        <a
          key={phone}
          href={`tel:${phone}`}
          className={classes.way}
          aria-label={t('call', { phone: format.phone(phone) })}
        >
          <IconPhone size={20} aria-hidden /> {format.phone(phone)}
        </a>
      ))}
      {customer.email && (
        <a href={`mailto:${customer.email}`} className={classes.way} aria-label={t('write', { email: customer.email })}>
          <IconMail size={20} aria-hidden /> {customer.email}
        </a>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>{t('priceList')}</dt>
          <dd>
            {customer.priceTypeId === null ? t('priceListRetail') : (priceType?.body.name ?? t('priceListUnknown'))}
          </dd>
        </div>
        <div>
          <dt>{t('since')}</dt>
          <dd>
            <When at={customer.createdAt} />
          </dd>
        </div>
      </dl>
      {customer.note && <p className={classes.note}>{customer.note}</p>}
    </Part>
  )
}
