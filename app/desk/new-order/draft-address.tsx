'use client'
import { Textarea, TextInput } from '@mantine/core'
import { useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { chosenAddress } from './draft.ts'
import classes from './draft-parts.module.css'
import screen from './new-order-screen.module.css'
import type { DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

export function DraftAddress({ state: { draft, change, changeCart, customer } }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  if (!customer) return null
  const chosen = chosenAddress(draft, customer)
  const choose = (value: string) => {
    if (value === 'pickup') change({ ...draft, isPickup: true })
    else change({ ...draft, isPickup: false, cart: { ...draft.cart, addressId: value === 'typed' ? null : value } })
  }
  return (
    <section className={screen.part}>
      <h3>{t('where')}</h3>
      <ChoiceChips
        label={t('address')}
        isLabelHidden
        value={chosen === undefined ? 'pickup' : (chosen?.id ?? 'typed')}
        onChange={choose}
        choices={[
          ...customer.addresses.map(({ id, raw, verified }) => ({
            value: id,
            label: verified ?? raw,
            hint: verified === null ? t('notVerified') : undefined,
          })),
          { value: 'typed', label: t('otherAddress') },
          { value: 'pickup', label: t('noAddress') },
        ]}
      />
      {chosen === null && (
        <div className={classes.addresses}>
          <Textarea
            label={t('newAddress')}
            description={t('newAddressHint')}
            value={draft.cart.typedAddress}
            onChange={(event) => changeCart({ typedAddress: event.currentTarget.value })}
            maxLength={500}
            rows={2}
            required
          />
          <TextInput
            label={t('newAddressNote')}
            value={draft.cart.typedAddressNote}
            onChange={(event) => changeCart({ typedAddressNote: event.currentTarget.value })}
            maxLength={500}
          />
        </div>
      )}
    </section>
  )
}
