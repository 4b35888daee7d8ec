/** Lays the sale aside under a name. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './dialogs.module.css'
import { emptySale, parkedPayload } from './sale.ts'
import { useSale } from './use-sale.ts'
import { shortened } from '../../../lib/domain/text.ts'
import { saleWords } from './words.ts'

export function ParkDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(saleWords)
  const act = useAct()
  const notice = useNotice()
  const { sale, priced, till, change, customer, select } = useSale()
  const [name, setName] = useState(() => customer?.name ?? sale.lines[0]?.name ?? '')
  const payload = priced && parkedPayload(sale, priced, { name: shortened(name.trim(), 120), tillName: till.name })

  const submit = async () => {
    if (!payload) return false
    // Under the sale's own id: killed before the screen is cleared, it is found laid aside at the next start.
    const result = await act('parked.put', { kind: 'parked', id: sale.saleId }, payload)
    if (result.kind !== 'done') return false
    await change((before) => (before.saleId === sale.saleId ? emptySale : before))
    select(null)
    notice({ tone: 'good', text: t('parkDone', { name: payload.name }) })
    return true
  }
  return (
    <FormDialog
      title={t('parkTitle')}
      act={t('park')}
      disabled={payload === null || name.trim() === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      {payload === null && <p className={classes.problem}>{t('parkReturn')}</p>}
      <TextInput
        label={t('parkName')}
        description={t('parkHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        maxLength={120}
        autoComplete="off"
        required
        data-autofocus
      />
    </FormDialog>
  )
}
