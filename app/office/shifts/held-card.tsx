/** One act of a till that waits for the office: what it is, why it does not fit, who was before, and the decision. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { HeldExplained, JournalEntry } from '../../../lib/workplace-types.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useReasons } from '../../_ui/reasons.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { AskedPart } from '../asked.tsx'
import { failureSentence } from '../failure-sentence.ts'
import { actorWord, actWord } from '../journal/act-words.ts'
import { receiptNumberOf } from '../../till/print/receipt-number.ts'
import { useAsk } from '../use-ask.ts'
import { officeWords } from '../words.ts'
import { Content, Original } from './held-content.tsx'
import { contentOf, rulesOf, whyKeyOf, type HeldContent, type Rule } from './held-offer.ts'
import { RuleDialog } from './rule-dialog.tsx'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

type Given = {
  entry: JournalEntry
  /** null: the server has none of that name. */
  shift: Shift | null
  again: () => void
}

export function HeldCard({ entry, shift, again }: Given) {
  const t = useWords(shiftsWords)
  const language = useLanguage()
  const workplace = useWorkplace()
  const { deviceId, seq } = entry
  const asked = useAsk(`held.${deviceId}.${seq}`, () => workplace.office.explainHeld({ deviceId, seq }), {
    everyMs: 60_000,
  })
  return (
    <li className={classes.card}>
      <h4>
        {entry.kind === 'receipt.close'
          ? t('receiptNumber', { number: receiptNumberOf(entry.target.id) })
          : actWord(entry.kind, language)}
      </h4>
      <p className={classes.soft}>
        <When at={entry.madeAt} /> · {actorWord(entry, language)} · {t('arrived')} <When at={entry.arrivedAt} />
      </p>
      <AskedPart asked={asked} isSmall rows={2}>
        {(told) =>
          told ? <Told entry={entry} shift={shift} told={told} again={again} /> : <p>{t('decidedAlready')}</p>
        }
      </AskedPart>
    </li>
  )
}

function Told({ entry, shift, told, again }: Given & { told: HeldExplained }) {
  const content = contentOf(entry.kind, told.payload, shift)
  return (
    <>
      {content && <Content content={content} />}
      <Why content={content} told={told} name={entry.actorName} />
      {told.originals.map((original) => (
        <Original key={original.receiptId} original={original} />
      ))}
      <Acts entry={entry} of={content?.kind ?? 'receipt'} rules={rulesOf(content, told.now)} again={again} />
    </>
  )
}

function Why({
  content,
  told: { now },
  name,
}: {
  content: HeldContent | null
  told: HeldExplained
  /** Of the cashier. */
  name: string
}) {
  const t = useWords(shiftsWords)
  const reasons = useReasons()
  const text = (): string => {
    const key = whyKeyOf(content, now)
    if (key !== null) return key === 'notCashier' ? t(key, { name }) : t(key)
    if (now.kind === 'refused') return reasons.refusal(now.reason, now.params)
    return now.kind === 'held' ? reasons.hold(now.cause) : t('nothingInTheWay')
  }
  return (
    <p className={classes.word} data-tone={now.kind === 'accepted' ? 'good' : 'bad'}>
      {text()}
    </p>
  )
}

const beginKeys = { asItIs: 'asItIs', writtenDown: 'writeDown', refuse: 'refuse' } as const satisfies Record<
  Rule,
  string
>

function Acts({
  entry,
  of,
  rules,
  again,
}: {
  entry: JournalEntry
  of: HeldContent['kind']
  rules: readonly Rule[]
  again: () => void
}) {
  const t = useWords(shiftsWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  const [rule, setRule] = useState<Rule | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { deviceId, seq } = entry

  const decide = async (how: { how: 'again' } | { how: Rule; reason: string }): Promise<boolean> => {
    setBusy(true)
    try {
      const { verdict } = await workplace.office.decideHeld({ deviceId, seq, ...how })
      notice({ tone: verdict === 'held' ? 'bad' : 'good', text: t(verdict === 'held' ? 'stillHeld' : 'decided') })
      again()
      return true
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes.acts}>
      {rules.map((one) => (
        <Button key={one} variant={one === 'asItIs' ? 'filled' : 'default'} onClick={() => setRule(one)}>
          {t(beginKeys[one])}
        </Button>
      ))}
      <Button variant="default" loading={isBusy && rule === null} onClick={() => void decide({ how: 'again' })}>
        {t('checkAgain')}
      </Button>
      {rule && (
        <RuleDialog
          of={of}
          rule={rule}
          onClose={() => setRule(null)}
          onRule={(reason) => decide({ how: rule, reason })}
        />
      )}
    </div>
  )
}
