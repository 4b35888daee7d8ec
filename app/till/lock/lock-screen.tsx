/** The closed till: the same person comes back with the PIN, or another cashier signs in. The sale stays as it is. */
'use client'
import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Person } from '../../../lib/domain/staff/person.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { mayEnter } from '../../_ui/rooms.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { PinPad } from '../../_ui/sign-in/pin-pad.tsx'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { PersonChoice } from '../person-choice.tsx'
import { usePeople } from '../people.ts'
import { useScanner } from '../scan/use-scanner.ts'
import { tillWords } from '../words.ts'
import classes from './lock-screen.module.css'

const maySell = (roles: Person['roles']): boolean => mayEnter('till', roles)

export default function LockScreen({ unlock }: { unlock: () => void }) {
  const t = useWords(tillWords)
  const workplace = useWorkplace()
  const me = useMe()
  const people = usePeople(maySell)
  const notice = useNotice()
  const [chosen, setChosen] = useState<Person | 'choosing' | null>(null)
  const [scans, setScans] = useState(0)
  useScanner(() => {
    // Its first digits went to the pad: a new one is empty. The rest would have been a wrong PIN.
    setScans((before) => before + 1)
    notice({ tone: 'bad', text: t('lockedScan') })
  })
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
        people === null ? (
          <LoadingRows />
        ) : (
          <PersonChoice people={people} choose={setChosen} />
        )
      ) : (
        <>
          <PinPad key={`${person.id} ${scans}`} person={person} back={null} enter={enter} act={t('unlock')} />
          <Button variant="default" onClick={() => setChosen('choosing')}>
            {t('otherCashier')}
          </Button>
        </>
      )}
    </section>
  )
}
