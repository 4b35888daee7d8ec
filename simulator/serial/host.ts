// What a page's fake of navigator.serial and navigator.usb asks of the world outside the page, and what it hears from
// there. All of it is plain data, so that it can cross into a browser.

/** One thing on one cable. After unplugging and plugging in again it is another one. */
export type DeviceFacts = {
  instance: number
  kind: DeviceKind
  vendorId: number | null
  productId: number | null
  productName: string
}

/**
 * `com`: a port of the machine, `usbSerial`: a USB cable with a serial chip (both in navigator.serial). `cdc` and
 * `printerClass` are USB devices that no driver of the system has taken (navigator.usb).
 */
export type DeviceKind = 'com' | 'usbSerial' | 'cdc' | 'printerClass'

export type OpenRefusal = 'busy' | 'gone'

/** One per page. Everything is asked, nothing is known: the outside may have changed. */
export interface SerialHost {
  /** Plugged in and granted to this origin. */
  granted(): Promise<DeviceFacts[]>
  /** Whom the person picks in the browser's list; null: dismissed. */
  choose(candidates: { kinds: DeviceKind[] }): Promise<DeviceFacts | null>
  forget(instance: number): Promise<void>
  /** A connection, or why there is none. `bufferBytes` are taken before a write has to wait. */
  open(instance: number, line: { baudRate: number; bufferBytes: number }): Promise<number | OpenRefusal>
  /** What was taken and not sent is thrown away. */
  close(connection: number): Promise<void>
  /** Resolves when all of it is taken (not: sent). */
  write(connection: number, bytes: number[]): Promise<'taken' | 'gone' | 'discarded'>
  /** Resolves when everything taken has left. */
  flush(connection: number): Promise<void>
  /** Throws away what was taken and not sent. */
  discard(connection: number): Promise<void>
  signals(connection: number): Promise<{ clearToSend: boolean; dataSetReady: boolean }>
  listen(heard: (event: HostEvent) => void): void
}

export type HostEvent =
  | { kind: 'data'; connection: number; bytes: number[] }
  | { kind: 'readError'; connection: number; name: ReadErrorName }
  | { kind: 'plugged'; device: DeviceFacts }
  | { kind: 'unplugged'; instance: number; connection: number | null }

/** Errors after which the page may read on: bytes were lost, the port is still there. */
export type ReadErrorName = 'BufferOverrunError' | 'BreakError' | 'FramingError' | 'ParityError' | 'UnknownError'
