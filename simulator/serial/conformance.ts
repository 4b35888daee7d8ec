// What a page may rely on with navigator.serial, rule by rule from the Web Serial specification. The suite runs against
// the fake in Node and in Chromium; by hand, against a real port with a loopback plug, it says whether the fake is true.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FakeSerial, FakeSerialPort } from './fake-serial.ts'
import type { ReadErrorName } from './host.ts'

/** One device that gives back every byte it gets, and the hand that moves the cable. */
export type SerialScene = {
  serial: FakeSerial
  /** A click: for a moment the browser may show its list. */
  touch(): Promise<void>
  pick(what: 'echo' | 'com' | 'nothing'): Promise<void>
  unplug(): Promise<void>
  plug(): Promise<void>
  hold(isHeld: boolean): Promise<void>
  occupy(isOccupied: boolean): Promise<void>
  failRead(name: ReadErrorName): Promise<void>
  /** What reached the device, so far. */
  received(): Promise<number[]>
  /** Lets the outside go on for a while. */
  pass(ms: number): Promise<void>
  dispose(): Promise<void>
}

const line = { baudRate: 115_200 }
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
/** Name of what was thrown; null when it went well. */
const failure = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: unknown) => (error as Error).name,
  )

export function describeSerial(name: string, setUp: () => Promise<SerialScene>): void {
  describe(name, () => {
    let scene: SerialScene
    beforeEach(async () => {
      scene = await setUp()
    })
    afterEach(async () => {
      await scene.dispose()
    })

    const granted = async (what: 'echo' | 'com' = 'echo'): Promise<FakeSerialPort> => {
      await scene.pick(what)
      await scene.touch()
      return scene.serial.requestPort()
    }
    const opened = async (options: { bufferSize?: number } = {}): Promise<FakeSerialPort> => {
      const port = await granted()
      await port.open({ ...line, ...options })
      return port
    }
    const write = async (port: FakeSerialPort, data: Uint8Array): Promise<void> => {
      const writer = port.writable!.getWriter()
      try {
        await writer.write(data)
      } finally {
        writer.releaseLock()
      }
    }
    const read = async (port: FakeSerialPort, count: number): Promise<number[]> => {
      const reader = port.readable!.getReader()
      const got: number[] = []
      try {
        while (got.length < count) {
          const { value, done } = await reader.read()
          if (done) break
          got.push(...value)
        }
      } finally {
        reader.releaseLock()
      }
      return got
    }

    test('without a click there is no list', async () => {
      await scene.pick('echo')
      expect(await failure(scene.serial.requestPort())).toBe('SecurityError')
    })

    test('dismissing the list is NotFoundError', async () => {
      await scene.pick('nothing')
      await scene.touch()
      expect(await failure(scene.serial.requestPort())).toBe('NotFoundError')
    })

    test('an empty filter is a TypeError', async () => {
      await scene.touch()
      expect(await failure(scene.serial.requestPort({ filters: [{}] }))).toBe('TypeError')
    })

    test('nothing is listed before it is granted, then always the same object', async () => {
      expect(await scene.serial.getPorts()).toHaveLength(0)
      const port = await granted()
      const [first] = await scene.serial.getPorts()
      const [second] = await scene.serial.getPorts()
      expect([first === port, second === port]).toEqual([true, true])
    })

    test('a USB port tells maker and product, a COM port tells nothing', async () => {
      expect((await granted()).getInfo()).toEqual({ usbVendorId: 0x1a86, usbProductId: 0x7523 })
      expect((await granted('com')).getInfo()).toEqual({})
    })

    test('the streams are null until the port is open, and again when it is closed', async () => {
      const port = await granted()
      expect([port.readable, port.writable]).toEqual([null, null])
      await port.open(line)
      expect([port.readable === null, port.writable === null]).toEqual([false, false])
      expect(port.readable === port.readable).toBe(true)
      await port.close()
      expect([port.readable, port.writable]).toEqual([null, null])
    })

    test('opening twice is InvalidStateError, also while the first still goes on', async () => {
      const port = await granted()
      const first = port.open(line)
      expect(await failure(port.open(line))).toBe('InvalidStateError')
      await first
      expect(await failure(port.open(line))).toBe('InvalidStateError')
    })

    test('a port that somebody else has is NetworkError, and can be opened later', async () => {
      const port = await granted()
      await scene.occupy(true)
      expect(await failure(port.open(line))).toBe('NetworkError')
      await scene.occupy(false)
      expect(await failure(port.open(line))).toBeNull()
    })

    test('wrong settings are a TypeError', async () => {
      const port = await granted()
      for (const wrong of [{ baudRate: 0 }, { dataBits: 9 }, { stopBits: 3 }, { parity: 'mark' }, { bufferSize: 0 }]) {
        expect(await failure(port.open({ ...line, ...wrong }))).toBe('TypeError')
      }
      expect(await failure(port.open(line))).toBeNull()
    })

    test('bytes come and go, in whatever pieces', async () => {
      const port = await opened()
      await write(port, bytes(1, 2, 3, 4, 5))
      await scene.pass(50)
      expect(await read(port, 5)).toEqual([1, 2, 3, 4, 5])
    })

    test('a write is done when the data is taken, before it is sent', async () => {
      const port = await opened()
      await scene.hold(true)
      await write(port, bytes(1, 2, 3))
      expect(await scene.received()).toEqual([])
      await scene.hold(false)
      await scene.pass(50)
      expect(await scene.received()).toEqual([1, 2, 3])
    })

    test('a write waits when the buffer is full', async () => {
      const port = await opened({ bufferSize: 16 })
      await scene.hold(true)
      let isDone = false
      const writing = write(port, new Uint8Array(100)).then(() => (isDone = true))
      await scene.pass(100)
      expect(isDone).toBe(false)
      await scene.hold(false)
      await scene.pass(200)
      await writing
      await scene.pass(200)
      expect(await scene.received()).toHaveLength(100)
    })

    test('abort throws away what was taken and not sent', async () => {
      const port = await opened()
      await scene.hold(true)
      const writer = port.writable!.getWriter()
      await writer.write(bytes(1, 2, 3))
      await writer.abort()
      writer.releaseLock()
      await scene.hold(false)
      await scene.pass(50)
      expect(await scene.received()).toEqual([])
      await write(port, bytes(4))
      await scene.pass(50)
      expect(await scene.received()).toEqual([4])
    })

    test('closing the stream sends everything first', async () => {
      const port = await opened()
      await scene.hold(true)
      const writer = port.writable!.getWriter()
      await writer.write(bytes(1, 2, 3))
      const closing = writer.close()
      await scene.hold(false)
      await scene.pass(50)
      await closing
      expect(await scene.received()).toEqual([1, 2, 3])
      expect(port.writable === null).toBe(false)
    })

    test('the port does not close while somebody holds a stream, and stays usable', async () => {
      const port = await opened()
      const reader = port.readable!.getReader()
      expect(await failure(port.close())).toBe('TypeError')
      reader.releaseLock()
      await write(port, bytes(7))
      await scene.pass(50)
      expect(await read(port, 1)).toEqual([7])
      expect(await failure(port.close())).toBeNull()
      expect(await failure(port.close())).toBe('InvalidStateError')
    })

    test('letting go of the reader ends a waiting read and keeps the data', async () => {
      const port = await opened()
      const reader = port.readable!.getReader()
      const waiting = failure(reader.read())
      reader.releaseLock()
      expect(await waiting).toBe('TypeError')
      await write(port, bytes(9))
      await scene.pass(50)
      expect(await read(port, 1)).toEqual([9])
    })

    for (const name of ['BufferOverrunError', 'BreakError', 'FramingError', 'ParityError', 'UnknownError'] as const) {
      test(`after a ${name} there is a new stream and the port goes on`, async () => {
        const port = await opened()
        const broken = port.readable!
        const reader = broken.getReader()
        const waiting = failure(reader.read())
        await scene.failRead(name)
        expect(await waiting).toBe(name)
        reader.releaseLock()
        expect([port.readable === null, port.readable === broken]).toEqual([false, false])
        await write(port, bytes(5))
        await scene.pass(50)
        expect(await read(port, 1)).toEqual([5])
      })
    }

    test('pulled out: both streams fail with NetworkError and stay null', async () => {
      const port = await opened()
      const reader = port.readable!.getReader()
      const writer = port.writable!.getWriter()
      const reading = failure(reader.read())
      await scene.hold(true)
      const writing = failure(writer.write(new Uint8Array(10_000)))
      await scene.unplug()
      expect([await reading, await writing]).toEqual(['NetworkError', 'NetworkError'])
      reader.releaseLock()
      writer.releaseLock()
      expect([port.readable, port.writable, port.connected]).toEqual([null, null, false])
      expect(await failure(port.close())).toBeNull()
      expect(await failure(port.open(line))).toBe('NetworkError')
    })

    test('plugged in again it is a new object, told by connect at navigator.serial', async () => {
      const port = await granted('com')
      const events: [string, boolean][] = []
      let fresh: unknown = null
      for (const type of ['connect', 'disconnect'] as const) {
        port.addEventListener(type, () => events.push([`port ${type}`, true]))
        scene.serial.addEventListener(type, ({ target }) => {
          events.push([type, target === port])
          fresh = target
        })
      }
      await scene.unplug()
      expect(await scene.serial.getPorts()).toHaveLength(0)
      await scene.plug()
      expect(events).toEqual([
        ['port disconnect', true],
        ['disconnect', true],
        ['connect', false],
      ])
      const [listed] = await scene.serial.getPorts()
      expect(listed === fresh).toBe(true)
    })

    test('a USB cable without a serial number must be granted anew after it was pulled out', async () => {
      await granted()
      let events = 0
      scene.serial.addEventListener('connect', () => (events += 1))
      await scene.unplug()
      await scene.plug()
      expect([events, (await scene.serial.getPorts()).length]).toEqual([0, 0])
    })

    test('what is forgotten is listed no more', async () => {
      const port = await opened()
      await port.forget()
      expect(await scene.serial.getPorts()).toHaveLength(0)
    })

    test('signals are told only while the port is open', async () => {
      const port = await granted()
      expect(await failure(port.getSignals())).toBe('InvalidStateError')
      await port.open(line)
      expect((await port.getSignals()).clearToSend).toBe(true)
      await scene.hold(true)
      expect((await port.getSignals()).clearToSend).toBe(false)
    })

    test('nobody reads: the buffer overruns, and reading goes on with what comes later', async () => {
      const port = await opened({ bufferSize: 16 })
      const stream = port.readable!
      for (let i = 0; i < 60; i += 1) {
        const writing = write(port, new Uint8Array(100))
        await scene.pass(50)
        await writing
      }
      const reader = stream.getReader()
      let name: string | null = null
      while (name === null) name = await failure(reader.read())
      expect(name).toBe('BufferOverrunError')
      reader.releaseLock()
      await scene.pass(200)
    })
  })
}
