/** A printer of USB class 7, which most cheap USB printers are: no serial port at all, spoken to by WebUSB. */
import { PortError, type PrinterPort } from '../../printing/queue/printer-port.ts'
import type { BrowserUsbDevice, UsbInterface } from './browser-devices.ts'
import { createListeners } from './listeners.ts'

export const printerClass = 7
const packetBytes = 64

/** Throws `PortError`: also where a driver of the system holds the printer (Windows, until WinUSB is put in its place). */
export async function openUsbPrinter(
  device: BrowserUsbDevice,
  onGone: (gone: () => void) => () => void,
): Promise<PrinterPort> {
  const part = printerPart(device)
  if (part === null) throw new PortError('busy', { cause: new Error('The device has no printer in it') })
  const { number, output, input } = part
  try {
    await device.open()
    if (device.configuration === null) await device.selectConfiguration(1)
    await device.claimInterface(number)
  } catch (error) {
    if (device.opened) await device.close()
    throw new PortError('busy', { cause: error })
  }
  const bytesCame = createListeners<[Uint8Array]>()
  const lost = createListeners()
  let isClosed = false
  let isLost = false
  /** While it is given back and claimed again, the ends of its transfers mean nothing. */
  let isRenewing = false

  const lose = (): void => {
    if (isClosed || isLost) return
    isLost = true
    stopGone()
    lost.tell()
  }
  const stopGone = onGone(lose)

  const readAll = async (from: number): Promise<void> => {
    while (!isClosed && !isLost) {
      try {
        const { data } = await device.transferIn(from, packetBytes)
        if (data !== undefined && data.byteLength > 0)
          bytesCame.tell(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      } catch {
        // Pulled out, or given back on purpose.
        if (!isRenewing) lose()
        return
      }
    }
  }
  if (input !== null) void readAll(input)

  return {
    name: `USB ${[device.vendorId, device.productId].map((id) => id.toString(16).padStart(4, '0')).join(':')}`,
    onBytes: bytesCame.add,
    // USB repeats what was garbled by itself.
    onGarbled: () => () => undefined,
    onLost: lost.add,
    async write(bytes) {
      if (isLost || isClosed) throw new PortError('lost')
      try {
        const { status } = await device.transferOut(output, Uint8Array.from(bytes))
        if (status !== 'ok') throw new Error(`The printer answered "${status}"`)
      } catch (error) {
        throw new PortError('lost', { cause: error })
      }
    },
    async discard() {
      if (isLost || isClosed) return
      // Giving the interface back ends the transfers on it; there is no other way to take one back.
      isRenewing = true
      try {
        await device.releaseInterface(number)
        await device.claimInterface(number)
      } finally {
        isRenewing = false
      }
      if (input !== null) void readAll(input)
    },
    async close() {
      if (isClosed) return
      isClosed = true
      stopGone()
      if (device.opened) await device.close()
    },
  }
}

export const isUsbPrinter = (device: BrowserUsbDevice): boolean => printerPart(device) !== null

type PrinterPart = { number: number; output: number; input: number | null }

function printerPart(device: BrowserUsbDevice): PrinterPart | null {
  for (const one of device.configurations[0]?.interfaces ?? []) {
    const found = bulkEndpoints(one)
    if (found !== null) return found
  }
  return null
}

function bulkEndpoints({ interfaceNumber, alternates }: UsbInterface): PrinterPart | null {
  const [alternate] = alternates
  if (alternate?.interfaceClass !== printerClass) return null
  const bulk = (wanted: string) =>
    alternate.endpoints.find(({ direction, type }) => direction === wanted && type === 'bulk')?.endpointNumber ?? null
  const output = bulk('out')
  return output === null ? null : { number: interfaceNumber, output, input: bulk('in') }
}
