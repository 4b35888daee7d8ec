'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHourglass, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { HoldCause, Ref } from '../../../lib/domain/operation.ts'
import { parseNumbered } from '../../../lib/domain/till/shift.ts'
import type { RefusalReason } from '../../../lib/domain/refusal.ts'
import type { JournalEntry } from '../../../lib/workplace-types.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { placeHref } from '../../_ui/place.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { Chip, type Tone } from '../../_ui/state-chip.tsx'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import { receiptNumberOf } from '../../till/print/receipt-number.ts'
import table from '../table.module.css'
import { officeWords } from '../words.ts'
import { actorWord, actWord, deviceWord } from './act-words.ts'
import { Content } from './content.tsx'
import classes from './journal.module.css'
import { journalWords } from './words.ts'

/** Whose the act of a till is. null: no shift's. */
const shiftOf = ({ kind, id }: Ref): string | null =>
  kind === 'shift' ? id : kind === 'receipt' ? (parseNumbered(id)?.of ?? null) : null

/** Sooner than this nobody waited. */
const atOnceMs = 60_000

export function JournalTable({
  entries,
  again,
  only,
}: {
  entries: readonly JournalEntry[]
  again: () => void
  /** Show everything about one order or customer. */
  only: (target: Ref) => void
}) {
  const t = useWords(journalWords)
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col" className={table.figure}>
            {t('columnPosition')}
          </th>
          <th scope="col">{t('columnWhat')}</th>
          <th scope="col">{t('columnWho')}</th>
          <th scope="col">{t('columnMade')}</th>
          <th scope="col">{t('columnArrived')}</th>
          <th scope="col">{t('columnVerdict')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.position} entry={entry} again={again} only={only} />
        ))}
      </tbody>
    </table>
  )
}

function EntryRow({ entry, again, only }: { entry: JournalEntry; again: () => void; only: (target: Ref) => void }) {
  const t = useWords(journalWords)
  const language = useLanguage()
  const format = useFormat()
  const { verdict, madeAt, arrivedAt, broughtBy } = entry
  const late = arrivedAt - madeAt
  return (
    <tr data-verdict={verdict}>
      <td data-label={t('columnPosition')} className={table.figure}>
        {entry.position}
      </td>
      <td data-label={t('columnWhat')}>
        <What entry={entry} only={only} />
      </td>
      <td data-label={t('columnWho')}>
        <div>
          {actorWord(entry, language)}
          <span className={table.soft}>{deviceWord(entry)}</span>
        </div>
      </td>
      <td data-label={t('columnMade')}>{verdict !== 'lost' && <When at={madeAt} />}</td>
      <td data-label={t('columnArrived')}>
        <div>
          <When at={arrivedAt} />
          {verdict !== 'lost' && (
            <span className={table.soft} data-late={late > atOnceMs || undefined}>
              {late > atOnceMs ? t('late', { age: format.duration(late) }) : t('atOnce')}
            </span>
          )}
          {broughtBy && <span className={table.soft}>{t('byFile', { name: broughtBy.name })}</span>}
        </div>
      </td>
      <td data-label={t('columnVerdict')}>
        <Verdict entry={entry} again={again} />
      </td>
    </tr>
  )
}

function What({ entry, only }: { entry: JournalEntry; only: (target: Ref) => void }) {
  const t = useWords(journalWords)
  const language = useLanguage()
  const { kind, target, subject, verdict } = entry
  const shift = shiftOf(target)
  const href =
    target.kind === 'order'
      ? `/desk#orders/${encodeURIComponent(target.id)}`
      : target.kind === 'customer'
        ? `/desk#customers/${encodeURIComponent(target.id)}`
        : shift && placeHref('shifts', shift)
  return (
    <div>
      {verdict === 'lost' && kind === '' ? t('lostWhat') : actWord(kind, language)}{' '}
      {href ? (
        <a href={href}>
          {target.kind === 'receipt'
            ? t('number', { number: receiptNumberOf(target.id) })
            : subject === null
              ? '…'
              : target.kind === 'order' || target.kind === 'shift'
                ? t('number', { number: subject })
                : subject}
        </a>
      ) : (
        subject
      )}
      <details className={classes.inside}>
        <summary>{t('inside')}</summary>
        <dl>
          <dt>{t('numberOnDevice')}</dt>
          <dd>{entry.seq}</dd>
          {target.kind !== '' && (
            <>
              <dt>{t('target')}</dt>
              <dd>
                {target.kind} {target.id}
              </dd>
              <dt>{t('content')}</dt>
              <dd>
                <Content entry={entry} />
              </dd>
            </>
          )}
        </dl>
        {href && (
          <Button variant="default" size="sm" onClick={() => only(target)}>
            {t('onlyThis')}
          </Button>
        )}
      </details>
    </div>
  )
}

