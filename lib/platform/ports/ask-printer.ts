/** Does a printer hang on this port? The only device of a till that answers a question which changes nothing. */
import { PortError, type PrintClock, type PrinterPort } from '../../printing/queue/printer-port.ts'
import { askStatus } from '../../printing/status/commands.ts'
import type { SerialLine } from './browser-devices.ts'
import type { FoundPort } from './device-ports.ts'

const answerMs = 800

/** null: somebody else has it. */
export async function tryToOpen(found: FoundPort, line: SerialLine): Promise<PrinterPort | null> {
  try {
    return await found.open({ baudRate: line.baudRate, flowControl: line.flowControl })
  } catch (error) {
    if (error instanceof PortError) return null
    throw error
  }
}

/** Does something there answer as a printer answers? Other devices are asked nothing that they could take for an order. */
export async function isPrinter(port: PrinterPort, clock: PrintClock): Promise<boolean> {
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
