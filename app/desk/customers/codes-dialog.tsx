'use client'
import { Dialog } from '../../_ui/dialog.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { WaitingCodes } from '../../office/codes/waiting-codes.tsx'
import { customerWords } from './words.ts'

export default function CodesDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(customerWords)
  return (
    <Dialog opened onClose={onClose} title={t('codesTitle')}>
      <WaitingCodes />
    </Dialog>
  )
}
