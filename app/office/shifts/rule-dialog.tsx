/** The office's word on what has happened at a till: what follows from it, and why. */
'use client'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { HeldContent, Rule } from './held-offer.ts'
import { shiftsWords } from './words.ts'

const keys = {
  asItIs: { title: 'asItIsTitle', act: 'asItIsAct' },
  writtenDown: { title: 'writeDownTitle', act: 'writeDownAct' },
  refuse: { title: 'refuseTitle', act: 'refuseAct' },
} as const satisfies Record<Rule, Record<string, string>>
/** What follows from it. Only goods are written down. */
const textKeys = {
  receipt: { asItIs: 'asItIsText', writtenDown: 'writeDownText', refuse: 'refuseText' },
  cash: { asItIs: 'asItIsCash', writtenDown: 'writeDownText', refuse: 'refuseCash' },
  close: { asItIs: 'asItIsClose', writtenDown: 'writeDownText', refuse: 'refuseClose' },
} as const satisfies Record<HeldContent['kind'], Record<Rule, string>>

export function RuleDialog({
  of,
  rule,
  onRule,
  onClose,
}: {
  of: HeldContent['kind']
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
      <p>{t(textKeys[of][rule])}</p>
      <TextInput
        label={t('why')}
        description={t(of === 'receipt' ? 'whyHint' : 'whyHintAct')}
        value={reason}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
