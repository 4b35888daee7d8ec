/** Locks the till now, and says after how long it locks itself. */
'use client'
import { Button } from '@mantine/core'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { tillWords } from '../words.ts'
import { lockChoices, useLockAfter, useLocked } from './use-lock.ts'

export function LockDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(tillWords)
  const [, setLocked] = useLocked()
  const [minutes, setMinutes] = useLockAfter()
  const lock = () => {
    onClose()
    setLocked(true)
  }
  const keep = (value: string) =>
    void setMinutes(Number(value)).catch((cause: unknown) => console.error('The setting could not be stored', cause))
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('lockTitle')}
      foot={
        <Button data-autofocus onClick={lock}>
          {t('lockNow')}
        </Button>
      }
    >
      <ChoiceChips
        label={t('lockAfter')}
        value={String(minutes)}
        onChange={keep}
        choices={lockChoices.map((choice) => ({
          value: String(choice),
          label: choice === 0 ? t('lockNever') : t('lockAfterMinutes', { count: choice }),
        }))}
      />
    </Dialog>
  )
}
