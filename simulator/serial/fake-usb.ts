// navigator.usb, as far as a printer needs it, over a `SerialHost`: a CDC cable (which web-serial-polyfill drives) and a
// printer of class 7. Devices that a driver of the system has taken refuse to be claimed.

import type { DeviceFacts, HostEvent, SerialHost } from './host.ts'
import type { FakeSerialOptions } from './fake-serial.ts'

const usbKinds = ['cdc', 'printerClass'] as const
const isUsb = ({ kind }: DeviceFacts): boolean => (usbKinds as readonly string[]).includes(kind)

type Filter = { vendorId?: number; productId?: number; classCode?: number }

const heard = Symbol('heard')
const heardGone = Symbol('heardGone')

export class FakeUsb extends EventTarget {
  readonly #options: FakeSerialOptions
  readonly #devices = new Map<number, FakeUsbDevice>()

  constructor(options: FakeSerialOptions) {
    super()
    this.#options = options
    options.host.listen((event) => this.#hear(event))
  }

  async getDevices(): Promise<FakeUsbDevice[]> {
    const granted = await this.#options.host.granted()
    return granted.filter(isUsb).map((facts) => this.#deviceOf(facts))
  }

  async requestDevice({ filters }: { filters: Filter[] }): Promise<FakeUsbDevice> {
    if (!this.#options.isActive())
      throw new DOMException('Must be handling a user gesture to show a permission request.', 'SecurityError')
    const chosen = await this.#options.host.choose({ kinds: [...usbKinds] })
    const fits = (facts: DeviceFacts) =>
      filters.length === 0 ||
      filters.some(
        ({ vendorId, productId, classCode }) =>
          (vendorId === undefined || vendorId === facts.vendorId) &&
          (productId === undefined || productId === facts.productId) &&
          (classCode === undefined ||
            interfacesOf(facts).some((one) => one.alternates[0].interfaceClass === classCode)),
      )
    if (chosen === null || !fits(chosen)) throw new DOMException('No device selected.', 'NotFoundError')
    return this.#deviceOf(chosen)
  }

  #deviceOf(facts: DeviceFacts): FakeUsbDevice {
    const known = this.#devices.get(facts.instance)
    if (known !== undefined) return known
    const device = new FakeUsbDevice(this.#options.host, facts)
    this.#devices.set(facts.instance, device)
    return device
  }

  #hear(event: HostEvent): void {
    switch (event.kind) {
      case 'plugged':
        if (isUsb(event.device)) this.#announce('connect', this.#deviceOf(event.device))
        return
      case 'unplugged': {
        const device = this.#devices.get(event.instance)
        if (device === undefined) return
        this.#devices.delete(event.instance)
        device[heardGone]()
        this.#announce('disconnect', device)
        return
      }
      case 'data':
        for (const device of this.#devices.values()) device[heard](event.connection, event.bytes)
        return
      case 'readError':
        // USB repeats what was garbled; nothing of it reaches the page.
        return
    }
  }

  #announce(type: 'connect' | 'disconnect', device: FakeUsbDevice): void {
    this.dispatchEvent(Object.assign(new Event(type), { device }))
  }
}

type Endpoint = { endpointNumber: number; direction: 'in' | 'out'; type: 'bulk' | 'interrupt'; packetSize: number }

function interfacesOf({ kind }: DeviceFacts) {
  const bulk: Endpoint[] = [
    { endpointNumber: 1, direction: 'out', type: 'bulk', packetSize: 64 },
    { endpointNumber: 2, direction: 'in', type: 'bulk', packetSize: 64 },
  ]
  const one = (interfaceNumber: number, interfaceClass: number, endpoints: Endpoint[]) => {
    const alternate = { alternateSetting: 0, interfaceClass, interfaceSubclass: 1, interfaceProtocol: 2, endpoints }
    return { interfaceNumber, claimed: false, alternate, alternates: [alternate] as const }
  }
  if (kind === 'printerClass') return [one(0, 7, bulk)]
  return [one(0, 2, [{ endpointNumber: 3, direction: 'in', type: 'interrupt', packetSize: 8 }]), one(1, 10, bulk)]
}

export class FakeUsbDevice {
  readonly #host: SerialHost
  readonly #facts: DeviceFacts
  readonly configurations: { configurationValue: number; interfaces: ReturnType<typeof interfacesOf> }[]
  configuration: FakeUsbDevice['configurations'][number] | null = null
  opened = false
  #isPlugged = true
  #connection: number | null = null
  #unread: number[] = []
  #reads: { length: number; done: (bytes: number[]) => void; fail: (error: DOMException) => void }[] = []

  constructor(host: SerialHost, facts: DeviceFacts) {
    this.#host = host
    this.#facts = facts
    this.configurations = [{ configurationValue: 1, interfaces: interfacesOf(facts) }]
  }

  get vendorId(): number {
    return this.#facts.vendorId ?? 0
  }
  get productId(): number {
    return this.#facts.productId ?? 0
  }
  get productName(): string {
    return this.#facts.productName
  }

  async open(): Promise<void> {
    this.#needPlugged()
    this.opened = true
  }

  async selectConfiguration(value: number): Promise<void> {
    this.#needOpen()
    const found = this.configurations.find(({ configurationValue }) => configurationValue === value)
    if (found === undefined) throw new DOMException('The configuration is not there.', 'NotFoundError')
    this.configuration = found
  }

  async claimInterface(number: number): Promise<void> {
    this.#needOpen()
    const found = this.#interface(number)
    if (found.claimed) return
    // Both interfaces of a CDC cable lead to the same wire.
    if (this.#connection === null) {
      const opened = await this.#host.open(this.#facts.instance, { baudRate: 1_000_000, bufferBytes: 64 })
      if (typeof opened !== 'number') throw new DOMException('Unable to claim interface.', 'NetworkError')
      this.#connection = opened
    }
    found.claimed = true
  }

  async releaseInterface(number: number): Promise<void> {
    this.#needOpen()
    this.#interface(number).claimed = false
    if (this.configuration?.interfaces.every(({ claimed }) => !claimed) === true) await this.#letGo()
  }

  async controlTransferOut(_setup: object, data?: ArrayBuffer | ArrayBufferView) {
    this.#needOpen()
    return { status: 'ok' as const, bytesWritten: data?.byteLength ?? 0 }
  }

  async transferOut(endpoint: number, data: ArrayBuffer | ArrayBufferView) {
    this.#needClaimed(endpoint, 'out')
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)
    const end = this.#connection === null ? 'gone' : await this.#host.write(this.#connection, [...bytes])
    if (end === 'gone') throw disconnected()
    if (end === 'discarded') throw new DOMException('The transfer was cancelled.', 'AbortError')
    return { status: 'ok' as const, bytesWritten: bytes.length }
  }

  async transferIn(endpoint: number, length: number) {
    this.#needClaimed(endpoint, 'in')
    const bytes = await new Promise<number[]>((done, fail) => {
      this.#reads.push({ length, done, fail })
      this.#hand()
    })
    return { status: 'ok' as const, data: new DataView(Uint8Array.from(bytes).buffer) }
  }

  /** Transfers that are under way fail. */
  async close(): Promise<void> {
    if (!this.opened) return
    this.opened = false
    this.configuration = null
    for (const { interfaces } of this.configurations) for (const one of interfaces) one.claimed = false
    await this.#letGo()
  }

  async forget(): Promise<void> {
    await this.close()
    await this.#host.forget(this.#facts.instance)
  }

  async #letGo(): Promise<void> {
    const connection = this.#connection
    this.#connection = null
    this.#unread = []
    for (const { fail } of this.#reads.splice(0)) fail(new DOMException('The transfer was cancelled.', 'AbortError'))
    if (connection !== null) await this.#host.close(connection)
  }

  #hand(): void {
    const read = this.#unread.length > 0 ? this.#reads.shift() : undefined
    read?.done(this.#unread.splice(0, read.length))
  }

  [heard](connection: number, bytes: number[]): void {
    if (connection !== this.#connection) return
    this.#unread.push(...bytes)
    this.#hand()
  }

  [heardGone](): void {
    this.#isPlugged = false
    this.opened = false
    this.#connection = null
    for (const { fail } of this.#reads.splice(0)) fail(disconnected())
  }

  #interface(number: number) {
    if (this.configuration === null) throw new DOMException('No configuration was selected.', 'InvalidStateError')
    const found = this.configuration.interfaces.find(({ interfaceNumber }) => interfaceNumber === number)
    if (found === undefined) throw new DOMException('The interface is not there.', 'NotFoundError')
    return found
  }

  #needPlugged(): void {
    if (!this.#isPlugged) throw disconnected()
  }

  #needOpen(): void {
    this.#needPlugged()
    if (!this.opened) throw new DOMException('The device must be opened first.', 'InvalidStateError')
  }

  #needClaimed(endpoint: number, direction: 'in' | 'out'): void {
    this.#needOpen()
    const isThere = this.configuration?.interfaces.some(
      ({ claimed, alternate }) =>
        claimed && alternate.endpoints.some((one) => one.endpointNumber === endpoint && one.direction === direction),
    )
    if (isThere !== true) throw new DOMException('The endpoint is not part of a claimed interface.', 'NotFoundError')
  }
}

const disconnected = (): DOMException => new DOMException('The device was disconnected.', 'NotFoundError')
