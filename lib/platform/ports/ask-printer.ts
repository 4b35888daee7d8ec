/** Does a printer hang on this port? The only device of a till that answers a question which changes nothing. */
import { PortError, type PrintClock, type PrinterPort } from '../../printing/queue/printer-port.ts'
import { askStatus } from '../../printing/status/commands.ts'
import { afterQuiet } from './after-quiet.ts'
import type { SerialLine } from './browser-devices.ts'
import type { FoundPort } from './device-ports.ts'

const answerMs = 800
/** Between two bytes of one code, however the cable cuts it up. */
const silenceMs = 80

/** null: somebody else has it. */
export async function tryToOpen(found: FoundPort, line: SerialLine): Promise<PrinterPort | null> {
  try {
    return await found.open({ baudRate: line.baudRate, flowControl: line.flowControl })
  } catch (error) {
    if (error instanceof PortError) return null
    throw error
  }
}

/**
 * Does something there answer as a printer answers? Other devices are asked nothing that they could take for an order. A
 * code that somebody scans just then has bytes that look like an answer (`2`, `6`, `R`), but never alone.
 */
export async function isPrinter(port: PrinterPort, clock: PrintClock): Promise<boolean> {
  return new Promise((resolve) => {
    let heard: number[] = []
    let stopSilence: () => void = () => undefined
    const end = (isIt: boolean): void => {
      stop()
      stopTimer()
      stopSilence()
      resolve(isIt)
    }
    const stop = port.onBytes((bytes) => {
      heard.push(...bytes)
      stopSilence()
      stopSilence = afterQuiet(clock, silenceMs, () => {
        if (isAnswer(heard)) end(true)
        heard = []
      })
    })
    // A page that stood still, as one that is loading does, has not looked at the answer yet.
    const stopTimer = afterQuiet(clock, answerMs, () => end(false))
    port.write(askStatus(1)).catch(() => end(false))
  })
}

/** One status byte, and at most two packets of changes that the printer was still set to tell by itself. */
function isAnswer(heard: readonly number[]): boolean {
  const isStatus = (byte: number | undefined): boolean => byte !== undefined && (byte & 0x93) === 0x12
  const isPacket = (at: number): boolean =>
    ((heard[at] ?? 0) & 0x93) === 0x10 && [1, 2, 3].every((next) => ((heard[at + next] ?? 0x10) & 0x10) === 0)
  let answers = 0
  for (let at = 0; at < heard.length;) {
    if (isStatus(heard[at])) {
      answers += 1
      at += 1
    } else if (isPacket(at)) at += 4
    else return false
  }
  return answers === 1 && heard.length <= 9
}
