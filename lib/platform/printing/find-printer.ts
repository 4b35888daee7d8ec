/**
 * The printer of this till among the ports that may be opened without a question. A port has no lasting name and a COM
 * port no name at all, so where several fit, the printer is found by talking: it answers a question for its status.
 */
import { PortError, type PrintClock, type PrinterPort } from '../../printing/queue/printer-port.ts'
import { askStatus } from '../../printing/status/commands.ts'
import type { SerialLine } from './browser-devices.ts'
import type { FoundPort, Road } from './printer-ports.ts'

/** Kept in the till's settings. */
export type RememberedPort = SerialLine & { road: Road; vendorId: number | null; productId: number | null }

export type Found =
  | { kind: 'found'; port: PrinterPort }
  /** Nothing that fits is plugged in, or the grant is gone. */
  | { kind: 'nothing' }
  /** It is there, and another tab or program has it. */
  | { kind: 'busy' }
  /** Several fit, and none of them can be told by talking: a person must choose. */
  | { kind: 'several' }

const answerMs = 800

export async function findPrinter(
  granted: FoundPort[],
  remembered: RememberedPort,
  { clock, answers }: { clock: PrintClock; answers: boolean },
): Promise<Found> {
  const fitting = granted.filter(
    ({ road, vendorId, productId }) =>
      road === remembered.road && vendorId === remembered.vendorId && productId === remembered.productId,
  )
  if (fitting.length === 0) return { kind: 'nothing' }
  if (fitting.length > 1 && !answers) return { kind: 'several' }
  let isBusy = false
  for (const one of fitting) {
    const port = await tryToOpen(one, remembered)
    if (port === null) isBusy = true
    else if (fitting.length === 1 || (await isPrinter(port, clock))) return { kind: 'found', port }
    else await port.close()
  }
  return { kind: isBusy ? 'busy' : 'nothing' }
}

async function tryToOpen(found: FoundPort, line: SerialLine): Promise<PrinterPort | null> {
  try {
    return await found.open({ baudRate: line.baudRate, flowControl: line.flowControl })
  } catch (error) {
    if (error instanceof PortError) return null
    throw error
  }
}

/** Does something there answer as a printer answers? Other devices are asked nothing that they could take for an order. */
async function isPrinter(port: PrinterPort, clock: PrintClock): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isIt: boolean): void => {
      stop()
      stopTimer()
      resolve(isIt)
    }
    const stop = port.onBytes((bytes) => {
      if (bytes.some((byte) => (byte & 0x93) === 0x12)) end(true)
    })
    const stopTimer = clock.after(answerMs, () => end(false))
    port.write(askStatus(1)).catch(() => end(false))
  })
}
