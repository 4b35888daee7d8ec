/** The code that makes a browser a device: as a QR code large on the screen, and to be typed. Says when it was used. */
'use client'
import { Button, TextInput } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { QRCodeSVG } from 'qrcode.react'
import { useEffect, useState, type FormEvent } from 'react'
import type { DeviceInfo } from '../../../lib/workplace-types.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import { officeWords } from '../words.ts'
import classes from './devices.module.css'
import { deviceWords } from './words.ts'

const lookEveryMs = 4000

type Code = { code: string; expiresAt: number; madeAt: number; known: ReadonlySet<string> }

export default function EnrolDialog({
  devices,
  again,
  onClose,
}: {
  devices: readonly DeviceInfo[]
  again: () => void
  onClose: () => void
}) {
  const t = useWords(deviceWords)
  const workplace = useWorkplace()
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const [name, setName] = useState('')
  const [code, setCode] = useState<Code | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const added = code && devices.find((device) => !code.known.has(device.id) && device.createdAt >= code.madeAt - 60_000)

  const show = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const made = await workplace.office.createEnrolmentCode({ name: name.trim() })
      setCode({ ...made, madeAt: workplace.now(), known: new Set(devices.map((device) => device.id)) })
    } catch (cause) {
      setProblem(office('actFailed', { reason: failureSentence(cause, base) }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened onClose={onClose} title={t('enrolTitle')} width={520}>
      {added ? (
        <Empty
          icon={<IconCircleCheck size={36} />}
          title={t('enrolDone', { name: added.name })}
          text={t('enrolDoneText')}
          action={
            <>
              <Button onClick={onClose} data-autofocus>
                {t('done')}
              </Button>
              <Button variant="default" onClick={() => setCode(null)}>
                {t('oneMore')}
              </Button>
            </>
          }
        />
      ) : code ? (
        <ShownCode code={code} again={again} another={() => void show()} busy={busy} />
      ) : (
        <form
          className={classes.form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void show()
          }}
        >
          <TextInput
            label={t('enrolName')}
            description={t('enrolNameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            autoComplete="off"
            required
            data-autofocus
          />
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('enrolShow')}
          </Button>
        </form>
      )}
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}

function ShownCode({
  code,
  again,
  another,
  busy,
}: {
  code: Code
  again: () => void
  another: () => void
  busy: boolean
}) {
  const t = useWords(deviceWords)
  const format = useFormat()
  const now = useNow(5000)
  const isOver = now >= code.expiresAt
  const link = `${window.location.origin}/enrol#${code.code}`
  useEffect(() => {
    const timer = setInterval(again, lookEveryMs)
    return () => clearInterval(timer)
  }, [again])
  if (isOver)
    return (
      <div className={classes.code}>
        <p>{t('enrolExpired')}</p>
        <Button loading={busy} onClick={another}>
          {t('enrolAnother')}
        </Button>
      </div>
    )
  return (
    <div className={classes.code}>
      <p>{t('enrolScan')}</p>
      <div className={classes.qr}>
        {/* Dark on white in both themes: cameras read it best. */}
        <QRCodeSVG value={link} size={320} level="M" title={t('qrLabel')} bgColor="#ffffff" fgColor="#000000" />
      </div>
      <p className={classes.typed} aria-label={`${t('enrolCode')}: ${[...code.code].join(' ')}`}>
        {inGroups(code.code)}
      </p>
      <p className={classes.link}>{link}</p>
      <p role="timer">{t('enrolValid', { left: format.duration(code.expiresAt - now) })}</p>
      {isLocal(window.location.hostname) && (
        <p className={classes.local}>{t('enrolLocal', { host: window.location.host })}</p>
      )}
    </div>
  )
}

/** Eight characters are read out and typed as two groups of four. */
const inGroups = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '').replace(/(.{4})(?=.)/g, '$1-')

const isLocal = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
