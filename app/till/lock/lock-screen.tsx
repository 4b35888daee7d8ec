/** The closed till: the same person comes back with the PIN, or another cashier signs in. The sale stays as it is. */
'use client'
import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Person } from '../../../lib/domain/staff/person.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { mayEnter } from '../../_ui/rooms.ts'
import { useHearScans } from '../../_ui/scan/hear-scans.ts'
import { PinPad } from '../../_ui/sign-in/pin-pad.tsx'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { PersonChoice } from '../person-choice.tsx'
import { usePeople } from '../people.ts'
import { usePortScanner } from '../scan/use-scanner.ts'
import { tillWords } from '../words.ts'
import classes from './lock-screen.module.css'

const maySell = (roles: Person['roles']): boolean => mayEnter('till', roles)

export default function LockScreen({ unlock }: { unlock: () => void }) {
  const t = useWords(tillWords)
  const workplace = useWorkplace()
  const me = useMe()
  const people = usePeople(maySell)
  const [chosen, setChosen] = useState<Person | 'choosing' | null>(null)
  usePortScanner()
  if (!me) return <LoadingRows />
  const person = chosen === null || chosen === 'choosing' ? me : chosen
  const enter = async (pin: string) => {
    // Coming back signs nobody in anew: what waits is sent on, and nothing is read again.
    const { session } = workplace
    const outcome = await (person.id === me.id ? session.checkPin(me.id, pin) : session.signInWithPin(person.id, pin))
    if (outcome.kind === 'ok') unlock()
    return outcome
  }
  return (
    <section className={classes.lock} aria-label={t('locked')}>
      <h2>
        <IconLock size={24} aria-hidden /> {t('locked')}
      </h2>
      <p>{t('lockedText')}</p>
      {chosen === 'choosing' ? (
        <OtherCashier people={people} choose={setChosen} />
      ) : (
        <>
          <PinPad
            key={person.id}
            person={person}
            back={null}
            enter={enter}
            act={t('unlock')}
            scanned={t('lockedScan')}
          />
          <Button variant="default" onClick={() => setChosen('choosing')}>
            {t('otherCashier')}
          </Button>
        </>
      )}
    </section>
  )
}

/** Before the pad is there, which says it itself: what is scanned now is not rung up either. */
function OtherCashier({ people, choose }: { people: readonly Person[] | null; choose: (person: Person) => void }) {
  const t = useWords(tillWords)
  const [isScanned, setScanned] = useState(false)
  useHearScans(() => setScanned(true))
  return (
    <>
      <p aria-live="assertive" className={classes.said}>
        {isScanned && t('lockedScan')}
      </p>
      {people === null ? <LoadingRows /> : <PersonChoice people={people} choose={choose} />}
    </>
  )
}
