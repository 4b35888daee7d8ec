/**
 * The scanner of this till among the ports that may be opened without a question. A scanner answers nothing, so where the
 * printer hangs on a port that looks the same, the one that answers as a printer is left alone, and all others are
 * listened to until a code comes: only then is it certain.
 */
import type { PrintClock, PrinterPort } from '../../printing/queue/printer-port.ts'
import { isPrinter, tryToOpen } from '../ports/ask-printer.ts'
import type { FoundPort } from '../ports/device-ports.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import { isAlike, type RememberedPort } from '../ports/remembered-port.ts'

/** The printer's port of this till, and whether it answers questions. */
export type PrinterBeside = { port: RememberedPort; answers: boolean }

export type OpenedPort = { found: FoundPort; port: PrinterPort }

export type Opened =
  /** `isCertain`: the scanner is among them; otherwise it may be the one that was busy. */
  | { kind: 'opened'; ports: OpenedPort[]; isCertain: boolean }
  /** Nothing that fits is plugged in, or the grant is gone. */
  | { kind: 'missing' }
  /** It is there, and another tab or program has it. */
  | { kind: 'busy' }

export async function openScannerPorts(
  granted: FoundPort[],
  remembered: RememberedPort,
  { clock, roles, printer }: { clock: PrintClock; roles: PortRoles; printer: PrinterBeside | null },
): Promise<Opened> {
  const fitting = granted.filter((port) => isAlike(port, remembered) && roles.of(port) !== 'printer')
  const known = fitting.find((port) => roles.of(port) === 'scanner')
  // The printer is known already: whatever looks like it is not it.
  const isKnown = granted.some((port) => roles.of(port) === 'printer')
  const isTwin = printer !== null && printer.answers && isAlike(remembered, printer.port)
  const asked = isTwin && !isKnown ? printer.port : null
  const ports: OpenedPort[] = []
  let isBusy = false
  for (const found of known ? [known] : fitting) {
    if (asked && !known && (await answersAsPrinter(found, asked, clock))) {
      roles.learn(found, 'printer')
      continue
    }
    const port = await tryToOpen(found, remembered)
    if (port === null) isBusy = true
    else ports.push({ found, port })
  }
  if (ports.length > 0) return { kind: 'opened', ports, isCertain: ports.length === 1 && !isBusy }
  return { kind: isBusy ? 'busy' : 'missing' }
}

/** Asked at the printer's speed: at the scanner's it would hear noise. */
async function answersAsPrinter(found: FoundPort, line: RememberedPort, clock: PrintClock): Promise<boolean> {
  const port = await tryToOpen(found, line)
  if (port === null) return false
  const answers = await isPrinter(port, clock)
  await port.close()
  return answers
}
