/**
 * Listens to the scanner as long as this tab owns it: finds it at the start, after a replug and after the machine slept,
 * all without a question. A code is told once, whole; what came garbled is told as unreadable and never as a code.
 */
import { createFrames, type Frames } from '../../domain/barcode/scan-frames.ts'
import type { PrintClock } from '../../printing/queue/printer-port.ts'
import { afterQuiet } from '../ports/after-quiet.ts'
import type { DevicePorts } from '../ports/device-ports.ts'
import { createListeners } from '../ports/listeners.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import type { RememberedPort } from '../ports/remembered-port.ts'
import { createWaiter } from '../ports/waiter.ts'
import { openScannerPorts, type OpenedPort, type PrinterBeside } from './open-scanner-ports.ts'

export type ScannerSettings = { port: RememberedPort }

export type ScannerState =
  /** No scanner on a port was chosen on this device. */
  | { kind: 'notSetUp' }
  /** Another tab of the till hears it. */
  | { kind: 'elsewhere' }
  | { kind: 'connecting' }
  /** Not plugged in, or the browser forgot the permission: to be chosen again. */
  | { kind: 'missing' }
  /** Another program or tab has the port. */
  | { kind: 'busy' }
  /** `isUnreadable`: something came that is no code; mostly the speed is another one. */
  | { kind: 'listening'; isUnreadable: boolean }
  /** Several ports look alike: the first code shows which one is the scanner. */
  | { kind: 'waitsForScan' }

export type ScannerConnection = {
  readonly state: ScannerState
  onChange(listener: () => void): () => void
  onScan(listener: (code: string) => void): () => void
  /** Something was plugged in, or more is known of the ports: look, unless all is well. */
  nudge(): void
  /** Settings changed, or the machine slept and the port may be dead: close and open again. */
  reconnect(): void
  /** Runs until the signal aborts; the port is closed then. */
  run(signal: AbortSignal): Promise<void>
}

export type ScannerConnectionOptions = {
  ports: DevicePorts
  clock: PrintClock
  roles: PortRoles
  settings: () => ScannerSettings | null
  printer: () => PrinterBeside | null
  onFault: (error: unknown) => void
}

const lookAgainMs = 5_000
/** A printer that was switched on meanwhile is asked again, and its port left to it. */
const askAgainMs = 12_000
/**
 * A scanner without a suffix has ended. Longer than a USB cable keeps letters back or a busy machine takes between two
 * pieces of a code: half a code could be the code of other goods.
 */
const pauseMs = 200

export function createScannerConnection(options: ScannerConnectionOptions): ScannerConnection {
  const { ports, clock, roles, settings, printer, onFault } = options
  const changed = createListeners()
  const scanned = createListeners<[string]>()
  const { wake, wait } = createWaiter(clock)
  let state: ScannerState = { kind: 'elsewhere' }
  let isToReconnect = false

  const show = (next: ScannerState): void => {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    changed.tell()
  }

  /** Until nothing is left to listen to, or the ports are to be looked at anew. */
  const listen = async (opened: OpenedPort[], isSure: boolean, signal: AbortSignal): Promise<void> => {
    const held = new Set(opened)
    let isCertain = isSure
    const stops: (() => void)[] = []
    const steady = clock.steady ?? (() => clock.now())
    let heardAt = steady()
    const leave = async (one: OpenedPort): Promise<void> => {
      if (held.delete(one)) await one.port.close().catch(onFault)
    }
    const hear = (one: OpenedPort, codes: readonly (string | null)[]): void => {
      for (const code of codes) {
        if (code === null) {
          if (isCertain) show({ kind: 'listening', isUnreadable: true })
          continue
        }
        isCertain = true
        const others = [...held].filter((other) => other !== one)
        // Free first: whoever learns it may want to open them at once.
        void Promise.all(others.map(leave)).then(() => roles.learn(one.found, 'scanner'))
        show({ kind: 'listening', isUnreadable: false })
        scanned.tell(code)
      }
    }
    for (const one of opened) {
      const frames = createFrames()
      let stopPause: () => void = () => undefined
      const settle = (codes: readonly (string | null)[]): void => {
        heardAt = steady()
        stopPause()
        if (frames.isOpen()) stopPause = afterQuiet(clock, pauseMs, () => hear(one, pauseOf(frames, held.has(one))))
        hear(one, codes)
      }
      stops.push(
        one.port.onBytes((bytes) => held.has(one) && settle(frames.take(bytes))),
        one.port.onGarbled(() => {
          frames.spoil()
          settle([])
        }),
        one.port.onLost(() => {
          held.delete(one)
          wake()
        }),
        () => stopPause(),
      )
    }
    show(isCertain ? { kind: 'listening', isUnreadable: false } : { kind: 'waitsForScan' })
    while (!signal.aborted && !isToReconnect && held.size > 0) {
      await wait(signal, isCertain ? null : askAgainMs)
      // In the middle of a code nothing is closed.
      if (!isCertain && steady() - heardAt > pauseMs * 2) break
    }
    for (const stop of stops) stop()
    await Promise.all([...held].map(leave))
  }

  return {
    get state() {
      return state
    },
    onChange: changed.add,
    onScan: scanned.add,
    nudge: () => wake(),
    reconnect() {
      isToReconnect = true
      wake()
    },
    async run(signal) {
      while (!signal.aborted) {
        isToReconnect = false
        const wanted = settings()
        if (wanted === null) {
          show({ kind: 'notSetUp' })
          await wait(signal, null)
          continue
        }
        if (state.kind === 'elsewhere' || state.kind === 'notSetUp') show({ kind: 'connecting' })
        const opened = await ports
          .granted()
          .then((granted) => openScannerPorts(granted, wanted.port, { clock, roles, printer: printer() }))
          .catch((error: unknown) => {
            // The browser refuses to list its devices at all: said, and tried again.
            onFault(error)
            return { kind: 'missing' } as const
          })
        if (opened.kind === 'opened') {
          await listen(opened.ports, opened.isCertain, signal)
          continue
        }
        show({ kind: opened.kind })
        if (!isToReconnect) await wait(signal, lookAgainMs)
      }
      show({ kind: 'elsewhere' })
    },
  }
}

const pauseOf = (frames: Frames, isHeld: boolean): (string | null)[] => (isHeld ? frames.pause() : [])
