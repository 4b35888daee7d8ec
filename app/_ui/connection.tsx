/** How the connection and the queue stand, in words: *online · all sent*, *offline since 14:02 · 12 waiting*, *3 refused*. */
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudDown,
  IconCloudOff,
  IconCloudQuestion,
  IconCloudUp,
  IconLock,
  IconServerOff,
} from '@tabler/icons-react'
import type { SyncStatus } from '../../lib/sync/status.ts'
import { useFormat, type Format } from './format.ts'
import type { Tone } from './state-chip.tsx'
import { useStatus } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords, type Say } from './words-engine.ts'

export type ConnectionLook = {
  tone: Tone
  Icon: typeof IconLock
  /** The connection, for instance "Offline since 14:02". */
  way: string
  wayShort: string
  /** The queue, for instance "12 waiting". */
  queue: string
  /** Refused acts nobody has read yet; null when none. */
  refused: string | null
}

export function useConnectionLook(): ConnectionLook {
  return connectionLook(useStatus(), useWords(baseWords), useFormat())
}

function connectionLook(status: SyncStatus, t: Say<(typeof baseWords)['ru']>, format: Format): ConnectionLook {
  const refused = status.refused > 0 ? t('refusedCount', { count: status.refused }) : null
  const way = wayOf(status, t, format)
  const bad = refused !== null || status.trouble !== null
  return {
    ...way,
    ...(bad && { tone: 'red', Icon: IconAlertTriangle }),
    ...(status.trouble && { way: troubleWord(status.trouble, t), wayShort: troubleWord(status.trouble, t) }),
    queue: queueOf(status, t),
    refused,
  }
}

function queueOf(status: SyncStatus, t: Say<(typeof baseWords)['ru']>): string {
  if (status.waiting > 0)
    return status.connection === 'online'
      ? t('sending', { count: status.waiting })
      : t('waiting', { count: status.waiting })
  return status.connection === 'online' ? t('allSent') : ''
}

type Way = Pick<ConnectionLook, 'tone' | 'Icon' | 'way' | 'wayShort'>

function wayOf(status: SyncStatus, t: Say<(typeof baseWords)['ru']>, format: Format): Way {
  switch (status.connection) {
    case 'unknown':
      return {
        tone: 'grey',
        Icon: IconCloudQuestion,
        way: t('connectionStarting'),
        wayShort: t('connectionStarting'),
      }
    case 'online':
      if (status.filling) {
        const filling = t('filling', { count: format.number(status.filling.documents) })
        return { tone: 'blue', Icon: IconCloudDown, way: filling, wayShort: filling }
      }
      return {
        tone: status.waiting > 0 ? 'blue' : 'green',
        Icon: status.waiting > 0 ? IconCloudUp : IconCloudCheck,
        way: t('connectionOnline'),
        wayShort: t('connectionOnlineShort'),
      }
    case 'offline':
      return {
        tone: 'amber',
        Icon: IconCloudOff,
        way: t('connectionOffline', { since: format.time(status.since) }),
        wayShort: t('connectionOfflineShort'),
      }
    case 'serverDown':
      return {
        tone: 'amber',
        Icon: IconServerOff,
        way: t('connectionServerDown'),
        wayShort: t('connectionServerDownShort'),
      }
    case 'signInNeeded':
      return {
        tone: 'amber',
        Icon: IconLock,
        way: t('connectionSignInNeeded'),
        wayShort: t('connectionSignInNeeded'),
      }
    case 'updateRequired':
      return {
        tone: 'amber',
        Icon: IconCloudDown,
        way: t('connectionUpdateRequired'),
        wayShort: t('connectionUpdateRequired'),
      }
    case 'deviceRevoked':
      return { tone: 'red', Icon: IconLock, way: t('connectionRevoked'), wayShort: t('connectionRevoked') }
  }
}

export function troubleWord(trouble: NonNullable<SyncStatus['trouble']>, t: Say<(typeof baseWords)['ru']>): string {
  return t(troubleKeys[trouble.kind])
}

export function troubleText(trouble: NonNullable<SyncStatus['trouble']>, t: Say<(typeof baseWords)['ru']>): string {
  return t(troubleTextKeys[trouble.kind])
}

const troubleKeys = { quota: 'troubleQuota', storage: 'troubleStorage', fault: 'troubleFault' } as const
const troubleTextKeys = {
  quota: 'troubleQuotaText',
  storage: 'troubleStorageText',
  fault: 'troubleFaultText',
} as const
