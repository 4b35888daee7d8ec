/** "Could not deliver": the reason, a note if need be, and the office knows. */
'use client'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../_ui/dialog.tsx'
import { useUnfinished } from '../_ui/unfinished.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import type { Stop } from './day.ts'
import { failReasons } from './fail-reasons.ts'
import { ReasonChoice } from './reason-choice.tsx'
import classes from './sheets.module.css'
import { useCloseStop, type FailReason } from './use-close-stop.ts'
import { routeWords } from './words.ts'

export function FailSheet({ stop, onClose }: { stop: Stop; onClose: () => void }) {
  const t = useWords(routeWords)
  const base = useWords(baseWords)
  const { fail, busy } = useCloseStop(stop)
  const [reason, setReason] = useState<FailReason | null>(null)
  const [note, setNote] = useState('')
  useUnfinished(reason !== null || note !== '')
  const say = async () => {
    if (reason !== null && (await fail(reason, note))) onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('whyNot')}
      foot={
        <>
          <Button size="lg" variant="default" onClick={onClose}>
            {base('back')}
          </Button>
          <Button size="lg" disabled={reason === null} loading={busy} onClick={() => void say()}>
            {t('sayFailed')}
          </Button>
        </>
      }
    >
      <div className={classes.sheet}>
        <ReasonChoice reasons={failReasons} chosen={reason} choose={setReason} label={t('whyNot')} />
        <Textarea
          label={t('failNote')}
          value={note}
          maxLength={500}
          rows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
