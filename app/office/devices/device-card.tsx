/** One device: who works on it and what it reported at its last contact. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlugOff } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { DeviceInfo } from '../../../lib/workplace-types.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { placeHref } from '../../_ui/place.ts'
import { Chip } from '../../_ui/state-chip.tsx'
import { useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import type { Asked } from '../use-ask.ts'
import { officeWords } from '../words.ts'
import { concernsOf, isAtWork, seqRanges, type Concern } from './device-health.ts'
import classes from './devices.module.css'
import { deviceWords } from './words.ts'

export function DeviceCard({ device, asked }: { device: DeviceInfo; asked: Asked<DeviceInfo[]> }) {
  const t = useWords(deviceWords)
  const now = useNow()
  const concerns = concernsOf(device, now)
  return (
    <li className={classes.device} data-concern={concerns.length > 0 || undefined}>
      <header>
        <div className={classes.name}>
          <h3>{device.name}</h3>
          <Contact device={device} now={now} />
        </div>
        <p className={classes.soft}>
          {device.people.length === 0 ? t('nobody') : device.people.map((person) => person.name).join(', ')}
        </p>
      </header>
      <Report device={device} now={now} concerns={concerns} />
      {device.lostSeqs.length > 0 && (
        <p className={classes.lost}>
          <strong>{t('lost', { seqs: seqRanges(device.lostSeqs) })}.</strong> {t('lostHint')}
        </p>
      )}
      <footer>
        <a href={placeHref('journal', 'device', device.id)}>{t('journal')}</a>
        {device.revokedAt === null && <RevokeButton device={device} asked={asked} />}
      </footer>
    </li>
  )
}

function Contact({ device, now }: { device: DeviceInfo; now: number }) {
  const t = useWords(deviceWords)
  const format = useFormat()
  if (device.revokedAt !== null)
    return (
      <Chip tone="red" outline icon={<IconPlugOff size={16} aria-hidden />}>
        {t('revoked')}
      </Chip>
    )
  if (isAtWork(device, now))
    return (
      <Chip tone="green" icon={<IconCircleCheck size={16} aria-hidden />}>
        {t('atWork')}
      </Chip>
    )
  return (
    <Chip tone="grey" icon={<IconClock size={16} aria-hidden />}>
      {device.lastContactAt === null ? t('never') : t('silent', { age: format.duration(now - device.lastContactAt) })}
    </Chip>
  )
}

function Report({ device, now, concerns }: { device: DeviceInfo; now: number; concerns: readonly Concern[] }) {
  const t = useWords(deviceWords)
  const format = useFormat()
  const { report, lastContactAt } = device
  if (!report) return lastContactAt !== null && <p className={classes.soft}>{t('noReport')}</p>
  const oldest = report.oldestAgeMs === null ? null : report.oldestAgeMs + Math.max(0, now - (lastContactAt ?? now))
  const has = (concern: Concern) => concerns.includes(concern)
  return (
    <dl className={classes.report}>
      <Fact label={t('queue')} isBad={has('lateQueue') || has('refused')}>
        {report.queue === 0
          ? t('queueNone')
          : t('queueOf', { count: format.number(report.queue), age: oldest === null ? '—' : format.duration(oldest) })}
        {report.refused > 0 && <span>{t('refusedUnread', { count: report.refused })}</span>}
      </Fact>
      <Fact label={t('storage')} isBad={has('storageFull') || has('notPersisted')}>
        {t(report.persisted === null ? 'persistedUnknown' : report.persisted ? 'persisted' : 'notPersisted')}
        {report.usageBytes !== null && report.quotaBytes !== null && (
          <span>{t('usage', { used: format.bytes(report.usageBytes), quota: format.bytes(report.quotaBytes) })}</span>
        )}
      </Fact>
      <Fact label={t('clock')} isBad={has('clock')}>
        <ClockDifference ms={report.clockDifferenceMs} />
      </Fact>
      <Fact label={t('version')}>
        {report.appVersion}
        {lastContactAt !== null && (
          <span>
            <When at={lastContactAt} />
          </span>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ label, isBad = false, children }: { label: string; isBad?: boolean; children: ReactNode }) {
  return (
    <div data-bad={isBad || undefined}>
      <dt>
        {isBad && <IconAlertTriangle size={16} aria-hidden />} {label}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Within two seconds nobody can tell the difference from the way to the server. */
const sameTimeMs = 2000
/** Nobody sets a clock that wrong: the device has forgotten the date. */
const lostDateMs = 366 * 86_400_000

function ClockDifference({ ms }: { ms: number }) {
  const t = useWords(deviceWords)
  const format = useFormat()
  const distance = Math.abs(ms)
  if (distance < sameTimeMs) return t('clockRight')
  if (!(distance < lostDateMs)) return t('clockLost')
  const by = distance < 60_000 ? t('seconds', { count: Math.round(distance / 1000) }) : format.duration(distance)
  return t(ms > 0 ? 'clockAhead' : 'clockBehind', { by })
}

function RevokeButton({ device, asked }: { device: DeviceInfo; asked: Asked<DeviceInfo[]> }) {
  const t = useWords(deviceWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const confirm = useConfirm()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const revoke = async () => {
    const queue = device.report?.queue ?? 0
    const yes = await confirm({
      title: t('revokeAsk', { name: device.name }),
      text: queue > 0 ? `${t('revokeTextQueue', { count: queue })} ${t('revokeText')}` : t('revokeText'),
      act: t('revoke'),
      stay: t('keep'),
      danger: true,
    })
    if (!yes) return
    setBusy(true)
    try {
      await workplace.office.revokeDevice({ deviceId: device.id })
      notice({ tone: 'good', text: t('revokedDone', { name: device.name }) })
      asked.again()
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      variant="default"
      loading={busy}
      onClick={() => void revoke()}
      aria-label={`${t('revoke')}: ${device.name}`}
    >
      {t('revoke')}
    </Button>
  )
}
