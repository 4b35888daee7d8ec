/** `/enrol#CODE`, where the office's QR code leads: the code is filled in, one press connects this browser. */
'use client'
import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty } from '../_ui/empty.tsx'
import { LanguageChoice } from '../_ui/language-choice.tsx'
import { usePlace } from '../_ui/place.ts'
import Enrol from '../_ui/sign-in/enrol.tsx'
import { gateWords } from '../_ui/gate-words.ts'
import { usePageTitle } from '../_ui/title.ts'
import { useSession } from '../_ui/use-workplace.ts'
import { baseWords } from '../_ui/words.ts'
import { useWords } from '../_ui/words-engine.ts'
import classes from './enrol-page.module.css'
import { enrolWords } from './words.ts'

export function EnrolPage() {
  const t = useWords(enrolWords)
  const gate = useWords(gateWords)
  const session = useSession()
  const { parts, go } = usePlace()
  const base = useWords(baseWords)
  const code = parts[0] ?? ''
  const [isDone, setDone] = useState(false)
  usePageTitle(`${gate('enrolTitle')} · ${base('product')}`)
  if (session.kind === 'starting') return null
  if (isDone)
    return (
      <main>
        <Empty
          icon={<IconCircleCheck size={36} />}
          title={gate('enrolled')}
          text={t('nowSignIn')}
          action={
            <Button component="a" href="/#choose">
              {t('chooseWorkplace')}
            </Button>
          }
        />
      </main>
    )
  return (
    <main>
      <Enrol
        key={code} // another link, opened where this page stands already
        code={code}
        onDone={() => {
          // The code is used up; it must not stay in the address bar and the history.
          go('', { replace: true })
          setDone(true)
        }}
      />
      <footer className={classes.foot}>
        <LanguageChoice />
      </footer>
    </main>
  )
}
