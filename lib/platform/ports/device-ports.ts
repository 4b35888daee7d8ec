/**
 * All ways to a printer or a scanner that this browser has. Which of them leads anywhere only trying shows: Chrome on Android has
 * `navigator.serial` and lists no cable there, so a way is judged by the ports it gives and never by its name.
 */
import type { PrinterPort } from '../../printing/queue/printer-port.ts'
import type { BrowserDevices, BrowserSerialPort, BrowserUsb, BrowserUsbDevice, SerialLine } from './browser-devices.ts'
import { openSerialLine } from './serial-line.ts'
import { isUsbPrinter, openUsbPrinter, printerClass } from './usb-printer-line.ts'

/** `serial`: a port of the system. `usbPrinter`: class 7 by WebUSB. `usbSerial`: CDC by WebUSB and the polyfill. */
export type Road = 'serial' | 'usbPrinter' | 'usbSerial'

export type FoundPort = {
  road: Road
  /** The browser's own object: the same as long as the device stays plugged in and the page stays. */
  key: object
  /** null for COM ports, which tell nothing of themselves. */
  vendorId: number | null
  productId: number | null
  /** Throws `PortError`. */
  open(line: SerialLine): Promise<PrinterPort>
}

export interface DevicePorts {
  /** Those whose list of devices can be shown at all, the likeliest first. */
  roads(): Road[]
  /** What may be opened without a question, by every road. */
  granted(): Promise<FoundPort[]>
  /** Shows the browser's list; must be called from a click. null: the person picked nothing. */
  request(road: Road): Promise<FoundPort | null>
  /** Something was plugged in that may be opened without a question. */
  onPlugged(listener: () => void): () => void
}

/** Control interface of a CDC device. */
const cdcClass = 2

export function createDevicePorts({ serial, usb }: BrowserDevices): DevicePorts {
  const fromSerial = (port: BrowserSerialPort): FoundPort => {
    const { usbVendorId = null, usbProductId = null } = port.getInfo()
    return {
      road: 'serial',
      key: port,
      vendorId: usbVendorId,
      productId: usbProductId,
      open: (line) => openSerialLine(port, line, (gone) => listen(port, 'disconnect', gone)),
    }
  }

  const ids = (device: BrowserUsbDevice) => ({ key: device, vendorId: device.vendorId, productId: device.productId })

  const fromUsb = (owner: BrowserUsb, device: BrowserUsbDevice): FoundPort => {
    const onGone = (gone: () => void) =>
      listen(owner, 'disconnect', (event) => {
        if ((event as Event & { device?: unknown }).device === device) gone()
      })
    if (isUsbPrinter(device)) return { road: 'usbPrinter', ...ids(device), open: () => openUsbPrinter(device, onGone) }
    return {
      road: 'usbSerial',
      ...ids(device),
      async open(line) {
        const { SerialPort } = await import('web-serial-polyfill')
        // Its device is typed by another copy of the same standard.
        const port = new SerialPort(device as ConstructorParameters<typeof SerialPort>[0])
        return openSerialLine(port as unknown as BrowserSerialPort, line, onGone)
      },
    }
  }

  const isCdc = (device: BrowserUsbDevice): boolean =>
    device.configurations[0]?.interfaces.some(({ alternates }) => alternates[0]?.interfaceClass === cdcClass) === true

  return {
    roads: () => [...(serial ? (['serial'] as const) : []), ...(usb ? (['usbPrinter', 'usbSerial'] as const) : [])],
    async granted() {
      const ports = (await serial?.getPorts()) ?? []
      const devices = ((await usb?.getDevices()) ?? []).filter((device) => isUsbPrinter(device) || isCdc(device))
      return [...ports.map(fromSerial), ...(usb ? devices.map((device) => fromUsb(usb, device)) : [])]
    },
    async request(road) {
      try {
        if (road === 'serial') return serial ? fromSerial(await serial.requestPort()) : null
        if (usb === undefined) return null
        const classCode = road === 'usbPrinter' ? printerClass : cdcClass
        return fromUsb(usb, await usb.requestDevice({ filters: [{ classCode }] }))
      } catch (error) {
        if ((error as Error).name === 'NotFoundError') return null
        throw error
      }
    },
    onPlugged(listener) {
      const stops = [serial, usb].flatMap((one) => (one === undefined ? [] : [listen(one, 'connect', listener)]))
      return () => stops.forEach((stop) => stop())
    },
  }
}

function listen(target: EventTarget, type: string, heard: (event: Event) => void): () => void {
  // The polyfill's ports are no event targets.
  if (typeof target.addEventListener !== 'function') return () => undefined
  target.addEventListener(type, heard)
  return () => target.removeEventListener(type, heard)
}
