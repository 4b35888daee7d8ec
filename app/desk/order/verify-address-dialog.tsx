/** A15: the address as the operator clarified it on the phone; the customer's own words (A16) stay beside it. */
'use client'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import classes from './order-facts.module.css'
import { orderWords } from './words.ts'

export function VerifyAddressDialog({ order, customer, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const ofOrder = useWords(orderWords)
  const format = useFormat()
  const act = useAct()
  const { address } = order
  const onCard = customer?.addresses.find((known) => known.id === address?.id)
  const [verified, setVerified] = useState(address?.verified ?? address?.raw ?? '')
  const [remembers, setRemembers] = useState(true)

  const submit = async () => {
    const result = await act('order.verifyAddress', { kind: 'order', id: order.id }, { verified })
    if (result.kind !== 'done') return false
    if (!onCard || !customer || !remembers) return true
    const card = { kind: 'customer', id: customer.id }
    return (await act('customer.setAddress', card, { ...onCard, verified })).kind === 'done'
  }
  return (
    <FormDialog
      title={t('verifyTitle')}
      act={t('verifyAct')}
      disabled={verified.trim() === ''}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('verifyText')}</p>
      {order.phone && (
        <a href={`tel:${order.phone}`} className={classes.phone}>
          <IconPhone size={20} aria-hidden /> {format.phone(order.phone)}
        </a>
      )}
      {address && address.raw !== '' && (
        <div>
          <p className={classes.soft}>{ofOrder('asTyped', { raw: address.raw })}</p>
          {verified !== address.raw && (
            <Button variant="subtle" size="sm" onClick={() => setVerified(address.raw)}>
              {t('useTyped')}
            </Button>
          )}
        </div>
      )}
      <Textarea
        label={t('verifyField')}
        value={verified}
        onChange={(event) => setVerified(event.currentTarget.value)}
        maxLength={500}
        rows={3}
        required
        data-autofocus
      />
      {onCard && (
        <Checkbox
          label={t('verifyRemember')}
          checked={remembers}
          onChange={(event) => setRemembers(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
