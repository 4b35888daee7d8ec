/** Name, phones, e-mail, price list and note. Only what was changed is told, so that two people do not undo each other. */
'use client'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PriceType } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { CustomerPayload } from '../../../lib/domain/customer/operations.ts'
import { formatPhone, parsePhone } from '../../../lib/domain/phone.ts'
import { useAct, useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { customerWords } from './words.ts'

export function EditDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useWords(customerWords)
  const act = useAct()
  const priceTypes = useList<PriceType>('priceType', { order: 'asc' })
  const [start] = useState(customer)
  const [name, setName] = useState(start.name)
  const [phones, setPhones] = useState(start.phones.map(formatPhone).join('\n'))
  const [email, setEmail] = useState(start.email ?? '')
  const [note, setNote] = useState(start.note ?? '')
  const [priceTypeId, setPriceTypeId] = useState(start.priceTypeId ?? '')

  const typedPhones = phones.split('\n').filter((line) => line.trim() !== '')
  const wrongPhone = typedPhones.find((line) => parsePhone(line) === null)
  const isEmailWrong = email.trim() !== '' && !/^[^\s@]+@[^\s@]+$/.test(email.trim())

  const submit = async () => {
    const changes = changesOf(start, {
      name: name.trim(),
      phones: typedPhones.map((line) => parsePhone(line) ?? line),
      email: email.trim() === '' ? null : email.trim(),
      note: note.trim() === '' ? null : note.trim(),
      priceTypeId: priceTypeId === '' ? null : priceTypeId,
    })
    if (Object.keys(changes).length === 0) return true
    return (await act('customer.edit', { kind: 'customer', id: customer.id }, changes)).kind === 'done'
  }
  return (
    <FormDialog
      title={t('editTitle')}
      act={t('save')}
      disabled={name.trim() === '' || wrongPhone !== undefined || isEmailWrong}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={name.trim() === '' ? t('nameMissing') : null}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label={t('phones')}
        description={t('phonesHint')}
        inputMode="tel"
        value={phones}
        onChange={(event) => setPhones(event.currentTarget.value)}
        error={wrongPhone === undefined ? null : t('phoneWrong', { phone: wrongPhone })}
        rows={2}
      />
      <TextInput
        label={t('email')}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={isEmailWrong ? t('emailWrong') : null}
        maxLength={200}
      />
      <NativeSelect
        label={t('priceList')}
        value={priceTypeId}
        onChange={(event) => setPriceTypeId(event.currentTarget.value)}
        data={[
          { value: '', label: t('priceListRetail') },
          ...(priceTypes ?? []).map(({ body }) => ({ value: body.id, label: body.name })),
        ]}
      />
      <Textarea
        label={t('note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
        rows={3}
      />
    </FormDialog>
  )
}

type Editable = Required<CustomerPayload<'customer.edit'>>

function changesOf(before: Customer, after: Editable): CustomerPayload<'customer.edit'> {
  const fields = ['name', 'phones', 'email', 'note', 'priceTypeId'] as const
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return Object.fromEntries(changed.map((field) => [field, after[field]]))
}
