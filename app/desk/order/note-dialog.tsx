'use client'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import { orderWords } from './words.ts'

export function NoteDialog({ order, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const ofOrder = useWords(orderWords)
  const act = useAct()
  const [note, setNote] = useState(order.note ?? '')
  return (
    <FormDialog
      title={ofOrder('editNote')}
      act={t('noteSave')}
      onClose={onClose}
      onSubmit={async () => {
        const payload = { note: note.trim() === '' ? null : note }
        return (await act('order.note', { kind: 'order', id: order.id }, payload)).kind === 'done'
      }}
    >
      <Textarea
        label={ofOrder('note')}
        description={t('noteHint')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
        rows={4}
        data-autofocus
      />
    </FormDialog>
  )
}
