/** A senior allows what the cashier may not do alone, with the own PIN. The cashier stays signed in. */
'use client'
import { useState } from 'react'
import type { Person } from '../../../lib/domain/staff/person.ts'
import { discountLimit, mayApprove } from '../../../lib/domain/till/limits.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { PinPad } from '../../_ui/sign-in/pin-pad.tsx'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { PersonChoice } from '../person-choice.tsx'
import { usePeople } from '../people.ts'
import { useTillRules } from '../use-till-rules.ts'
import classes from './dialogs.module.css'
import { approve, type Approval } from './sale.ts'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

/** For the discounts of the sale on the screen. */
export function ApprovalDialog({ onClose, onApproved }: { onClose: () => void; onApproved: () => void }) {
  const t = useWords(saleWords)
  const me = useMe()
  const { change } = useSale()
  const rules = useTillRules()
  return (
    <AskSenior
      text={t('approvalDiscount', { percent: discountLimit(me?.roles ?? [], rules) })}
      what="discount"
      onClose={onClose}
      onApproved={(approval) => {
        void change((before) => approve(before, approval))
        onApproved()
      }}
    />
  )
}

/** `onApproved` is called when the PIN was right, online or by what this device knows. */
export function AskSenior({
  what,
  text,
  onClose,
  onApproved,
}: {
  what: Approval['what']
  text: string
  onClose: () => void
  onApproved: (approval: Approval) => void
}) {
  const t = useWords(saleWords)
  const workplace = useWorkplace()
  const seniors = usePeople(mayApprove)
  const [senior, setSenior] = useState<Person | null>(null)
  const enter = async (pin: string) => {
    if (!senior) return { kind: 'notFound' as const }
    const outcome = await workplace.session.checkPin(senior.id, pin)
    if (outcome.kind === 'ok') onApproved({ what, by: senior.id, byName: senior.name })
    return outcome
  }
  return (
    <Dialog opened onClose={onClose} title={t('approvalTitle')} width={440}>
      <div className={classes.column}>
        {senior === null && <p className={classes.soft}>{text}</p>}
        {seniors === null && <LoadingRows />}
        {seniors?.length === 0 && <p>{t('approvalNobody')}</p>}
        {seniors && senior === null && <PersonChoice people={seniors} choose={setSenior} />}
        {senior && <PinPad person={senior} back={() => setSenior(null)} enter={enter} act={t('approve')} />}
      </div>
    </Dialog>
  )
}
