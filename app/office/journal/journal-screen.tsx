/** Everything that was ever done: who, what, when it was made, when it arrived, in which order, and what became of it. */
'use client'
import { Button, NativeSelect } from '@mantine/core'
import { IconBook2, IconCircleCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { mayAdminister } from '../../../lib/domain/access.ts'
import type { Person } from '../../../lib/domain/staff/person.ts'
import type { JournalEntry } from '../../../lib/workplace-types.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useList, useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart, ScreenHead } from '../asked.tsx'
import screen from '../screen.module.css'
import { useAsk } from '../use-ask.ts'
import { JournalTable } from './journal-table.tsx'
import { useJournal, type JournalFilter } from './use-journal.ts'
import { journalWords } from './words.ts'

const verdicts = ['accepted', 'refused', 'held', 'lost'] as const
const verdictKeys = {
  accepted: 'verdictAccepted',
  refused: 'verdictRefused',
  held: 'verdictHeld',
  lost: 'verdictLost',
} as const satisfies Record<JournalEntry['verdict'], string>

/** `parts`: `held`, `refused` · `device/<id>` · `actor/<id>` · `order/<id>`, `customer/<id>`. */
export default function JournalScreen({ parts }: { parts: readonly string[] }) {
  // Another address begins with other filters.
  return <Journal key={parts.join('/')} start={filterOf(parts)} />
}

function filterOf([first, id]: readonly string[]): JournalFilter {
  const verdict = verdicts.find((known) => known === first)
  if (verdict) return { verdict }
  if (first === undefined || id === undefined) return {}
  if (first === 'device') return { deviceId: id }
  if (first === 'actor') return { actorId: id }
  return { target: { kind: first, id } }
}

function Journal({ start }: { start: JournalFilter }) {
  const [filter, setFilter] = useState(start)
  return (
    <div className={screen.screen}>
      <Entries key={JSON.stringify(filter)} filter={filter} setFilter={setFilter} />
    </div>
  )
}

function Entries({ filter, setFilter }: { filter: JournalFilter; setFilter: (filter: JournalFilter) => void }) {
  const t = useWords(journalWords)
  const journal = useJournal(filter)
  return (
    <>
      <ScreenHead title={t('title')} asked={journal} />
      <Filters filter={filter} setFilter={setFilter} />
      <AskedPart asked={journal} rows={8}>
        {({ entries, before }) =>
          entries.length === 0 ? (
            <NoEntries filter={filter} />
          ) : (
            <>
              <JournalTable entries={entries} again={journal.again} only={(target) => setFilter({ target })} />
              <p className={screen.more}>
                {before === null ? (
                  <span className={screen.small}>{t('beginning')}</span>
                ) : (
                  <Button variant="default" loading={journal.isLoadingEarlier} onClick={journal.earlier}>
                    {t('earlier')}
                  </Button>
                )}
              </p>
            </>
          )
        }
      </AskedPart>
    </>
  )
}

function NoEntries({ filter }: { filter: JournalFilter }) {
  const t = useWords(journalWords)
  if (filter.verdict === 'held')
    return <Empty icon={<IconCircleCheck size={36} />} title={t('emptyHeld')} text={t('emptyHeldText')} />
  return Object.keys(filter).length > 0 ? (
    <Empty icon={<IconBook2 size={36} />} title={t('emptyFiltered')} text={t('emptyFilteredText')} />
  ) : (
    <Empty icon={<IconBook2 size={36} />} title={t('empty')} text={t('emptyText')} />
  )
}

function Filters({ filter, setFilter }: { filter: JournalFilter; setFilter: (filter: JournalFilter) => void }) {
  const t = useWords(journalWords)
  const { go } = usePlace()
  const people = usePeople(filter.actorId)
  const devices = useDevices(filter.deviceId)
  const { target } = filter
  if (target)
    return (
      <div className={screen.filters}>
        <strong>
          {t(target.kind === 'order' ? 'aboutOrder' : target.kind === 'customer' ? 'aboutCustomer' : 'aboutOther')}
        </strong>
        <Button variant="default" onClick={() => (go('journal'), setFilter({}))}>
          {t('showAll')}
        </Button>
      </div>
    )
  const change = (part: { [Key in keyof JournalFilter]?: JournalFilter[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined))
    setFilter(next)
  }
  return (
    <div className={screen.filters}>
      <NativeSelect
        label={t('who')}
        value={filter.actorId ?? ''}
        onChange={(event) => change({ actorId: event.currentTarget.value || undefined })}
        data={[{ value: '', label: t('anyone') }, ...people]}
      />
      <NativeSelect
        label={t('device')}
        value={filter.deviceId ?? ''}
        onChange={(event) => change({ deviceId: event.currentTarget.value || undefined })}
        data={[{ value: '', label: t('anyDevice') }, ...devices]}
      />
      <ChoiceChips
        label={t('verdict')}
        value={filter.verdict ?? ''}
        onChange={(value) => change({ verdict: verdicts.find((known) => known === value) })}
        choices={[
          { value: '', label: t('anyVerdict') },
          ...verdicts.map((verdict) => ({ value: verdict, label: t(verdictKeys[verdict]) })),
        ]}
      />
    </div>
  )
}

/** Staff, as this device knows them; a chosen customer stands there by the id until the rows bring the name. */
function usePeople(chosen: string | undefined): { value: string; label: string }[] {
  const people = useList<Person>('person', { order: 'asc' })
  return useMemo(() => {
    const known = (people ?? []).map(({ body }) => ({ value: body.id, label: body.name }))
    return withChosen(known, chosen)
  }, [people, chosen])
}

function useDevices(chosen: string | undefined): { value: string; label: string }[] {
  const workplace = useWorkplace()
  const me = useMe()
  const asked = useAsk('devices', () => workplace.office.devices(), { everyMs: 120_000, remembers: true })
  return useMemo(() => {
    if (!me || !mayAdminister(me.roles, 'devices')) return []
    return withChosen(
      (asked.value ?? []).map(({ id, name }) => ({ value: id, label: name })),
      chosen,
    )
  }, [asked.value, me, chosen])
}

const withChosen = (known: { value: string; label: string }[], chosen: string | undefined) =>
  chosen === undefined || known.some(({ value }) => value === chosen)
    ? known
    : [...known, { value: chosen, label: chosen }]
