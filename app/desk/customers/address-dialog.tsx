/** An address of a customer with what the operator says of it: verified wording (A15), flags (A18, A19), receipt contact. */
'use client'
import { Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Address, Customer } from '../../../lib/domain/customer/customer.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import classes from './dialogs.module.css'
import { customerWords } from './words.ts'

export function AddressDialog({
  customer,
  address,
  onClose,
}: {
  customer: Customer
  /** null: a new one. */
  address: Address | null
  onClose: () => void
}) {
  const t = useWords(customerWords)
  const workplace = useWorkplace()
  const act = useAct()
  const [draft, setDraft] = useState<Address>(() => address ?? emptyAddress(workplace.newId()))
  const change = (part: Partial<Address>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <FormDialog
      title={t(address ? 'addressTitle' : 'addressTitleNew')}
      act={t('save')}
      disabled={draft.raw.trim() === ''}
      onClose={onClose}
      onSubmit={async () =>
        (await act('customer.setAddress', { kind: 'customer', id: customer.id }, draft)).kind === 'done'
      }
    >
      <Textarea
        label={t('addressRaw')}
        value={draft.raw}
        onChange={(event) => change({ raw: event.currentTarget.value })}
        maxLength={500}
        rows={2}
        required
        data-autofocus
      />
      <Textarea
        label={t('addressVerified')}
        description={t('addressVerifiedHint')}
        value={draft.verified ?? ''}
        onChange={(event) => change({ verified: event.currentTarget.value || null })}
        maxLength={500}
        rows={2}
      />
      <TextInput
        label={t('addressNote')}
        value={draft.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
        maxLength={500}
      />
      <TextInput
        label={t('receiptContact')}
        description={t('receiptContactHint')}
        value={draft.receiptContact ?? ''}
        onChange={(event) => change({ receiptContact: event.currentTarget.value || null })}
        maxLength={64}
      />
      <Flags address={draft} change={change} />
    </FormDialog>
  )
}

/** A18, A19. Both may stand; the prohibition then wins (GA1) and the screen says so. */
export function Flags({ address, change }: { address: Address; change: (part: Partial<Address>) => void }) {
  const t = useWords(customerWords)
  return (
    <>
      <Switch
        label={t('autoAccept')}
        description={t('autoAcceptHint')}
        checked={address.autoAccept}
        onChange={(event) => change({ autoAccept: event.currentTarget.checked })}
      />
      <Switch
        label={t('neverAutoAccept')}
        description={t('neverAutoAcceptHint')}
        checked={address.neverAutoAccept}
        onChange={(event) => change({ neverAutoAccept: event.currentTarget.checked })}
      />
      {address.autoAccept && address.neverAutoAccept && <p className={classes.warning}>{t('prohibitionWins')}</p>}
    </>
  )
}

const emptyAddress = (id: string): Address => ({
  id,
  raw: '',
  verified: null,
  note: null,
  autoAccept: false,
  neverAutoAccept: false,
  receiptContact: null,
})
