/** Staff: who works now, then the PIN. Works offline for people who signed in on this device before. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { Role } from '../../../lib/domain/staff/person.ts'
import { Empty } from '../empty.tsx'
import { gateWords } from '../gate-words.ts'
import { roleKeys } from '../role-keys.ts'
import { useStatus } from '../use-workplace.ts'
import { baseWords } from '../words.ts'
import { useWords } from '../words-engine.ts'
import { PinPad } from './pin-pad.tsx'
import classes from './sign-in.module.css'

type Choice = { id: string; name: string; roles: readonly Role[] }

/** From this number on a name is found faster by typing than by looking. */
const manyPeople = 12

export default function StaffSignIn({ people, deviceName }: { people: readonly Choice[]; deviceName: string }) {
  const t = useWords(gateWords)
  const [chosen, setChosen] = useState<Choice | null>(null)
  if (people.length === 0)
    return <Empty icon={<IconUsers size={36} />} title={t('noPeople')} text={t('noPeopleText')} />
  return (
    <div className={classes.card} data-wide={chosen === null || undefined}>
      <UnknownDevice />
      {chosen ? (
        <PinPad person={chosen} back={() => setChosen(null)} />
      ) : (
        <>
          <h2>{t('whoAreYou')}</h2>
          <p className={classes.soft}>{t('whoAreYouText', { device: deviceName })}</p>
          <People people={people} choose={setChosen} />
        </>
      )}
    </div>
  )
}

/** The server would say of everybody that it does not know them: what is missing is the device. */
function UnknownDevice() {
  const base = useWords(baseWords)
  const { connection } = useStatus()
  if (connection !== 'deviceRevoked') return null
  return (
    <div role="alert" className={classes.unknown}>
      <p>{base('revokedText')}</p>
      <Button component="a" href="/enrol">
        {base('connectAgain')}
      </Button>
    </div>
  )
}

function People({ people, choose }: { people: readonly Choice[]; choose: (person: Choice) => void }) {
  const t = useWords(gateWords)
  const base = useWords(baseWords)
  const [wanted, setWanted] = useState('')
  const needle = wanted.trim().toLowerCase()
  const shown = people.filter((person) => person.name.toLowerCase().includes(needle))
  return (
    <>
      {people.length > manyPeople && (
        <TextInput
          aria-label={t('findPerson')}
          placeholder={t('findPerson')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <ul className={classes.people}>
        {shown.map((person) => (
          <li key={person.id}>
            <button type="button" className={classes.person} onClick={() => choose(person)}>
              <span className={classes.initials} aria-hidden>
                {initials(person.name)}
              </span>
              <span>
                <span className={classes.personName}>{person.name}</span>
                <span className={classes.soft}>{person.roles.map((role) => base(roleKeys[role])).join(', ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={classes.soft}>{base('nothingFound')}</p>}
    </>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
