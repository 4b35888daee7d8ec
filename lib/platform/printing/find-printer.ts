/**
 * The printer of this till among the ports that may be opened without a question. A port has no lasting name and a COM
 * port no name at all, so where several fit, the printer is found by talking: it answers a question for its status. A
 * scanner on a port that looks the same is never taken for a printer that says nothing.
 */
import type { PrintClock, PrinterPort } from '../../printing/queue/printer-port.ts'
import { isPrinter, tryToOpen } from '../ports/ask-printer.ts'
import type { FoundPort } from '../ports/device-ports.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import { isAlike, type RememberedPort } from '../ports/remembered-port.ts'

export type Found =
  | { kind: 'found'; port: PrinterPort }
  /** Nothing that fits is plugged in, or the grant is gone. */
  | { kind: 'nothing' }
  /** It is there, and another tab or program has it. */
  | { kind: 'busy' }
  /** Several fit, and none of them can be told by talking: a person must choose. */
  | { kind: 'several' }
  /** One of those that fit is the scanner, and nothing was scanned yet that would show which. */
  | { kind: 'waitsForScan' }

export type PrinterSearch = {
  clock: PrintClock
  /** This printer answers questions; a one-way printer does not. */
  answers: boolean
  roles: PortRoles
  /** The scanner's port of this till, if it has one. */
  scanner: RememberedPort | null
}

export async function findPrinter(
  granted: FoundPort[],
  remembered: RememberedPort,
  { clock, answers, roles, scanner }: PrinterSearch,
): Promise<Found> {
  const fitting = granted.filter((port) => isAlike(port, remembered) && roles.of(port) !== 'scanner')
  const chosen = fitting.find((port) => roles.of(port) === 'printer')
  if (chosen) {
    const port = await tryToOpen(chosen, remembered)
    return port === null ? { kind: 'busy' } : { kind: 'found', port }
  }
  if (fitting.length === 0) return { kind: 'nothing' }
  const hasTwin = isAlike(remembered, scanner) && !granted.some((port) => roles.of(port) === 'scanner')
  if (!answers && hasTwin) return { kind: 'waitsForScan' }
  if (!answers && fitting.length > 1) return { kind: 'several' }
  let isBusy = false
  for (const one of fitting) {
    const port = await tryToOpen(one, remembered)
    if (port === null) isBusy = true
    else if (fitting.length === 1 && !hasTwin) return { kind: 'found', port }
    else if (await isPrinter(port, clock)) {
      roles.learn(one, 'printer')
      return { kind: 'found', port }
    } else await port.close()
  }
  return { kind: isBusy ? 'busy' : 'nothing' }
}
