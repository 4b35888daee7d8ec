/** The office's word on what has happened at a till: what follows from it, and why. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { shiftsWords } from './words.ts'

export type Rule = 'asItIs' | 'writtenDown' | 'refuse'

const keys = {
  asItIs: { title: 'asItIsTitle', text: 'asItIsText', act: 'asItIsAct' },
  writtenDown: { title: 'writeDownTitle', text: 'writeDownText', act: 'writeDownAct' },
  refuse: { title: 'refuseTitle', text: 'refuseText', act: 'refuseAct' },
} as const satisfies Record<Rule, Record<string, string>>

export function RuleDialog({
  rule,
  onRule,
  onClose,
}: {
  rule: Rule
  /** True when it is decided. */
  onRule: (reason: string) => Promise<boolean>
  onClose: () => void
}) {
  const t = useWords(shiftsWords)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t(keys[rule].title)}
      act={t(keys[rule].act)}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onSubmit={() => onRule(reason.trim())}
    >
      <p>{t(keys[rule].text)}</p>
      <TextInput
        label={t('why')}
        description={t('whyHint')}
        value={reason}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
