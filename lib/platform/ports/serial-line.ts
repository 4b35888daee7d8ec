/**
 * A device on a serial port: Web Serial, and web-serial-polyfill, which has the same face. After an error that the port
 * survives `readable` is a new stream, so reading starts again as long as there is one; null means that it is gone.
 */
import { PortError, type PrinterPort } from '../../printing/queue/printer-port.ts'
import type { BrowserSerialPort, SerialLine } from './browser-devices.ts'
import { createListeners } from './listeners.ts'

/** The polyfill makes new streams for ever when a cable only gives errors. */
const errorsInARow = 20

/** Throws `PortError`. `onGone`: the browser says that the device was pulled out. */
export async function openSerialLine(
  port: BrowserSerialPort,
  line: SerialLine,
  onGone: (gone: () => void) => () => void,
): Promise<PrinterPort> {
  try {
    await port.open({ ...line, bufferSize: 1024 })
  } catch (error) {
    throw new PortError('busy', { cause: error })
  }
  const bytesCame = createListeners<[Uint8Array]>()
  const garbled = createListeners()
  const lost = createListeners()
  let isClosed = false
  let isLost = false
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  let writer: WritableStreamDefaultWriter<Uint8Array> | null = null

  const lose = (): void => {
    if (isClosed || isLost) return
    isLost = true
    stopGone()
    lost.tell()
  }
  const stopGone = onGone(lose)

  const readAll = async (): Promise<void> => {
    let errors = 0
    while (port.readable !== null && !isClosed && errors < errorsInARow) {
      reader = port.readable.getReader()
      try {
        for (let part = await reader.read(); !part.done; part = await reader.read()) {
          errors = 0
          bytesCame.tell(part.value)
        }
        // Cancelled, or ended by itself, which a port does not do while it lives.
        if (!isClosed) errors += 1
      } catch {
        // Bytes are missing; the next stream, if there is one, goes on after them.
        errors += 1
        if (!isClosed) garbled.tell()
      } finally {
        reader.releaseLock()
        reader = null
      }
    }
    lose()
  }
  const reading = readAll()

  return {
    name: nameOf(port),
    onBytes: bytesCame.add,
    onGarbled: garbled.add,
    onLost: lost.add,
    async write(bytes) {
      const writable = isLost || isClosed ? null : port.writable
      if (writable === null) throw new PortError('lost')
      const mine = (writer = writable.getWriter())
      try {
        await mine.write(bytes)
      } catch (error) {
        throw new PortError('lost', { cause: error })
      } finally {
        mine.releaseLock()
        if (writer === mine) writer = null
      }
    },
    async discard() {
      if (isLost || isClosed) return
      await (writer ?? port.writable)?.abort()
    },
    async close() {
      if (isClosed) return
      isClosed = true
      stopGone()
      // Both locks must be free, or the port stays open for ever.
      await Promise.allSettled([reader?.cancel(), writer?.abort()])
      await reading
      await port.close()
    },
  }
}

const nameOf = (port: BrowserSerialPort): string => {
  const { usbVendorId, usbProductId } = port.getInfo()
  if (usbVendorId === undefined || usbProductId === undefined) return 'COM'
  return `USB ${[usbVendorId, usbProductId].map((id) => id.toString(16).padStart(4, '0')).join(':')}`
}