const looks = {
  accepted: { tone: 'green', Icon: IconCheck, label: 'verdictAccepted' },
  refused: { tone: 'red', Icon: IconX, label: 'verdictRefused' },
  held: { tone: 'amber', Icon: IconHourglass, label: 'verdictHeld' },
  lost: { tone: 'red', Icon: IconAlertTriangle, label: 'verdictLost' },
} as const satisfies Record<JournalEntry['verdict'], { tone: Tone; Icon: typeof IconX; label: string }>

const causes = {
  fault: 'causeFault',
  actor: 'causeActor',
  schema: 'causeSchema',
  conflict: 'causeConflict',
} as const satisfies Record<HoldCause, string>
/** A newer server may hold for a cause that this app does not know. */
const causeKeys: Partial<Record<string, (typeof causes)[HoldCause]>> = causes

function Verdict({ entry, again }: { entry: JournalEntry; again: () => void }) {
  const t = useWords(journalWords)
  const reasons = useReasons()
  const { verdict, reason, params } = entry
  const { tone, Icon, label } = looks[verdict]
  const shift = shiftOf(entry.target)
  const cause =
    verdict !== 'held' || reason === null
      ? undefined
      : shift !== null && reason === 'conflict'
        ? 'causeConflictTill'
        : causeKeys[reason]
  return (
    <div>
      <Chip tone={tone} icon={<Icon size={16} aria-hidden />}>
        {t(label)}
      </Chip>
      {verdict === 'refused' && reason !== null && (
        // The server writes reasons of the same list; a newer one than this app knows is shown by its name.
        <span className={classes.reason}>{reasons.refusal(reason as RefusalReason, params)}</span>
      )}
      {verdict === 'held' && (
        <>
          <span className={classes.reason}>{cause ? t(cause) : t('causeUnknown', { cause: reason ?? '…' })}</span>
          {shift === null ? (
            <Decide entry={entry} again={again} />
          ) : (
            <span className={classes.decide}>
              <Button component="a" href={placeHref('shifts', shift)}>
                {t('decideInShift')}
              </Button>
            </span>
          )}
        </>
      )}
    </div>
  )
}

function Decide({ entry, again }: { entry: JournalEntry; again: () => void }) {
  const t = useWords(journalWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const language = useLanguage()
  const workplace = useWorkplace()
  const confirm = useConfirm()
  const notice = useNotice()
  const [busy, setBusy] = useState<'again' | 'refuse' | null>(null)

  const decide = async (how: 'again' | 'refuse') => {
    const what = [actWord(entry.kind, language), entry.subject].filter(Boolean).join(' ')
    const yes =
      how === 'again' ||
      (await confirm({
        title: t('refuseAsk', { what }),
        text: t('refuseText'),
        act: t('refuse'),
        stay: t('keep'),
        danger: true,
      }))
    if (!yes) return
    setBusy(how)
    try {
      const { verdict } = await workplace.office.decideHeld({ deviceId: entry.deviceId, seq: entry.seq, how })
      const told = { accepted: 'decidedAccepted', refused: 'decidedRefused', held: 'decidedHeld' } as const
      notice({ tone: verdict === 'held' ? 'bad' : 'good', text: t(told[verdict]) })
      again()
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
    } finally {
      setBusy(null)
    }
  }
  return (
    <span className={classes.decide}>
      <Button loading={busy === 'again'} onClick={() => void decide('again')}>
        {t('again')}
      </Button>
      <Button variant="default" loading={busy === 'refuse'} onClick={() => void decide('refuse')}>
        {t('refuse')}
      </Button>
    </span>
  )
}
