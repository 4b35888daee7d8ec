/** A customer who calls: phone and name are enough, the address may wait. Somebody we know already is found at once. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { maskPhone, parsePhone } from '../../../lib/domain/phone.ts'
import { useAct, useList, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { phoneDigits } from '../orders/search-orders.ts'
import classes from './dialogs.module.css'
import { customerWords } from './words.ts'

export function RegisterDialog({
  typed = '',
  onClose,
  onDone,
}: {
  /** What was searched for: it is the phone or the name. */
  typed?: string
  onClose: () => void
  /** Also for the customer who turned out to be known. */
  onDone: (customerId: string) => void
}) {
  const t = useWords(customerWords)
  const workplace = useWorkplace()
  const act = useAct()
  const customers = useList<Customer>('customer', { order: 'asc' })
  const [id] = useState(() => workplace.newId())
  const isPhone = phoneDigits(typed) !== null
  const [phone, setPhone] = useState(isPhone ? maskPhone(typed) : '')
  const [name, setName] = useState(isPhone ? '' : typed.trim())
  const parsed = parsePhone(phone)
  const known = parsed === null ? undefined : customers?.find((shown) => shown.body.phones.includes(parsed))

  const submit = async () => {
    const payload = { name, phone, email: null, address: null }
    const result = await act('customer.register', { kind: 'customer', id }, payload)
    if (result.kind === 'done') onDone(id)
    return result.kind === 'done'
  }
  return (
    <FormDialog
      title={t('registerTitle')}
      act={t('registerAct')}
      disabled={parsed === null || name.trim() === '' || known !== undefined}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={phone}
        onChange={(event) => {
          const { value } = event.currentTarget
          // Erasing must not be undone by the mask.
          setPhone(value.length < phone.length ? value : maskPhone(value))
        }}
        error={parsed === null && phone.replace(/\D/g, '').length > 11 ? t('phoneWrong', { phone }) : null}
        required
        data-autofocus={!isPhone || undefined}
      />
      {known && (
        <p className={classes.known} role="status">
          {t('phoneTaken', { name: known.body.name })}
          <Button
            variant="default"
            onClick={() => {
              onDone(known.id)
              onClose()
            }}
          >
            {t('openThatCustomer')}
          </Button>
        </p>
      )}
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus={isPhone || undefined}
      />
    </FormDialog>
  )
}
