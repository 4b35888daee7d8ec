/** Who works here: roles, PIN, open sign-ins. */
'use client'
import { Button } from '@mantine/core'
import { IconUserPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import type { OfficeApi } from '../../../lib/workplace-types.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { placeHref } from '../../_ui/place.ts'
import { roleKeys } from '../../_ui/role-keys.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart, ScreenHead } from '../asked.tsx'
import { failureSentence } from '../failure-sentence.ts'
import screen from '../screen.module.css'
import table from '../table.module.css'
import { useAsk, type Asked } from '../use-ask.ts'
import { officeWords } from '../words.ts'
import classes from './people.module.css'
import { PersonDialog } from './person-dialog.tsx'
import { peopleWords } from './words.ts'

export type OfficePerson = Awaited<ReturnType<OfficeApi['people']>>[number]

export default function PeopleScreen() {
  const t = useWords(peopleWords)
  const workplace = useWorkplace()
  const asked = useAsk('people', () => workplace.office.people(), { everyMs: 60_000, remembers: true })
  const [which, setWhich] = useState<'active' | 'inactive'>('active')
  const [edited, setEdited] = useState<OfficePerson | 'new' | null>(null)
  return (
    <div className={screen.screen}>
      <ScreenHead title={t('title')} asked={asked}>
        <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setEdited('new')}>
          {t('add')}
        </Button>
      </ScreenHead>
      <AskedPart asked={asked}>
        {(people) => {
          const active = people.filter((person) => person.active)
          const shown = which === 'active' ? active : people.filter((person) => !person.active)
          return (
            <>
              <div className={screen.filters}>
                <ChoiceChips<'active' | 'inactive'>
                  label={t('which')}
                  isLabelHidden
                  value={which}
                  onChange={setWhich}
                  choices={[
                    { value: 'active', label: `${t('showActive')} ${active.length}` },
                    { value: 'inactive', label: `${t('showInactive')} ${people.length - active.length}` },
                  ]}
                />
              </div>
              {shown.length === 0 ? (
                <Empty
                  icon={<IconUsersGroup size={36} />}
                  title={t('empty')}
                  text={which === 'active' && t('emptyText')}
                />
              ) : (
                <PeopleTable people={shown} asked={asked} edit={setEdited} />
              )}
            </>
          )
        }}
      </AskedPart>
      {edited && (
        <PersonDialog person={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={asked.again} />
      )}
    </div>
  )
}

function PeopleTable({
  people,
  asked,
  edit,
}: {
  people: readonly OfficePerson[]
  asked: Asked<OfficePerson[]>
  edit: (person: OfficePerson) => void
}) {
  const t = useWords(peopleWords)
  const base = useWords(baseWords)
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('roles')}</th>
          <th scope="col">{t('pin')}</th>
          <th scope="col">{t('sessions')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td data-label={t('person')}>
              <div className={classes.who}>
                <strong>{person.name}</strong>
                <a href={placeHref('journal', 'actor', person.id)} className={table.soft}>
                  {t('done')}
                </a>
              </div>
            </td>
            <td data-label={t('roles')}>
              {person.roles.length === 0 ? (
                <span className={classes.warning}>{t('noRoles')}</span>
              ) : (
                person.roles.map((role) => base(roleKeys[role])).join(', ')
              )}
            </td>
            <td data-label={t('pin')}>
              {person.hasPin ? t('hasPin') : <span className={classes.warning}>{t('noPin')}</span>}
            </td>
            <td data-label={t('sessions')}>
              {person.sessions > 0 ? t('sessionsOpen', { count: person.sessions }) : t('sessionsNone')}
            </td>
            <td>
              <span className={classes.acts}>
                {person.sessions > 0 && <EndSessions person={person} asked={asked} />}
                <Button
                  variant="default"
                  aria-label={t('changeNamed', { name: person.name })}
                  onClick={() => edit(person)}
                >
                  {t('change')}
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EndSessions({ person, asked }: { person: OfficePerson; asked: Asked<OfficePerson[]> }) {
  const t = useWords(peopleWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const confirm = useConfirm()
  const notice = useNotice()
  const end = async () => {
    const yes = await confirm({
      title: t('endAsk', { name: person.name }),
      text: t('endText'),
      act: t('endSessions'),
      stay: t('endStay'),
      danger: true,
    })
    if (!yes) return
    try {
      await workplace.office.endSessions({ personId: person.id })
      notice({ tone: 'good', text: t('endDone', { name: person.name }) })
      asked.again()
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
    }
  }
  return (
    <Button variant="default" aria-label={t('endSessionsNamed', { name: person.name })} onClick={() => void end()}>
      {t('endSessions')}
    </Button>
  )
}
