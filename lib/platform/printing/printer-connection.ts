/**
 * Keeps the printer connected as long as this tab owns it: finds it at the start, after a replug, after the machine
 * slept, and looks for it again and again, all without a question. The only one that says how the printer stands.
 */
import type { ExchangeLog } from '../../printing/queue/exchange-log.ts'
import type { PrintQueue } from '../../printing/queue/print-queue.ts'
import { createPrinterLink, type LinkState, type PrinterLink } from '../../printing/queue/printer-link.ts'
import type { PrintClock } from '../../printing/queue/printer-port.ts'
import type { PrinterProfile } from '../../printing/profile.ts'
import type { DevicePorts } from '../ports/device-ports.ts'
import { createListeners } from '../ports/listeners.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import type { RememberedPort } from '../ports/remembered-port.ts'
import { createWaiter } from '../ports/waiter.ts'
import { findPrinter } from './find-printer.ts'

/** Of this till: which port, and what hangs on it. */
export type PrinterSettings = {
  port: RememberedPort
  profile: PrinterProfile
  /** Nobody has said yet what hangs there: when the printer gives its name, that decides. */
  isGuess?: true
}

export type PrinterState =
  /** No printer was chosen on this device. */
  | { kind: 'notSetUp' }
  /** Another tab prints; this one may take over. */
  | { kind: 'elsewhere' }
  /** Not plugged in, or the browser forgot the permission: to be chosen again. */
  | { kind: 'missing' }
  /** Another program or tab has the port. */
  | { kind: 'busy' }
  /** Several alike are plugged in: a person must choose. */
  | { kind: 'several' }
  /** The scanner hangs on a port that looks the same: a scan shows which is which. */
  | { kind: 'waitsForScan' }
  | { kind: 'connecting' }
  | Exclude<LinkState, { kind: 'lost' | 'greeting' }>

export type PrinterConnection = {
  readonly state: PrinterState
  readonly model: string | null
  onChange(listener: () => void): () => void
  /** Look now: something was plugged in, or the page woke up. A printer that is connected is asked whether it is well. */
  nudge(): void
  /** Settings changed, or a person wants it: close and open again. */
  reconnect(): void
  /** Runs until the signal aborts; the port is closed then. */
  run(signal: AbortSignal): Promise<void>
}

export type PrinterConnectionOptions = {
  ports: DevicePorts
  queue: PrintQueue
  clock: PrintClock
  log: ExchangeLog
  settings: () => PrinterSettings | null
  roles: PortRoles
  /** The port of this till's scanner. */
  scannerPort: () => RememberedPort | null
  onFault: (error: unknown) => void
}

const lookAgainMs = 5_000
/** So long a job may go on when this tab must let the printer go. */
const lastJobMs = 8_000

export function createPrinterConnection(options: PrinterConnectionOptions): PrinterConnection {
  const { ports, queue, clock, log, settings, roles, scannerPort, onFault } = options
  const changed = createListeners()
  const { wake, wait } = createWaiter(clock)
  let state: PrinterState = { kind: 'elsewhere' }
  let link: PrinterLink | null = null
  let model: string | null = null
  let isToReconnect = false

  const show = (next: PrinterState): void => {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    changed.tell()
  }

  const connect = async ({ port, profile }: PrinterSettings, isDirty: boolean): Promise<PrinterLink | null> => {
    const found = await findPrinter(await ports.granted(), port, {
      clock,
      answers: profile.answers,
      roles,
      scanner: scannerPort(),
    })
    if (found.kind !== 'found') {
      show({ kind: found.kind === 'nothing' ? 'missing' : found.kind })
      return null
    }
    log.note(`opened ${found.port.name} at ${port.baudRate} for ${profile.family}`)
    return createPrinterLink({
      port: found.port,
      clock,
      log,
      answers: profile.answers,
      baudRate: port.baudRate,
      // One that answers shows by itself whether it still waits for the rest of something.
      isDirty: isDirty && !profile.answers,
    })
  }

  /** Until the line is dead, the settings changed, or this tab is not the owner any more. */
  const stayConnected = async (mine: PrinterLink, profile: PrinterProfile, signal: AbortSignal): Promise<void> => {
    link = mine
    const follow = (): void => {
      model = mine.model
      const { state: now } = mine
      if (now.kind === 'lost') wake()
      else show(now.kind === 'greeting' ? { kind: 'connecting' } : now)
    }
    const stop = mine.onChange(follow)
    follow()
    queue.attach(mine, profile)
    while (!signal.aborted && !isToReconnect && mine.state.kind !== 'lost') await wait(signal, null)
    stop()
    await letGo(mine)
    link = null
    model = null
  }

  /** A job under way may end, but a printer without paper must not hold the port for ever. */
  const letGo = async (mine: PrinterLink): Promise<void> => {
    const ended = queue.detach()
    let stopTimer: () => void = () => undefined
    const patience = new Promise<void>((resolve) => (stopTimer = clock.after(lastJobMs, resolve)))
    await Promise.race([ended, patience])
    stopTimer()
    await mine.close().catch(onFault)
    await ended
  }

  return {
    get state() {
      return state
    },
    get model() {
      return model
    },
    onChange: changed.add,
    nudge() {
      wake()
      if (link !== null) queue.check()
    },
    reconnect() {
      isToReconnect = true
      wake()
    },
    async run(signal) {
      let isDirty = (await queue.claim()) > 0
      while (!signal.aborted) {
        isToReconnect = false
        const wanted = settings()
        if (wanted === null) {
          show({ kind: 'notSetUp' })
          await wait(signal, null)
          continue
        }
        if (link === null && state.kind === 'elsewhere') show({ kind: 'connecting' })
        const mine = await connect(wanted, isDirty).catch((error: unknown) => {
          // The browser refuses to list its devices at all: said once a while, and tried again.
          onFault(error)
          show({ kind: 'missing' })
          return null
        })
        if (mine === null) {
          // Saved while it was being looked for: nobody heard the call, and it is looked for anew at once.
          if (!isToReconnect) await wait(signal, lookAgainMs)
          continue
        }
        await stayConnected(mine, wanted.profile, signal)
        // Whatever was on its way when the line died may have been half a command.
        isDirty = true
      }
      show({ kind: 'elsewhere' })
    },
  }
}
