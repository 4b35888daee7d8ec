/** This browser becomes a device of the organisation: the code from the office, typed or from the link in its QR code. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { gateWords } from '../gate-words.ts'
import { useNotice } from '../notice.tsx'
import { useUnfinished } from '../unfinished.ts'
import { useSession, useWorkplace } from '../use-workplace.ts'
import { useWords } from '../words-engine.ts'
import { guessDeviceName } from './guess-device-name.ts'
import classes from './sign-in.module.css'
import { useAttempt } from './use-attempt.ts'

export default function Enrol({ code: given = '', onDone }: { code?: string; onDone?: () => void }) {
  const t = useWords(gateWords)
  const workplace = useWorkplace()
  const session = useSession()
  const notice = useNotice()
  const [code, setCode] = useState(given)
  const [name, setName] = useState(guessDeviceName)
  const { busy, problem, setProblem, run } = useAttempt('enrol')
  useUnfinished(code !== '' && code !== given)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await run(() => workplace.session.enrol(code.trim(), name.trim()))) {
      notice({ tone: 'good', text: t('enrolled') })
      onDone?.()
    }
  }
  return (
    <form className={classes.card} onSubmit={(event) => void submit(event)}>
      {workplace.wasEmptied && session.kind === 'notEnrolled' && (
        <div className={classes.unknown}>
          <strong>{t('emptied')}</strong>
          <p>{t('emptiedText')}</p>
        </div>
      )}
      <h2>{t('enrolTitle')}</h2>
      <p className={classes.soft}>{t('enrolText')}</p>
      <TextInput
        label={t('enrolCode')}
        value={code}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setProblem(null)
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={40}
        data-autofocus
        autoFocus={given === ''}
        classNames={{ input: classes.code }}
      />
      <TextInput
        label={t('enrolName')}
        description={t('enrolNameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        maxLength={100}
        autoComplete="off"
      />
      <Problem text={problem} />
      <Button type="submit" size="lg" loading={busy} disabled={code.trim() === '' || name.trim() === ''}>
        {t('enrol')}
      </Button>
      {session.kind === 'notEnrolled' && (
        <a href="/shop" className={classes.aside}>
          {t('enrolCustomer')}
        </a>
      )}
    </form>
  )
}

/** Keeps its line, so that the buttons do not move when something goes wrong. */
export function Problem({ text }: { text: string | null }) {
  return (
    <p role="alert" className={classes.problem}>
      {text}
    </p>
  )
}
