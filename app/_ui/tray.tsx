/** The tray: what waits to be sent and since when, what was refused and why, what the office holds. */
'use client'
import { Button } from '@mantine/core'
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LocalOperation } from '../../lib/sync/ports.ts'
import { troubleText, troubleWord, useConnectionLook } from './connection.tsx'
import { Dialog } from './dialog.tsx'
import { useFormat } from './format.ts'
import { FormerWorkPart } from './former-work.tsx'
import { operationWord } from './operation-words.ts'
import { useOfflineState } from './pwa.ts'
import { useReasons } from './reasons.ts'
import classes from './tray.module.css'
import { useSaveWork } from './use-save-work.ts'
import { useLive, useMe, useNow, useOne, useStatus, useTray, useWorkplace } from './use-workplace.ts'
import { When } from './when.tsx'
import { baseWords } from './words.ts'
import { useLanguage, useWords } from './words-engine.ts'

/** More rows than anybody reads would only slow the phone down; their count stands below. */
const rowsAtMost = 100

export default function Tray({ onClose }: { onClose: () => void }) {
  const t = useWords(baseWords)
  const workplace = useWorkplace()
  const save = useSaveWork()
  const status = useStatus()
  const look = useConnectionLook()
  const tray = useTray()
  const refused = tray.filter((one) => one.state === 'refused' && !one.seen)
  const waiting = tray.filter((one) => one.state === 'waiting')
  const held = tray.filter((one) => one.state === 'held')
  const nothing = refused.length + waiting.length + held.length === 0

  const markSeen = (operations: LocalOperation[]) => {
    workplace
      .markSeen(operations.map((one) => one.seq))
      .catch((cause: unknown) => console.error('The refusals could not be marked as read', cause))
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('trayTitle')}
      place="side"
      width={480}
      foot={
        <>
          <Button
            leftSection={<IconSend size={20} aria-hidden />}
            onClick={() => workplace.sendNow()}
            disabled={waiting.length === 0}
          >
            {t('sendNow')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={20} aria-hidden />}
            onClick={() => void save(() => workplace.exportWork())}
            disabled={waiting.length === 0}
          >
            {t('saveToFile')}
          </Button>
        </>
      }
    >
      <p className={classes.way} data-tone={look.tone}>
        <look.Icon size={22} aria-hidden />
        {[look.way, look.queue].filter(Boolean).join(' · ')}
      </p>
      {status.trouble && (
        <p role="alert" className={classes.trouble}>
          <strong>{troubleWord(status.trouble, t)}.</strong> {troubleText(status.trouble, t)}
        </p>
      )}
      <WayOut onClose={onClose} />
      <FormerWorkPart />
      {nothing && (
        <p className={classes.soft}>{t(status.connection === 'online' ? 'trayEmpty' : 'trayEmptyUnknown')}</p>
      )}
      <Group
        title={t('trayRefused')}
        text={t('trayRefusedText')}
        operations={refused}
        tone="red"
        action={
          <Button variant="default" onClick={() => markSeen(refused)}>
            {t(refused.length > 1 ? 'understoodAll' : 'understood')}
          </Button>
        }
      />
      <Group title={t('trayWaiting')} text={t('trayWaitingText')} operations={waiting} tone="blue" />
      <Group title={t('trayHeld')} text={t('trayHeldText')} operations={held} tone="amber" />
      <StorageLine />
    </Dialog>
  )
}

/** Where the connection waits for the person: what to press. */
function WayOut({ onClose }: { onClose: () => void }) {
  const t = useWords(baseWords)
  const workplace = useWorkplace()
  const me = useMe()
  const { connection } = useStatus()
  if (connection === 'signInNeeded')
    return (
      <section className={classes.wayOut}>
        <p>{t('signInNeededText')}</p>
        {me && (
          <Button
            onClick={() => {
              workplace.session
                .signOut()
                .then(onClose, (cause: unknown) => console.error('Nobody could be signed out', cause))
            }}
          >
            {t('signInAgain')}
          </Button>
        )}
      </section>
    )
  if (connection === 'deviceRevoked')
    return (
      <section className={classes.wayOut}>
        <p>{t('revokedText')}</p>
        <Button component="a" href="/enrol">
          {t('connectAgain')}
        </Button>
      </section>
    )
  return null
}

