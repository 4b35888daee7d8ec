/** The customer by phone (D58, D59): typed into the mask, found while it is typed, written down when nobody has it. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { accountOf } from '../../../lib/domain/customer/account.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useAct, useList, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { buyerOf } from './customer-prices.ts'
import classes from './dialogs.module.css'
import { findCustomers, readTyped } from './find-customers.ts'
import { PhoneField } from './phone-field.tsx'
import { withCustomer } from './sale.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

const mostFinds = 5

export function CustomerDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const act = useAct()
  const { sale, change, prices, retailPriceTypeId, phoneMask } = useSale()
  const customers = useList<Customer>('customer', { order: 'asc' })
  const [id] = useState(() => workplace.newId())
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const typed = `${phone}\n${name}`
  const searched = useDeferredValue(typed)
  const find = useCallback(
    (text: string) => {
      const [typedPhone = '', typedName = ''] = text.split('\n')
      return findCustomers(customers ?? [], { phone: typedPhone, name: typedName }, mostFinds, phoneMask)
    },
    [customers, phoneMask],
  )
  const found = useMemo(() => find(searched), [find, searched])
  const isBehind = searched !== typed
  const whole = readTyped(phone, phoneMask)
  const isNew = whole !== null && found.length === 0
  const isTyped = phone !== '' || name.trim() !== ''
  const finds = useRef<HTMLUListElement>(null)

  const choose = (customerId: string | null, priceTypeId: string | null) => {
    const list = priceTypeId ?? retailPriceTypeId
    void change((before) =>
      withCustomer(
        before,
        customerId,
        (productId) => prices?.of(productId, list) ?? null,
        () => workplace.newId(),
      ),
    )
  }
  const pick = ({ body }: { body: Customer }) => {
    const account = customers?.find(({ id: one }) => one === accountOf(body))?.body
    const buyer = buyerOf(body, account)
    choose(buyer.customerId, buyer.priceTypeId)
  }
  const submit = async () => {
    // Who types faster than is searched gets whom they typed: never a find of the letters before, nor a second record.
    const hits = isBehind ? find(typed) : found
    const [only] = hits
    // Of several nobody is taken: another person's prices and deposit are at stake.
    if (hits.length > 1) return false
    if (only) {
      pick(only)
      return true
    }
    if (whole === null || name.trim() === '') return false
    const payload = { name: name.trim(), phone: whole, email: null, address: null }
    const result = await act('customer.register', { kind: 'customer', id }, payload)
    if (result.kind === 'done') choose(id, null)
    return result.kind === 'done'
  }
  return (
    <FormDialog
      title={t('customerAdd')}
      act={isNew ? t('customerRegister') : t('customerFind')}
      width={560}
      disabled={customers === null || (!isBehind && (isNew ? name.trim() === '' : found.length !== 1))}
      onSubmit={submit}
      onClose={onClose}
      aside={
        sale.customerId !== null && (
          <Button
            variant="default"
            onClick={() => {
              choose(null, null)
              onClose()
            }}
          >
            {t('customerNone')}
          </Button>
        )
      }
    >
      <div className={classes.fields} onKeyDown={(event) => walk(event, finds.current)}>
        <PhoneField phone={phone} setPhone={setPhone} mask={phoneMask} />
        <TextInput
          label={t('customerName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          autoComplete="off"
        />
        <ul ref={finds} className={`${classes.rows} ${classes.finds}`}>
          {found.map((shown) => (
            <li key={shown.id}>
              <button
                type="button"
                className={classes.row}
                onClick={() => {
                  pick(shown)
                  onClose()
                }}
              >
                <span>{shown.body.name}</span>
                <strong>{shown.body.phones[0] ? format.phone(shown.body.phones[0]) : ''}</strong>
              </button>
            </li>
          ))}
          {found.length === 0 && <li className={classes.soft}>{isTyped ? t('customerNobody') : t('customerHint')}</li>}
          {found.length > 1 && <li className={classes.soft}>{t('customerSeveral')}</li>}
        </ul>
      </div>
    </FormDialog>
  )
}

/** The arrows go from the fields into the finds and along them; Enter there takes the one that is reached. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const finds = [...(list?.querySelectorAll('button') ?? [])]
  const at = finds.findIndex((find) => find === document.activeElement)
  const next = finds[event.key === 'ArrowDown' ? at + 1 : at - 1]
  if (!next) return
  event.preventDefault()
  next.focus()
}
