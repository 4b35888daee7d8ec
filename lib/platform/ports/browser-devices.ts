/** The parts of Web Serial and WebUSB that printing uses; TypeScript's own library does not know them yet. */

export type SerialLine = { baudRate: number; flowControl: 'none' | 'hardware' }

export interface BrowserSerialPort extends EventTarget {
  readonly readable: ReadableStream<Uint8Array> | null
  readonly writable: WritableStream<Uint8Array> | null
  open(options: SerialLine & { bufferSize: number }): Promise<void>
  close(): Promise<void>
  getInfo(): { usbVendorId?: number; usbProductId?: number }
}

export interface BrowserSerial extends EventTarget {
  getPorts(): Promise<BrowserSerialPort[]>
  requestPort(): Promise<BrowserSerialPort>
}

export interface BrowserUsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly opened: boolean
  readonly configuration: UsbConfiguration | null
  readonly configurations: UsbConfiguration[]
  open(): Promise<void>
  close(): Promise<void>
  selectConfiguration(value: number): Promise<void>
  claimInterface(number: number): Promise<void>
  releaseInterface(number: number): Promise<void>
  transferIn(endpoint: number, length: number): Promise<{ data?: DataView | undefined; status?: string | undefined }>
  transferOut(endpoint: number, data: Uint8Array<ArrayBuffer>): Promise<{ status?: string | undefined }>
}

type UsbConfiguration = { configurationValue: number; interfaces: UsbInterface[] }
export type UsbInterface = {
  interfaceNumber: number
  alternates: readonly {
    interfaceClass: number
    endpoints: readonly { endpointNumber: number; direction: string; type: string }[]
  }[]
}

export interface BrowserUsb extends EventTarget {
  getDevices(): Promise<BrowserUsbDevice[]>
  requestDevice(options: { filters: { classCode: number }[] }): Promise<BrowserUsbDevice>
}

/** `navigator`, as far as it has them. Having `serial` says nothing: on Android it is there and lists no cable. */
export type BrowserDevices = { serial?: BrowserSerial | undefined; usb?: BrowserUsb | undefined }

export const browserDevices = (): BrowserDevices => {
  // Both come with the type of `navigator` only when the DOM library learns them.
  const { serial, usb } = navigator as Navigator & BrowserDevices
  return { serial, usb }
}