function Group({
  title,
  text,
  operations,
  tone,
  action,
}: {
  title: string
  text: string
  operations: LocalOperation[]
  tone: 'red' | 'blue' | 'amber'
  action?: ReactNode
}) {
  const t = useWords(baseWords)
  if (operations.length === 0) return null
  return (
    <section className={classes.group} data-tone={tone}>
      <h3>
        {title} <span className="r-figures">{operations.length}</span>
      </h3>
      <p className={classes.soft}>{text}</p>
      <ul>
        {operations.slice(0, rowsAtMost).map((one) => (
          <OperationRow key={one.seq} operation={one} />
        ))}
      </ul>
      {operations.length > rowsAtMost && (
        <p className={classes.soft}>{t('trayMore', { count: operations.length - rowsAtMost })}</p>
      )}
      {action}
    </section>
  )
}

function OperationRow({ operation }: { operation: LocalOperation }) {
  const t = useWords(baseWords)
  const current = useLanguage()
  const reasons = useReasons()
  const format = useFormat()
  const now = useNow()
  const subject = useSubject(operation)
  const amountMinor = amountOf(operation)
  const age = now - operation.madeAt
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        {operationWord(operation.kind, current)}
        {subject && <span className={classes.soft}> {subject}</span>}
        {amountMinor !== null && <span className={classes.soft}> {format.money(amountMinor)}</span>}
      </span>
      <span className={classes.soft}>
        {operation.state === 'waiting' ? (
          age < 60_000 ? (
            t('madeJustNow')
          ) : (
            t('madeAgo', { age: format.duration(age) })
          )
        ) : (
          <When at={operation.madeAt} />
        )}
      </span>
      {operation.verdict?.kind === 'refused' && (
        <span className={classes.reason}>{reasons.refusal(operation.verdict.reason, operation.verdict.params)}</span>
      )}
      {operation.verdict?.kind === 'held' && (
        <span className={classes.cause}>{reasons.hold(operation.verdict.cause)}</span>
      )}
    </li>
  )
}

/** Money is named even when its order has left this device. */
function amountOf({ payload }: LocalOperation): number | null {
  const amount = (payload as { amountMinor?: unknown } | null)?.amountMinor
  return typeof amount === 'number' ? amount : null
}

/** Order number or customer's name, from the document as this device holds it. */
function useSubject(operation: LocalOperation): string | null {
  const t = useWords(baseWords)
  const shown = useOne<{ number?: unknown; customerName?: unknown; name?: unknown }>(
    operation.target.kind,
    operation.target.id,
  )
  if (!shown) return null
  const { number, customerName, name } = shown.body
  if (typeof number === 'string') return t('orderNumber', { number })
  if (typeof customerName === 'string') return customerName
  return typeof name === 'string' ? name : null
}

function StorageLine() {
  const t = useWords(baseWords)
  const format = useFormat()
  const storage = useLive(useWorkplace().storage)
  const offline = useOfflineState()
  const kept =
    storage.persisted === null
      ? t('storageUnknown')
      : storage.persisted
        ? t('storagePersisted')
        : t('storageBestEffort')
  const used =
    storage.usageBytes !== null && storage.quotaBytes !== null
      ? t('storageUsed', { used: format.bytes(storage.usageBytes), quota: format.bytes(storage.quotaBytes) })
      : ''
  return (
    <p className={classes.storage} data-bad={storage.persisted === false || undefined}>
      {kept} {used} {offline && t(offlineKeys[offline])}
    </p>
  )
}

const offlineKeys = {
  installing: 'offlineInstalling',
  ready: 'offlineReady',
  unsupported: 'offlineUnsupported',
  failed: 'offlineFailed',
} as const
