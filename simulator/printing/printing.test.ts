// The till's printing from the button to the paper, over the fake of Web Serial and a printer made of the manuals.

import { describe, expect, test } from 'vitest'
import { createMemoryJobStore, type PrintJobStore } from '../../lib/printing/queue/print-job.ts'
import { shown } from '../printer/paper-roll.ts'
import { createPrintWorld, jobOf } from './print-world.ts'

const states = (jobs: readonly { id: string; state: string }[]) => jobs.map(({ id, state }) => `${id} ${state}`)
const count = (lines: string[], text: string) => lines.filter((line) => line.includes(text)).length

describe('a job on its way', () => {
  test('queued, sending, sent, printed: and printed only when the printer said so', async () => {
    const world = createPrintWorld({ lineMs: 100 })
    const tab = world.openTab()
    await world.run(5_000)
    expect(tab.connection.state).toEqual({ kind: 'ready', paperLow: false })
    const seen: Record<string, string[]> = { 1: [], 2: [] }
    tab.queue.onChange(() => {
      for (const [id, states] of Object.entries(seen)) {
        const state = tab.queue.jobs().find((job) => job.id === id)?.state ?? (states.length > 0 ? 'ended' : undefined)
        if (state !== undefined && states.at(-1) !== state) states.push(state)
      }
    })
    await tab.queue.add(jobOf('1'))
    await tab.queue.add(jobOf('2'))
    await world.run(200)
    expect(states(tab.queue.jobs())).toEqual(['1 sent', '2 queued'])
    expect(count(world.lines(), 'КОНЕЦ 1')).toBe(0)
    await world.run()
    // The printer listened, and nothing was before the first one: it may be on paper from the moment it is stored.
    expect(seen).toEqual({ 1: ['sending', 'sent', 'ended'], 2: ['queued', 'sending', 'sent', 'ended'] })
    for (const id of ['1', '2']) {
      expect(await world.job(id)).toMatchObject({ state: 'printed', copy: false })
      expect(count(world.lines(), `ЧЕК № ${id}`)).toBe(1)
      expect(count(world.lines(), `КОНЕЦ ${id}`)).toBe(1)
    }
    expect(world.faults).toEqual([])
  })

  test('a printer that says nothing ends with "sent", not with "printed"', async () => {
    const world = createPrintWorld({ model: 'pos-58' })
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await world.run()
    expect(await world.job('1')).toMatchObject({ state: 'sent', oneWay: true })
    expect(tab.queue.jobs()).toEqual([])
    expect(count(world.lines(), 'КОНЕЦ 1')).toBe(1)
  })

  test('a slow printer on a slow line is waited for: timeouts grow with the length', async () => {
    const world = createPrintWorld({ lineMs: 400, line: { baudRate: 9_600 } })
    const tab = world.openTab()
    await tab.queue.add(jobOf('long', 200))
    await world.run(600_000)
    expect(await world.job('long')).toMatchObject({ state: 'printed', copy: false })
  })

  test('a job whose last answers got lost is not called printed', async () => {
    const world = createPrintWorld({ lineMs: 50 })
    const tab = world.openTab()
    await world.run(5_000)
    await tab.queue.add(jobOf('1'))
    await world.run(200)
    world.cable.loseAnswers(20)
    await world.run(300_000)
    expect(states(tab.queue.jobs())).toEqual(['1 interrupted'])
  })

  test('the rest of a status packet whose beginning got lost is no proof', async () => {
    const world = createPrintWorld({ model: 'pos-80', lineMs: 100 })
    const tab = world.openTab()
    await world.run(5_000)
    // The job's own GS a is answered by four bytes; one of them is left, and looks like the answer to GS r.
    world.cable.loseAnswers(3)
    await tab.queue.add(jobOf('1'))
    await world.run(500)
    expect(count(world.lines(), 'КОНЕЦ 1')).toBe(0)
    expect(tab.queue.jobs()[0]?.state).toBe('sent')
  })

  test('jobs come out in the order in which they were added', async () => {
    const world = createPrintWorld()
    const tab = world.openTab()
    for (const name of ['1', '2', '3']) await tab.queue.add(jobOf(name))
    await world.run()
    const titles = world.lines().filter((line) => line.includes('ЧЕК №'))
    expect(titles.map((line) => line.trim())).toEqual(['ЧЕК № 1', 'ЧЕК № 2', 'ЧЕК № 3'])
  })
})

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

