/** One of the customer's own addresses, or another one typed. */
'use client'
import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useId, type Ref } from 'react'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import type { OrderPayload } from '../../lib/domain/order/operations.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Cart } from './cart.ts'
import classes from './cart-screen.module.css'
import { Choice } from './choice.tsx'
import { shopWords } from './words.ts'

/** What the order will say; null while nothing is chosen or typed. */
export function addressOf(cart: Cart, customer: Customer | null): OrderPayload<'order.submit'>['address'] {
  const known = chosen(cart, customer)
  if (known) return { id: known.id, raw: known.raw, note: known.note }
  const raw = cart.typedAddress.trim()
  const note = cart.typedAddressNote.trim()
  return raw === '' ? null : { id: null, raw, note: note === '' ? null : note }
}

/** The first address unless another was chosen; null: the typed one. */
function chosen(cart: Cart, customer: Customer | null) {
  const own = customer?.addresses ?? []
  if (cart.addressId === null) return null
  return own.find((address) => address.id === cart.addressId) ?? own[0] ?? null
}

export function AddressChoice({
  cart,
  customer,
  onChange,
  ref,
}: {
  cart: Cart
  customer: Customer | null
  onChange: (cart: Cart) => void
  ref: Ref<HTMLElement>
}) {
  const t = useWords(shopWords)
  const titleId = useId()
  const own = customer?.addresses ?? []
  const known = chosen(cart, customer)
  return (
    <section className={classes.part} ref={ref} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('address')}</h2>
      {own.length > 0 && (
        <div role="radiogroup" aria-labelledby={titleId} className={classes.choices}>
          {own.map((address) => (
            <Choice
              key={address.id}
              name="address"
              checked={known?.id === address.id}
              onChoose={() => onChange({ ...cart, addressId: address.id })}
              label={address.verified ?? address.raw}
              hint={address.note}
            />
          ))}
          <Choice
            name="address"
            checked={known === null}
            onChoose={() => onChange({ ...cart, addressId: null })}
            label={t('anotherAddress')}
          />
        </div>
      )}
      {known === null && (
        <>
          <Textarea
            label={t('addressText')}
            placeholder={t('addressPlaceholder')}
            autoComplete="street-address"
            value={cart.typedAddress}
            maxLength={500}
            rows={2}
            required
            onChange={(event) => onChange({ ...cart, typedAddress: event.currentTarget.value })}
          />
          <TextInput
            label={t('addressNote')}
            value={cart.typedAddressNote}
            maxLength={500}
            onChange={(event) => onChange({ ...cart, typedAddressNote: event.currentTarget.value })}
          />
          {customer && (
            <Checkbox
              className={classes.tapRow ?? ''}
              label={t('rememberAddress')}
              checked={cart.rememberAddress}
              onChange={(event) => onChange({ ...cart, rememberAddress: event.currentTarget.checked })}
            />
          )}
        </>
      )}
    </section>
  )
}
