/** Customers: phone, then the one-time code. Needs the network; says so and loses nothing without it. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent } from 'react'
import { maskPhone, parsePhone } from '../../../lib/domain/phone.ts'
import { useFormat } from '../format.ts'
import { gateWords } from '../gate-words.ts'
import { useKeep, useNow, useWorkplace } from '../use-workplace.ts'
import { useWords } from '../words-engine.ts'
import { Problem } from './enrol.tsx'
import classes from './sign-in.module.css'
import { useAttempt } from './use-attempt.ts'

/** How long before the code may be asked for once more; the server has limits of its own. */
const askAgainAfterMs = 60_000

export default function CustomerSignIn({ onDone }: { onDone: () => void }) {
  const [keptPhone, keepPhone] = useKeep('shop.phone', '')
  const [phone, setPhone] = useState(() => maskPhone(keptPhone))
  const [sentAt, setSentAt] = useState<number | null>(null)
  const workplace = useWorkplace()
  const asking = useAttempt('code')

  const ask = async () => {
    const known = parsePhone(phone)
    if (await asking.run(async () => (known ? workplace.session.requestCode(known) : { kind: 'phoneWrong' }))) {
      setSentAt(workplace.now())
      if (known) await keepPhone(known)
    }
  }
  return sentAt === null ? (
    <PhoneForm phone={phone} setPhone={setPhone} ask={ask} asking={asking} />
  ) : (
    <CodeForm
      phone={parsePhone(phone) ?? phone}
      sentAt={sentAt}
      ask={ask}
      asking={asking}
      otherPhone={() => setSentAt(null)}
      onDone={onDone}
    />
  )
}

type Asking = ReturnType<typeof useAttempt>

function PhoneForm({
  phone,
  setPhone,
  ask,
  asking,
}: {
  phone: string
  setPhone: (phone: string) => void
  ask: () => Promise<void>
  asking: Asking
}) {
  const t = useWords(gateWords)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.soft}>{t('customerText')}</p>
      <TextInput
        label={t('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder="+7 912 345-67-89"
        value={phone}
        onChange={(event) => {
          const typed = event.currentTarget.value
          // While erasing, the mask must not put back the sign that was just erased.
          setPhone(typed.length < phone.length ? typed : maskPhone(typed))
          asking.setProblem(null)
        }}
        data-autofocus
        classNames={{ input: classes.large }}
      />
      <Problem text={asking.problem} />
      <Button type="submit" size="lg" loading={asking.busy} disabled={phone.trim() === ''}>
        {t('getCode')}
      </Button>
    </form>
  )
}

function CodeForm({
  phone,
  sentAt,
  ask,
  asking,
  otherPhone,
  onDone,
}: {
  phone: string
  sentAt: number
  ask: () => Promise<void>
  asking: Asking
  otherPhone: () => void
  onDone: () => void
}) {
  const t = useWords(gateWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const now = useNow(1000)
  const [code, setCode] = useState('')
  const [keptName, keepName] = useKeep('shop.name', '')
  const [name, setName] = useState(keptName)
  const entering = useAttempt('code')
  const againInMs = sentAt + askAgainAfterMs - now

  useEffect(() => document.getElementById('one-time-code')?.focus(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await entering.run(() => workplace.session.signInWithCode(phone, code.trim(), name.trim()))) {
      await keepName(name.trim())
      onDone()
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p className={classes.soft}>{t('codeText', { phone: format.phone(phone) })}</p>
      <TextInput
        id="one-time-code"
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        maxLength={12}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          entering.setProblem(null)
        }}
        classNames={{ input: classes.code }}
      />
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        autoComplete="name"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Problem text={entering.problem ?? asking.problem} />
      <Button type="submit" size="lg" loading={entering.busy} disabled={code.trim() === ''}>
        {t('enter')}
      </Button>
      <div className={classes.row}>
        <Button variant="subtle" onClick={otherPhone}>
          {t('anotherPhone')}
        </Button>
        <Button variant="subtle" onClick={() => void ask()} disabled={againInMs > 0} loading={asking.busy}>
          {againInMs > 0 ? t('codeAgainIn', { seconds: Math.ceil(againInMs / 1000) }) : t('codeAgain')}
        </Button>
      </div>
    </form>
  )
}
