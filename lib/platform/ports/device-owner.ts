/**
 * One tab of the browser owns a device: the printer, the scanner. The lock ends with its tab; a living owner gives it up when a person in
 * another tab asks for it, after the job under way.
 */
import type { PrintClock } from '../../printing/queue/printer-port.ts'
import type { TabChannel } from '../../store/tab-news.ts'
import type { Locks } from '../../sync/ports.ts'
import { createListeners } from './listeners.ts'

export type DeviceOwner = {
  readonly isOwner: boolean
  onChange(listener: () => void): () => void
  /** A person wants the device in this tab. */
  takeOver(): void
  dispose(): void
}

/** What a tab owns its devices with. */
export type OwningTab = {
  locks: Pick<Locks, 'lead'>
  channel: TabChannel
  clock: PrintClock
  tabId: string
  onFault: (error: unknown) => void
}

export type DeviceOwnerOptions = OwningTab & {
  /** Of the device: the same in all tabs, another for every device. */
  lockName: string
  /** Runs while this tab is the owner; ends when the signal aborts. */
  work: (signal: AbortSignal) => Promise<void>
}

/** `own`: it has the device now, so nobody needs to step back for it any more. */
type Message = { kind: 'want' | 'own'; tabId: string }

/** So long the others step back for the tab that asked. */
const stepBackMs = 10_000
const standAgainMs = 300
/** What failed will mostly fail again: another tab may try meanwhile. */
const afterFaultMs = 5_000

export function createDeviceOwner(options: DeviceOwnerOptions): DeviceOwner {
  const { lockName, locks, channel, clock, tabId, work, onFault } = options
  const changed = createListeners()
  let owned: AbortController | null = null
  let wanted: { tabId: string; until: number } | null = null
  let stop: () => void = () => undefined
  let stopTimer: () => void = () => undefined
  let isDisposed = false

  const isForAnother = (): boolean => wanted !== null && wanted.tabId !== tabId && wanted.until > clock.now()

  const stand = (): void => {
    if (isDisposed) return
    stop = locks.lead(lockName, async (signal) => {
      const isWell = isForAnother() || (await own(signal))
      if (!isDisposed) stopTimer = clock.after(isWell ? standAgainMs : afterFaultMs, stand)
    })
  }

  /** false: the work failed. */
  const own = async (signal: AbortSignal): Promise<boolean> => {
    const mine = (owned = new AbortController())
    const end = (): void => mine.abort()
    signal.addEventListener('abort', end)
    if (signal.aborted || isDisposed) end()
    wanted = null
    channel.post({ kind: 'own', tabId } satisfies Message)
    changed.tell()
    try {
      await work(mine.signal)
      return true
    } catch (error) {
      onFault(error)
      return false
    } finally {
      signal.removeEventListener('abort', end)
      owned = null
      changed.tell()
    }
  }

  const stopHearing = channel.listen((message) => {
    const { kind, tabId: other } = message as Message
    if (kind === 'own' && wanted?.tabId === other) wanted = null
    if (kind !== 'want') return
    wanted = { tabId: other, until: clock.now() + stepBackMs }
    owned?.abort()
  })

  stand()
  return {
    get isOwner() {
      return owned !== null
    },
    onChange: changed.add,
    takeOver() {
      if (owned !== null) return
      wanted = { tabId, until: clock.now() + stepBackMs }
      channel.post({ kind: 'want', tabId } satisfies Message)
    },
    dispose() {
      isDisposed = true
      stopHearing()
      stopTimer()
      stop()
      owned?.abort()
    },
  }
}
