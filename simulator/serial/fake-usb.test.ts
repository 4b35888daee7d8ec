// The fake of navigator.usb, with web-serial-polyfill driving its CDC cable: the polyfill was written for real devices.

import { afterEach, describe, expect, test, vi } from 'vitest'
import { SerialPort, serial } from 'web-serial-polyfill'
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { createRandom } from '../random.ts'
import { createBench } from './bench.ts'
import { FakeUsb, type FakeUsbDevice } from './fake-usb.ts'

const failure = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )

function setUp(kind: 'cdc' | 'printerClass') {
  const time = createVirtualTime()
  const bench = createBench({ clock: time, random: createRandom(1) })
  const received: number[] = []
  const answers = new Set<(bytes: Uint8Array) => void>()
  const cable = bench.addCable(
    {
      receive(bytes) {
        received.push(...bytes)
        return bytes.length
      },
      onRoom: () => () => undefined,
      onAnswer(heard) {
        answers.add(heard)
        return () => void answers.delete(heard)
      },
    },
    { kind, vendorId: 0x0416, productId: 0x5011, persistent: true },
  )
  const usb = new FakeUsb({ host: bench.openTab(), isActive: () => true })
  const answer = (...bytes: number[]) => answers.forEach((heard) => heard(Uint8Array.from(bytes)))
  const request = (classCode: number): Promise<FakeUsbDevice> => {
    bench.pickNext(cable)
    return usb.requestDevice({ filters: [{ classCode }] })
  }
  return { time, bench, cable, usb, received, answer, request }
}

describe('navigator.usb, the fake', () => {
  test('a device of another class is not offered', async () => {
    const { request } = setUp('cdc')
    expect(await failure(request(7))).toBe('NotFoundError')
  })

  test('a printer of class 7 takes bytes and gives status', async () => {
    const { request, received, answer } = setUp('printerClass')
    const device = await request(7)
    expect(await failure(device.transferOut(1, Uint8Array.of(1)))).toBe('InvalidStateError')
    await device.open()
    await device.selectConfiguration(1)
    expect(await failure(device.transferOut(1, Uint8Array.of(1)))).toBe('NotFoundError')
    await device.claimInterface(0)
    await device.transferOut(1, Uint8Array.of(1, 2))
    expect(received).toEqual([1, 2])
    const reading = device.transferIn(2, 64)
    answer(0x12)
    expect((await reading).data.getUint8(0)).toBe(0x12)
  })

  test('what a driver of the system has taken cannot be claimed', async () => {
    const { request, cable } = setUp('printerClass')
    const device = await request(7)
    cable.occupy(true)
    await device.open()
    await device.selectConfiguration(1)
    expect(await failure(device.claimInterface(0))).toBe('NetworkError')
  })

  test('pulled out, a waiting transfer fails and the next one is another device', async () => {
    const { request, cable, usb } = setUp('printerClass')
    const device = await request(7)
    await device.open()
    await device.selectConfiguration(1)
    await device.claimInterface(0)
    const reading = failure(device.transferIn(2, 64))
    let told: unknown = null
    usb.addEventListener('connect', (event) => (told = (event as Event & { device: unknown }).device))
    cable.unplug()
    expect(await reading).toBe('NotFoundError')
    expect(await failure(device.open())).toBe('NotFoundError')
    cable.plug()
    const [fresh] = await usb.getDevices()
    expect([fresh === device, fresh === told]).toEqual([false, true])
  })

  test('closing ends transfers that are under way', async () => {
    const { request, cable } = setUp('printerClass')
    const device = await request(7)
    await device.open()
    await device.selectConfiguration(1)
    await device.claimInterface(0)
    const reading = failure(device.transferIn(2, 64))
    await device.close()
    expect(await reading).toBe('AbortError')
    expect(cable.isOpen).toBe(false)
  })
})

describe('web-serial-polyfill over the fake', () => {
  afterEach(() => void vi.unstubAllGlobals())

  test('opens a CDC cable, writes and reads', async () => {
    const { usb, bench, cable, received, answer } = setUp('cdc')
    vi.stubGlobal('navigator', { usb })
    bench.pickNext(cable)
    const port = await serial.requestPort()
    expect(port).toBeInstanceOf(SerialPort)
    await port.open({ baudRate: 9600 })
    const writer = port.writable!.getWriter()
    await writer.write(Uint8Array.of(0x1d, 0x72, 1))
    writer.releaseLock()
    expect(received).toEqual([0x1d, 0x72, 1])
    const reader = port.readable!.getReader()
    const reading = reader.read()
    answer(0x00)
    expect((await reading).value).toEqual(Uint8Array.of(0))
    reader.releaseLock()
  })

  test('a printer of class 7 is none of its ports', async () => {
    const { usb, request } = setUp('printerClass')
    await request(7)
    vi.stubGlobal('navigator', { usb })
    expect(await serial.getPorts()).toEqual([])
  })
})
