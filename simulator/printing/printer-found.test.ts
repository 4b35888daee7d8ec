// The way to the printer: found again without a question, on every road.

import { describe, expect, test } from 'vitest'
import type { PrinterSettings } from '../../lib/platform/printing/printer-connection.ts'
import { createMemoryJobStore, type PrintJobStore } from '../../lib/printing/queue/print-job.ts'
import { count, createPrintWorld, jobOf, states } from './print-world.ts'

describe('users 19: the printer is found again', () => {
  test('after a reload, without a question, although a COM port has no name', async () => {
    const world = createPrintWorld()
    const first = world.openTab()
    await world.run(5_000)
    first.close()
    const second = world.openTab()
    await world.run(5_000)
    expect(second.connection.state.kind).toBe('ready')
    await second.queue.add(jobOf('1'))
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('after it was unplugged and plugged in: what waited meanwhile is printed', async () => {
    const world = createPrintWorld({
      cable: { kind: 'usbSerial', persistent: true },
      line: { vendorId: 0x1a86, productId: 0x7523 },
    })
    world.bench.pickNext(world.cable)
    const tab = world.openTab()
    expect(await tab.choosePort('serial', { baudRate: 115_200, flowControl: 'none' })).toEqual(world.settings.port)
    await world.run(10_000)
    expect(tab.connection.state.kind).toBe('ready')
    world.cable.unplug()
    await world.run(1_000)
    expect(tab.connection.state.kind).toBe('missing')
    await tab.queue.add(jobOf('1'))
    await world.run(20_000)
    world.cable.plug()
    await world.run(10_000)
    expect(tab.connection.state.kind).toBe('ready')
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('among several COM ports by talking: the scales do not answer as a printer does', async () => {
    const world = createPrintWorld()
    const asked: number[] = []
    const scales = {
      receive(bytes: Uint8Array) {
        asked.push(...bytes)
        return bytes.length
      },
      onRoom: () => () => undefined,
      onAnswer: () => () => undefined,
    }
    const other = createPrintWorld()
    // The printer's port is listed after the scales'.
    const bench = other.bench
    other.cable.unplug()
    bench.addCable(scales, { kind: 'com', byPolicy: true })
    bench.addCable(world.printer, { kind: 'com', byPolicy: true })
    const tab = other.openTab()
    await other.run(10_000)
    expect(tab.connection.state.kind).toBe('ready')
    expect(asked).toEqual([0x10, 0x04, 1])
    await tab.queue.add(jobOf('1'))
    await other.run()
    expect(count(world.lines(), 'КОНЕЦ 1')).toBe(1)
  })

  test('a port that another program has is said to be busy, and taken when it is free', async () => {
    const world = createPrintWorld()
    world.cable.occupy(true)
    const tab = world.openTab()
    await world.run(10_000)
    expect(tab.connection.state.kind).toBe('busy')
    world.cable.occupy(false)
    await world.run(10_000)
    expect(tab.connection.state.kind).toBe('ready')
  })

  test('settings that are saved while it is looked for count at once', async () => {
    const world = createPrintWorld({
      cable: { kind: 'usbSerial' },
      line: { vendorId: 0x1a86, productId: 0x7523 },
    })
    const silent = { receive: (bytes: Uint8Array) => bytes.length, onRoom: () => () => undefined }
    for (const _ of [1, 2])
      world.bench.addCable({ ...silent, onAnswer: () => () => undefined }, { kind: 'com', byPolicy: true })
    let saved: PrinterSettings = {
      ...world.settings,
      port: { ...world.settings.port, vendorId: null, productId: null },
    }
    const tab = world.openTab({ settings: () => saved })
    await world.run(500)
    expect(tab.connection.state.kind).toBe('connecting')
    saved = world.settings
    tab.connection.reconnect()
    await world.run(3_000)
    expect(tab.connection.state.kind).toBe('ready')
  })

  test('a printer that is switched off is silent, and ready soon after it was switched on', async () => {
    const world = createPrintWorld()
    world.printer.switchOff()
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await world.run(60_000)
    expect(tab.connection.state.kind).toBe('silent')
    expect(states(tab.queue.jobs())).toEqual(['1 queued'])
    world.printer.switchOn()
    await world.run(60_000)
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('after the machine slept: a printer that is gone without a word is noticed before the next receipt', async () => {
    const world = createPrintWorld()
    let woke: () => void = () => undefined
    const tab = world.openTab({
      onWakeUp(listener) {
        woke = listener
        return () => undefined
      },
    })
    await world.run(5_000)
    world.printer.switchOff()
    await world.run(60_000)
    expect(tab.connection.state.kind).toBe('ready')
    woke()
    await world.run(20_000)
    expect(tab.connection.state.kind).toBe('silent')
    world.printer.switchOn()
    woke()
    await world.run(20_000)
    expect(tab.connection.state.kind).toBe('ready')
  })

  test('a store and a browser that fail for a while: it is told, tried again, and nothing is lost', async () => {
    const memory = createMemoryJobStore()
    let isDown = true
    const store: PrintJobStore = {
      ...memory,
      listOpen: () => (isDown ? Promise.reject(new Error('The disk is full')) : memory.listOpen()),
    }
    const world = createPrintWorld({ store })
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await world.run(30_000)
    expect(world.faults.length).toBeGreaterThan(1)
    expect(world.faults.length).toBeLessThan(20)
    isDown = false
    await world.run(30_000)
    expect(tab.connection.state.kind).toBe('ready')
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('no printer was set up: that is said, and jobs wait', async () => {
    const world = createPrintWorld()
    const tab = world.openTab({ settings: () => null })
    await tab.queue.add(jobOf('1'))
    await world.run()
    expect([tab.connection.state.kind, tab.queue.jobs()[0]?.state]).toEqual(['notSetUp', 'queued'])
  })
})

describe('other roads', () => {
  const click = async (road: 'usbPrinter' | 'usbSerial', kind: 'printerClass' | 'cdc') => {
    const ids = { vendorId: 0x0416, productId: 0x5011 }
    const world = createPrintWorld({
      cable: { kind, ...ids, persistent: true, byPolicy: false },
      line: { road, ...ids },
    })
    world.bench.pickNext(world.cable)
    const tab = world.openTab()
    expect(await tab.choosePort(road, { baudRate: 115_200, flowControl: 'none' })).toEqual(world.settings.port)
    await world.run(10_000)
    return { world, tab }
  }

  test('a USB printer of class 7, pulled out and plugged in', async () => {
    const { world, tab } = await click('usbPrinter', 'printerClass')
    expect(tab.connection.state.kind).toBe('ready')
    await tab.queue.add(jobOf('1'))
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    world.cable.unplug()
    await world.run(1_000)
    expect(tab.connection.state.kind).toBe('missing')
    world.cable.plug()
    await tab.queue.add(jobOf('2'))
    await world.run()
    expect((await world.job('2'))?.state).toBe('printed')
  })

  test('a CDC cable by WebUSB and web-serial-polyfill, pulled out in mid-receipt and plugged in', async () => {
    const { world, tab } = await click('usbSerial', 'cdc')
    expect(tab.connection.state.kind).toBe('ready')
    await tab.queue.add(jobOf('1'))
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    world.cable.unplugAfter(100)
    await tab.queue.add(jobOf('2'))
    await world.run(10_000)
    expect([tab.connection.state.kind, ...states(tab.queue.jobs())]).toEqual(['missing', '2 interrupted'])
    world.cable.plug()
    await tab.queue.reprint('2')
    await world.run()
    expect(await world.job('2')).toMatchObject({ state: 'printed', copy: true })
  })

  test('a reload gives the port back, on every road', async () => {
    for (const [road, kind] of [
      ['usbPrinter', 'printerClass'],
      ['usbSerial', 'cdc'],
    ] as const) {
      const { world, tab } = await click(road, kind)
      tab.close()
      const next = world.openTab()
      await world.run(10_000)
      expect([road, next.connection.state.kind]).toEqual([road, 'ready'])
    }
  })

  test('handing the printer to another tab closes the port, on every road', async () => {
    for (const [road, kind] of [
      ['usbPrinter', 'printerClass'],
      ['usbSerial', 'cdc'],
    ] as const) {
      const { world, tab } = await click(road, kind)
      const next = world.openTab()
      next.owner.takeOver()
      await world.run(20_000)
      expect([road, tab.connection.state.kind, next.connection.state.kind]).toEqual([road, 'elsewhere', 'ready'])
    }
  })

  test('navigator.serial is there and lists nothing, as on Android: the roads by WebUSB are open all the same', async () => {
    const { tab } = await click('usbPrinter', 'printerClass')
    expect(tab.roads()).toEqual(['serial', 'usbPrinter', 'usbSerial'])
    expect(await tab.choosePort('serial', { baudRate: 115_200, flowControl: 'none' })).toBeNull()
  })
})
