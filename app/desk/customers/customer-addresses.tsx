'use client'
import { IconCircleCheck, IconMapPinQuestion, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Address, Customer } from '../../../lib/domain/customer/customer.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { Chip } from '../../_ui/state-chip.tsx'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import facts from '../order/order-facts.module.css'
import { Part } from '../order/part.tsx'
import { AddressDialog, Flags } from './address-dialog.tsx'
import classes from './customer-card.module.css'
import { customerWords } from './words.ts'

export function CustomerAddresses({ customer }: { customer: Customer }) {
  const t = useWords(customerWords)
  const [edited, setEdited] = useState<Address | 'new' | null>(null)
  return (
    <Part
      title={t('addressesTitle')}
      aside={
        <button type="button" className={facts.link} onClick={() => setEdited('new')}>
          <IconPlus size={18} aria-hidden /> {t('addAddress')}
        </button>
      }
    >
      {customer.addresses.length === 0 && <p className={classes.soft}>{t('noAddresses')}</p>}
      <ul className={classes.addresses}>
        {customer.addresses.map((address) => (
          <AddressItem key={address.id} customer={customer} address={address} edit={() => setEdited(address)} />
        ))}
      </ul>
      {edited && (
        <AddressDialog customer={customer} address={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Part>
  )
}

function AddressItem({ customer, address, edit }: { customer: Customer; address: Address; edit: () => void }) {
  const t = useWords(customerWords)
  const confirm = useConfirm()
  const act = useAct()
  const target = { kind: 'customer', id: customer.id }
  const wording = address.verified ?? address.raw
  const isVerified = address.verified !== null

  const remove = async () => {
    const yes = await confirm({
      title: t('removeAddressAsk', { address: wording }),
      text: t('removeAddressText'),
      act: t('removeAddress'),
      stay: t('keepAddress'),
      danger: true,
    })
    if (yes) await act('customer.removeAddress', target, { addressId: address.id })
  }
  return (
    <li className={classes.address}>
      <div className={classes.addressHead}>
        <p>{wording}</p>
        <button
          type="button"
          aria-label={t('editAddressOf', { address: wording })}
          title={t('editAddress')}
          onClick={edit}
        >
          <IconPencil size={20} aria-hidden />
        </button>
        <button
          type="button"
          aria-label={t('removeAddressOf', { address: wording })}
          title={t('removeAddress')}
          onClick={() => void remove()}
        >
          <IconTrash size={20} aria-hidden />
        </button>
      </div>
      <div>
        <Chip
          tone={isVerified ? 'green' : 'amber'}
          icon={isVerified ? <IconCircleCheck size={16} aria-hidden /> : <IconMapPinQuestion size={16} aria-hidden />}
        >
          {t(isVerified ? 'verified' : 'notVerified')}
        </Chip>
      </div>
      {isVerified && address.raw !== address.verified && (
        <p className={classes.soft}>{t('asTyped', { raw: address.raw })}</p>
      )}
      {address.note && <p className={classes.soft}>{address.note}</p>}
      {address.receiptContact && (
        <p className={classes.soft}>
          {t('receiptContact')} {address.receiptContact}
        </p>
      )}
      <Flags address={address} change={(part) => void act('customer.setAddress', target, { ...address, ...part })} />
    </li>
  )
}