describe('users 9: paper and cover', () => {
  test('paper that ends in the middle: the state says so, the same receipt goes on, once', async () => {
    const world = createPrintWorld({ lineMs: 20 })
    const tab = world.openTab()
    await world.run(5_000)
    world.printer.loadPaper(3)
    await tab.queue.add(jobOf('1', 10))
    await world.run(10 * 60_000)
    expect(tab.connection.state).toEqual({ kind: 'blocked', obstacle: 'paperOut' })
    expect(tab.queue.jobs()[0]?.state).toBe('sent')
    world.printer.loadPaper()
    await world.run()
    expect(await world.job('1')).toMatchObject({ state: 'printed', copy: false })
    expect(count(world.lines(), 'ЧЕК № 1')).toBe(1)
    expect(tab.connection.state.kind).toBe('ready')
  })

  test('an open cover: nothing is sent until it is closed', async () => {
    const world = createPrintWorld()
    const tab = world.openTab()
    await world.run(5_000)
    world.printer.openCover()
    await world.run(1_000)
    expect(tab.connection.state).toEqual({ kind: 'blocked', obstacle: 'coverOpen' })
    await tab.queue.add(jobOf('1'))
    await world.run(60_000)
    expect(tab.queue.jobs()[0]?.state).toBe('queued')
    world.printer.closeCover()
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('paper that is nearly at its end is told and does not stop anything', async () => {
    const world = createPrintWorld()
    const tab = world.openTab()
    await world.run(5_000)
    world.printer.loadPaper(30)
    await tab.queue.add(jobOf('1'))
    await world.run()
    expect(tab.connection.state).toEqual({ kind: 'ready', paperLow: true })
    expect((await world.job('1'))?.state).toBe('printed')
  })

  test('a printer without paper from the very beginning', async () => {
    const world = createPrintWorld()
    world.printer.runOutOfPaper()
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await world.run(5 * 60_000)
    expect(tab.connection.state).toEqual({ kind: 'blocked', obstacle: 'paperOut' })
    world.printer.loadPaper()
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    expect(count(world.lines(), 'ЧЕК № 1')).toBe(1)
  })
})

describe('users 8, 19: nothing is lost and nothing comes twice without КОПИЯ', () => {
  test('pulled out in the middle of the QR code: a person is asked, the copy says so, and nothing is eaten', async () => {
    const world = createPrintWorld({ lineMs: 20 })
    const tab = world.openTab()
    await world.run(5_000)
    world.cable.unplugAfter(255)
    await tab.queue.add(jobOf('1'))
    await tab.queue.add(jobOf('2'))
    await world.run(5_000)
    expect(world.printer.isWaiting).toBe(true)
    expect(states(tab.queue.jobs())).toEqual(['1 interrupted', '2 queued'])
    world.cable.plug()
    await world.run()
    // The next one is whole.
    expect((await world.job('2'))?.state).toBe('printed')
    expect(count(world.lines(), 'КОНЕЦ 2')).toBe(1)
    expect(states(tab.queue.jobs())).toEqual(['1 interrupted'])
    // It does not stand on the torn half of the other: that was called so, and cut off.
    const [torn, next] = world.printer.paper.pieces()
    expect(torn?.some((print) => print.kind === 'line' && print.text === 'ЧЕК ВЫШЕ ПРЕРВАН')).toBe(true)
    expect(next?.[0]).toMatchObject({ text: 'ЧЕК № 2' })
    await tab.queue.reprint('1')
    await world.run()
    expect(await world.job('1')).toMatchObject({ state: 'printed', copy: true })
    const copy = world.printer.paper.pieces().at(-1) ?? []
    expect(copy[0]).toMatchObject({ text: 'КОПИЯ', wide: true })
    expect(count(world.lines(), 'ЧЕК № 1')).toBe(2)
    expect(count(world.lines(), 'ЧЕК ВЫШЕ ПРЕРВАН')).toBe(1)
  })

  test('a torn half that nobody wants again is cut off before the next receipt, also after a restart', async () => {
    const world = createPrintWorld({ lineMs: 100 })
    const first = world.openTab()
    await world.run(5_000)
    world.cable.unplugAfter(255)
    await first.queue.add(jobOf('1'))
    await world.run(5_000)
    await first.queue.drop('1')
    first.close()
    world.cable.plug()
    const second = world.openTab()
    await second.queue.add(jobOf('2'))
    await second.queue.add(jobOf('3'))
    await world.run()
    const pieces = world.printer.paper.pieces().map((piece) => piece.map((print) => shown(print).trim()))
    expect(pieces).toHaveLength(3)
    expect(pieces[0]).toContain('ЧЕК ВЫШЕ ПРЕРВАН')
    expect([pieces[1]?.[0], pieces[2]?.[0]]).toEqual(['ЧЕК № 2', 'ЧЕК № 3'])
  })

  test('the tab dies in the middle: the next one asks', async () => {
    const world = createPrintWorld({ lineMs: 100 })
    const first = world.openTab()
    await world.run(5_000)
    await first.queue.add(jobOf('1'))
    await world.run(30)
    first.close()
    const second = world.openTab()
    await world.run()
    expect(states(second.queue.jobs())).toEqual(['1 interrupted'])
    await second.queue.reprint('1')
    await world.run()
    expect(await world.job('1')).toMatchObject({ state: 'printed', copy: true })
  })

  test('a one-way printer is brought to its senses before the next job', async () => {
    const world = createPrintWorld({ model: 'pos-58' })
    const tab = world.openTab()
    await world.run(5_000)
    world.cable.unplugAfter(195)
    await tab.queue.add(jobOf('1'))
    await world.run(5_000)
    expect(states(tab.queue.jobs())).toEqual(['1 interrupted'])
    world.cable.plug()
    await tab.queue.add(jobOf('2'))
    await world.run()
    expect((await world.job('2'))?.state).toBe('sent')
    expect(count(world.lines(), 'КОНЕЦ 2')).toBe(1)
  })

  test('what is not wanted any more is dropped, and only then', async () => {
    const world = createPrintWorld()
    world.cable.unplug()
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await world.run(5_000)
    await tab.queue.drop('1')
    world.cable.plug()
    await world.run()
    expect(await world.job('1')).toMatchObject({ state: 'dropped' })
    expect(world.lines()).toEqual([])
  })

  test('old jobs ask before they burst out, new ones do not', async () => {
    const world = createPrintWorld({ staleAfterMs: 10 * 60_000 })
    world.cable.unplug()
    const tab = world.openTab()
    await tab.queue.add(jobOf('old'))
    await world.run(11 * 60_000)
    await tab.queue.add(jobOf('new'))
    world.cable.plug()
    await world.run()
    expect(states(tab.queue.jobs())).toEqual(['old asking'])
    expect((await world.job('new'))?.state).toBe('printed')
    await tab.queue.approve('old')
    await world.run()
    expect(await world.job('old')).toMatchObject({ state: 'printed', copy: false })
  })

  test('a job that should have been on paper long ago asks, also when the clock was set back meanwhile', async () => {
    const world = createPrintWorld({ staleAfterMs: 10 * 60_000 })
    const tab = world.openTab()
    const now = world.time.now()
    await tab.queue.add({ ...jobOf('lost'), createdAt: now - 11 * 60_000 })
    await tab.queue.add({ ...jobOf('later'), createdAt: now + 60 * 60_000 })
    await tab.queue.add({ ...jobOf('fresh'), createdAt: now - 5 * 60_000 })
    await world.run()
    expect(states(tab.queue.jobs())).toEqual(['lost asking', 'later asking'])
    expect((await world.job('fresh'))?.state).toBe('printed')
    expect([await tab.queue.knows('lost'), await tab.queue.knows('other')]).toEqual([true, false])
  })

  test('users.md 15: the clock set by hours in the middle of a receipt neither breaks it off nor lets it hang', async () => {
    for (const hours of [-48, 48]) {
      const world = createPrintWorld({ lineMs: 100 })
      let skewMs = 0
      const clock = {
        now: () => world.time.now() + skewMs,
        steady: () => world.time.now(),
        after: (ms: number, run: () => void) => world.time.after(ms, run),
      }
      const tab = world.openTab({ clock })
      await world.run(5_000)
      await tab.queue.add(jobOf('1', 10))
      await world.run(300)
      skewMs = hours * 3_600_000
      await world.run(20_000)
      expect(await world.job('1'), `${hours} h`).toMatchObject({ state: 'printed', copy: false })
      // A printer that falls silent in the next one is found out in time.
      await tab.queue.add(jobOf('2', 10))
      await world.run(100)
      skewMs = 0
      world.printer.switchOff()
      await world.run(60_000)
      expect(states(tab.queue.jobs()), `${hours} h`).toEqual(['2 interrupted'])
    }
  })

  test('a job is not added twice', async () => {
    const world = createPrintWorld()
    const tab = world.openTab()
    await tab.queue.add(jobOf('1'))
    await expect(tab.queue.add(jobOf('1'))).rejects.toThrow('already')
  })
})

describe('two tabs', () => {
  test('one prints for both', async () => {
    const world = createPrintWorld()
    const [first, second] = [world.openTab(), world.openTab()]
    await world.run(5_000)
    expect([first.owner.isOwner, second.owner.isOwner]).toEqual([true, false])
    expect(second.connection.state.kind).toBe('elsewhere')
    await second.queue.add(jobOf('1'))
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    expect(second.queue.jobs()).toEqual([])
  })

  test('the other tab takes over, even from among three and while the printer is out of paper', async () => {
    const world = createPrintWorld()
    const [first, second, third] = [world.openTab(), world.openTab(), world.openTab()]
    await world.run(5_000)
    world.printer.runOutOfPaper()
    await first.queue.add(jobOf('1'))
    await world.run(5_000)
    third.owner.takeOver()
    await world.run(30_000)
    expect([first, second, third].map(({ owner }) => owner.isOwner)).toEqual([false, false, true])
    expect(third.connection.state).toEqual({ kind: 'blocked', obstacle: 'paperOut' })
    world.printer.loadPaper()
    await world.run()
    for (const { id, state } of third.queue.jobs()) if (state === 'interrupted') await third.queue.reprint(id)
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    expect(third.queue.jobs()).toEqual([])
  })

  test('a piece that the other tab cut off is not called torn once more when the printer comes back', async () => {
    const world = createPrintWorld({ lineMs: 100 })
    const [first, second] = [world.openTab(), world.openTab()]
    await world.run(5_000)
    world.cable.unplugAfter(255)
    await first.queue.add(jobOf('1'))
    await world.run(5_000)
    await first.queue.drop('1')
    world.cable.plug()
    await world.run()
    second.owner.takeOver()
    await world.run()
    await second.queue.add(jobOf('2'))
    await world.run()
    expect(count(world.lines(), 'ЧЕК ВЫШЕ ПРЕРВАН')).toBe(1)
    first.owner.takeOver()
    await world.run()
    expect([first.owner.isOwner, second.owner.isOwner]).toEqual([true, false])
    await first.queue.add(jobOf('3'))
    await world.run()
    expect(await world.job('3')).toMatchObject({ state: 'printed', copy: false })
    expect(count(world.lines(), 'ЧЕК ВЫШЕ ПРЕРВАН')).toBe(1)
  })

  test('the owner closes: another one has the printer at once', async () => {
    const world = createPrintWorld()
    const [first, second] = [world.openTab(), world.openTab()]
    await world.run(5_000)
    first.close()
    await world.run(5_000)
    expect(second.connection.state.kind).toBe('ready')
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

describe('the log', () => {
  test('tells every exchange both ways, and nothing of what stands on receipts', async () => {
    const world = createPrintWorld()
    const tab = world.openTab()
    await tab.queue.add({
      ...jobOf('1'),
      slip: {
        blocks: [
          { kind: 'text', text: 'Клиент: Ivanov Pavel, +7 900 123-45-67' },
          { kind: 'qr', text: 'https://till.example/r/SECRET' },
          { kind: 'cut' },
        ],
      },
    })
    await world.run()
    expect((await world.job('1'))?.state).toBe('printed')
    const log = tab.log.export()
    expect(log).toMatch(/> 10 04 01/)
    expect(log).toMatch(/< /)
    expect(log).toContain('1d 56 01')
    for (const secret of ['Ivanov', '900', '4567', 'SECRET', 'till.example']) expect(log).not.toContain(secret)
    // Nor in the bytes themselves.
    const hex = (text: string) => [...text].map((letter) => letter.charCodeAt(0).toString(16)).join(' ')
    expect(log).not.toContain(hex('Ivanov'))
    expect(log).not.toContain(hex('SECRET'))
  })
})
