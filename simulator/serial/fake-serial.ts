// navigator.serial as the Web Serial specification has it, over a `SerialHost`. Runs in Node and in a page.
//
// What most fakes leave out and this one keeps: `readable` and `writable` are null while the port is closed and after it
// was pulled out, and new objects after an error that the port survives; a port that is plugged in again is a new
// object; close() fails while somebody holds a lock; a write resolves when the data is taken, not when it is sent.

import type { DeviceFacts, HostEvent, ReadErrorName, SerialHost } from './host.ts'

export type FakeSerialOptions = {
  host: SerialHost
  /** Did a person just touch the page? Without it the browser shows no list. */
  isActive: () => boolean
}

const serialKinds = ['com', 'usbSerial'] as const

export class FakeSerial extends EventTarget {
  readonly #options: FakeSerialOptions
  readonly #ports = new Map<number, FakeSerialPort>()
  onconnect: ((event: Event) => void) | null = null
  ondisconnect: ((event: Event) => void) | null = null

  constructor(options: FakeSerialOptions) {
    super()
    this.#options = options
    options.host.listen((event) => this.#hear(event))
  }

  async getPorts(): Promise<FakeSerialPort[]> {
    const granted = await this.#options.host.granted()
    return granted.filter(isSerial).map((facts) => this.#portOf(facts))
  }

  async requestPort(options: { filters?: { usbVendorId?: number; usbProductId?: number }[] } = {}) {
    if (!this.#options.isActive())
      throw new DOMException('Must be handling a user gesture to show a permission request.', 'SecurityError')
    for (const { usbVendorId, usbProductId } of options.filters ?? []) {
      if (usbVendorId === undefined)
        throw new TypeError(
          usbProductId === undefined ? 'A filter cannot be empty.' : 'usbProductId needs a usbVendorId beside it.',
        )
    }
    const chosen = await this.#options.host.choose({ kinds: [...serialKinds] })
    const fits = (facts: DeviceFacts) =>
      options.filters === undefined ||
      options.filters.length === 0 ||
      options.filters.some(
        ({ usbVendorId, usbProductId }) =>
          facts.vendorId === usbVendorId && (usbProductId === undefined || facts.productId === usbProductId),
      )
    if (chosen === null || !fits(chosen)) throw new DOMException('No port selected by the user.', 'NotFoundError')
    return this.#portOf(chosen)
  }

  /** The same object as long as the device stays plugged in. */
  #portOf(facts: DeviceFacts): FakeSerialPort {
    const known = this.#ports.get(facts.instance)
    if (known !== undefined) return known
    const port = new FakeSerialPort(this.#options.host, facts)
    this.#ports.set(facts.instance, port)
    return port
  }

  #hear(event: HostEvent): void {
    switch (event.kind) {
      case 'plugged':
        if (isSerial(event.device)) this.#announce('connect', this.#portOf(event.device))
        return
      case 'unplugged': {
        const port = this.#ports.get(event.instance)
        if (port === undefined) return
        this.#ports.delete(event.instance)
        port[heardGone]()
        this.#announce('disconnect', port)
        return
      }
      case 'data':
      case 'readError':
        for (const port of this.#ports.values()) port[heard](event)
    }
  }

  /** At the port, then at navigator.serial, as a bubbling event does. */
  #announce(type: 'connect' | 'disconnect', port: FakeSerialPort): void {
    const atPort = new Event(type)
    port.dispatchEvent(atPort)
    port[`on${type}`]?.(atPort)
    const bubbled = new Event(type)
    Object.defineProperty(bubbled, 'target', { value: port })
    this.dispatchEvent(bubbled)
    this[`on${type}`]?.(bubbled)
  }
}

const isSerial = ({ kind }: DeviceFacts): boolean => (serialKinds as readonly string[]).includes(kind)

const heard = Symbol('heard')
const heardGone = Symbol('heardGone')

/** What the system keeps of a port that nobody reads from, beside the page's own buffer. */
const systemBufferBytes = 4096

type OpenOptions = {
  baudRate: number
  dataBits?: number
  stopBits?: number
  parity?: string
  bufferSize?: number
  flowControl?: string
}

export class FakeSerialPort extends EventTarget {
  readonly #host: SerialHost
  readonly #facts: DeviceFacts
  onconnect: ((event: Event) => void) | null = null
  ondisconnect: ((event: Event) => void) | null = null
  #state: 'closed' | 'opening' | 'opened' | 'closing' = 'closed'
  #isPlugged = true
  #connection = 0
  #bufferSize = 255
  #readable: ReadableStream<Uint8Array> | null = null
  #writable: WritableStream<Uint8Array> | null = null
  #source: ReadableByteStreamController | null = null
  #sink: WritableStreamDefaultController | null = null
  #isFatal = false
  #unread: number[] = []
  #wanted: ((value?: undefined) => void) | null = null

  constructor(host: SerialHost, facts: DeviceFacts) {
    super()
    this.#host = host
    this.#facts = facts
  }

  get connected(): boolean {
    return this.#isPlugged
  }

  getInfo(): { usbVendorId?: number; usbProductId?: number } {
    const { vendorId, productId } = this.#facts
    return vendorId === null || productId === null ? {} : { usbVendorId: vendorId, usbProductId: productId }
  }

  async open(options: OpenOptions): Promise<void> {
    if (this.#state !== 'closed') throw new DOMException('The port is already open.', 'InvalidStateError')
    check(options)
    this.#state = 'opening'
    this.#bufferSize = options.bufferSize ?? 255
    const opened = await this.#host.open(this.#facts.instance, {
      baudRate: options.baudRate,
      bufferBytes: this.#bufferSize,
    })
    if (typeof opened !== 'number') {
      this.#state = 'closed'
      throw new DOMException('Failed to open serial port.', 'NetworkError')
    }
    this.#connection = opened
    this.#isFatal = !this.#isPlugged
    this.#unread = []
    this.#state = 'opened'
  }

  get readable(): ReadableStream<Uint8Array> | null {
    if (this.#readable !== null) return this.#readable
    if (this.#state !== 'opened' || this.#isFatal) return null
    return (this.#readable = new ReadableStream(
      {
        type: 'bytes',
        start: (controller) => void (this.#source = controller),
        pull: () => this.#pull(),
        cancel: () => {
          this.#unread = []
          this.#forgetReadable()
        },
      },
      { highWaterMark: this.#bufferSize },
    ))
  }

  get writable(): WritableStream<Uint8Array> | null {
    if (this.#writable !== null) return this.#writable
    if (this.#state !== 'opened' || this.#isFatal) return null
    return (this.#writable = new WritableStream<Uint8Array>(
      {
        start: (controller) => void (this.#sink = controller),
        write: (chunk) => this.#write(chunk),
        close: async () => {
          await this.#host.flush(this.#connection)
          this.#forgetWritable()
        },
        abort: async () => {
          await this.#host.discard(this.#connection)
          this.#forgetWritable()
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: this.#bufferSize }),
    ))
  }

  async close(): Promise<void> {
    if (this.#state !== 'opened') throw new DOMException('The port is already closed.', 'InvalidStateError')
    // A locked stream refuses both, and the port stays open.
    this.#state = 'closing'
    try {
      await Promise.all([this.#readable?.cancel(), this.#writable?.abort()])
    } catch (error) {
      this.#state = 'opened'
      throw error
    }
    await this.#host.close(this.#connection)
    this.#forgetReadable()
    this.#forgetWritable()
    this.#unread = []
    this.#isFatal = false
    this.#state = 'closed'
  }

  async forget(): Promise<void> {
    if (this.#state === 'opened') await this.close()
    await this.#host.forget(this.#facts.instance)
  }

  async getSignals() {
    if (this.#state !== 'opened') throw new DOMException('The port is closed.', 'InvalidStateError')
    const { clearToSend, dataSetReady } = await this.#host.signals(this.#connection)
    return { dataCarrierDetect: false, clearToSend, ringIndicator: false, dataSetReady }
  }

  async setSignals(signals: { dataTerminalReady?: boolean; requestToSend?: boolean; break?: boolean }): Promise<void> {
    if (this.#state !== 'opened') throw new DOMException('The port is closed.', 'InvalidStateError')
    if (Object.keys(signals).length === 0) throw new TypeError('Signals dictionary must contain at least one member.')
  }

  async #write(chunk: Uint8Array): Promise<void> {
    if (!ArrayBuffer.isView(chunk)) throw new TypeError('Only bytes can be written.')
    const end = await this.#host.write(this.#connection, [...chunk])
    if (end === 'gone') {
      this.#isFatal = true
      this.#forgetWritable()
      throw new DOMException('The device has been lost.', 'NetworkError')
    }
  }

  #pull(): Promise<void> | void {
    if (this.#unread.length === 0)
      return new Promise<undefined>((resolve) => (this.#wanted = resolve)).then(() => this.#hand())
    this.#hand()
  }

  #hand(): void {
    if (this.#unread.length === 0 || this.#source === null) return
    const bytes = Uint8Array.from(this.#unread)
    this.#unread = []
    this.#source.enqueue(bytes)
  }

  [heard](event: HostEvent & { kind: 'data' | 'readError' }): void {
    if (event.connection !== this.#connection || this.#state !== 'opened') return
    if (event.kind === 'readError') {
      this.#failRead(event.name)
      return
    }
    if (this.#unread.length + event.bytes.length > this.#bufferSize + systemBufferBytes) {
      this.#unread = []
      this.#failRead('BufferOverrunError')
      return
    }
    this.#unread.push(...event.bytes)
    this.#wake()
  }

  /** The port goes on; the next `readable` is a new stream. */
  #failRead(name: ReadErrorName): void {
    const source = this.#source
    this.#forgetReadable()
    source?.error(new DOMException('The data could not be read.', name))
  }

  [heardGone](): void {
    this.#isPlugged = false
    if (this.#state === 'closed') return
    this.#isFatal = true
    const lost = () => new DOMException('The device has been lost.', 'NetworkError')
    const [source, sink] = [this.#source, this.#sink]
    this.#forgetReadable()
    this.#forgetWritable()
    source?.error(lost())
    sink?.error(lost())
  }

  #wake(): void {
    const wanted = this.#wanted
    this.#wanted = null
    wanted?.()
  }

  #forgetReadable(): void {
    this.#readable = null
    this.#source = null
    this.#wake()
  }

  #forgetWritable(): void {
    this.#writable = null
    this.#sink = null
  }
}

function check({
  baudRate,
  dataBits = 8,
  stopBits = 1,
  parity = 'none',
  bufferSize = 255,
  flowControl = 'none',
}: OpenOptions): void {
  if (!Number.isInteger(baudRate) || baudRate <= 0)
    throw new TypeError('Requested baud rate must be greater than zero.')
  if (dataBits !== 7 && dataBits !== 8) throw new TypeError('Requested data bits must be 7 or 8.')
  if (stopBits !== 1 && stopBits !== 2) throw new TypeError('Requested stop bits must be 1 or 2.')
  if (!['none', 'even', 'odd'].includes(parity)) throw new TypeError(`"${parity}" is no parity.`)
  if (!['none', 'hardware'].includes(flowControl)) throw new TypeError(`"${flowControl}" is no flow control.`)
  if (!Number.isInteger(bufferSize) || bufferSize <= 0) throw new TypeError('Requested buffer size must be positive.')
}
