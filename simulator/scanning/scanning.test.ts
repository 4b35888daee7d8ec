// A scanner on a port beside a printer on a port: neither is ever taken for the other, and a code is heard exactly once.

import { describe, expect, test } from 'vitest'
import { jobOf } from '../printing/print-world.ts'
import { cablings, createScanWorld } from './scan-world.ts'

const code = '4600000000015'
const other = '4600000000022'
const count = (lines: string[], text: string) => lines.filter((line) => line.includes(text)).length

const everyCabling = (Object.keys(cablings) as (keyof typeof cablings)[]).flatMap((cabling) =>
  [false, true].map((scannerFirst) => ({ cabling, scannerFirst })),
)

describe('which port is which', () => {
  test.each(everyCabling)('a printer that answers, $cabling, scanner first: $scannerFirst', async (how) => {
    const world = createScanWorld(how)
    for (const visit of ['start', 'reload']) {
      const tab = world.openTab()
      await world.run()
      expect(world.states(tab), visit).toEqual({ printer: 'ready', scanner: 'listening' })
      world.scanner.read(code)
      await tab.printing.queue.add(jobOf(visit))
      await world.run()
      expect(tab.codes, visit).toEqual([code])
      expect(count(world.lines(), `КОНЕЦ ${visit}`)).toBe(1)
      tab.close()
    }
    // Neither a receipt nor a picture of one ever went to the scanner.
    expect(world.scanner.told.length).toBeLessThan(40)
    expect(world.faults).toEqual([])
  })

  test.each(everyCabling.filter(({ cabling }) => cabling !== 'otherChips'))(
    'a one-way printer on a port that looks the same waits for one scan, $cabling, scanner first: $scannerFirst',
    async (how) => {
      const world = createScanWorld({ ...how, model: 'pos-58' })
      const tab = world.openTab()
      await tab.printing.queue.add(jobOf('1'))
      await world.run()
      expect(world.states(tab)).toEqual({ printer: 'waitsForScan', scanner: 'waitsForScan' })
      expect(world.scanner.told).toEqual([])
      world.scanner.read(code)
      await world.run()
      expect(tab.codes).toEqual([code])
      expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
      expect(count(world.lines(), 'КОНЕЦ 1')).toBe(1)
      expect(world.scanner.told).toEqual([])
      expect(world.faults).toEqual([])
    },
  )

  test('a one-way printer on another chip waits for nothing', async () => {
    const world = createScanWorld({ cabling: 'otherChips', model: 'pos-58' })
    const tab = world.openTab()
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
  })

  test('a printer that is switched on later gets its port, and codes are heard before and after', async () => {
    const world = createScanWorld()
    world.printer.switchOff()
    const tab = world.openTab()
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'busy', scanner: 'waitsForScan' })
    world.printer.switchOn()
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
    world.scanner.read(code)
    await world.run()
    expect(tab.codes).toEqual([code])
  })

  test('while the printer is unplugged, the scanner is not taken for it', async () => {
    const world = createScanWorld()
    world.cables.printer.unplug()
    const tab = world.openTab()
    await tab.printing.queue.add(jobOf('1'))
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'busy', scanner: 'listening' })
    world.scanner.read(code)
    await world.run()
    expect([tab.codes, world.states(tab).printer]).toEqual([[code], 'missing'])
    world.cables.printer.plug()
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
    expect(count(world.lines(), 'КОНЕЦ 1')).toBe(1)
  })

  test('a till with only one of the two is as it was', async () => {
    const noScanner = createScanWorld({ without: 'scanner' })
    const first = noScanner.openTab()
    await noScanner.run()
    expect(noScanner.states(first)).toEqual({ printer: 'ready', scanner: 'notSetUp' })
    const noPrinter = createScanWorld({ without: 'printer' })
    const second = noPrinter.openTab()
    await noPrinter.run()
    expect(noPrinter.states(second)).toEqual({ printer: 'notSetUp', scanner: 'waitsForScan' })
    noPrinter.scanner.read(code)
    await noPrinter.run()
    expect([second.codes, noPrinter.states(second).scanner]).toEqual([[code], 'listening'])
  })

  test('a code that is scanned while the ports are asked makes the scanner no printer', async () => {
    // Every byte of it could be a status byte; as text it is a code like any other.
    for (const answering of ['2', '22', '26R:', '2622622', code, '']) {
      for (const afterMs of [20, 300, 700, 900, 1_500]) {
        const world = createScanWorld({ scannerFirst: true })
        const tab = world.openTab()
        await world.run(afterMs)
        world.scanner.read(answering)
        await world.run()
        world.scanner.read(other)
        await world.run()
        expect(tab.codes.at(-1), `${answering} after ${afterMs} ms`).toBe(other)
        expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
      }
    }
  })

  test('what a person picked is known at once', async () => {
    const world = createScanWorld({ model: 'pos-58' })
    const tab = world.openTab()
    await world.run()
    world.bench.pickNext(world.cables.scanner)
    await tab.scanning.choosePort('serial', { baudRate: 9600, flowControl: 'none' })
    await world.run()
    expect(world.states(tab)).toEqual({ printer: 'ready', scanner: 'listening' })
  })
})

describe('what is heard', () => {
  test('pulled out and plugged in again it is heard without a question', async () => {
    const world = createScanWorld({ cabling: 'otherChips' })
    const tab = world.openTab()
    await world.run()
    world.cables.scanner.unplug()
    await world.run()
    expect(world.states(tab).scanner).toBe('missing')
    world.cables.scanner.plug()
    await world.run()
    world.scanner.read(code)
    await world.run()
    expect(tab.codes).toEqual([code])
  })

  test('a code without a suffix ends with a pause, and two in a row are two', async () => {
    const world = createScanWorld({ cabling: 'otherChips' })
    const tab = world.openTab()
    await world.run()
    world.scanner.read(code, { suffix: '' })
    await world.run(1_000)
    world.scanner.read(other, { suffix: '' })
    await world.run(1_000)
    expect(tab.codes).toEqual([code, other])
  })

  test('users 20: a page that stood still in the middle of a code does not hear two halves of it', async () => {
    const world = createScanWorld({ cabling: 'otherChips' })
    const tab = world.openTab()
    await world.run()
    world.setLate(300)
    world.scanner.read(code.slice(0, 3), { suffix: '' })
    await world.time.settle()
    world.setLate(0)
    // The rest came in time, and is looked at just after the timer.
    await world.run(501)
    world.scanner.read(code.slice(3))
    await world.run(1_000)
    expect(tab.codes).toEqual([code])
  })

  test('bytes that got lost make no other code of it, and are told', async () => {
    const world = createScanWorld({ cabling: 'otherChips' })
    const tab = world.openTab()
    await world.run()
    world.scanner.read(code.slice(0, 5), { suffix: '' })
    world.cables.scanner.failRead('ParityError')
    await world.time.settle()
    world.scanner.read(code.slice(7))
    await world.run(1_000)
    expect(tab.codes).toEqual([])
    expect(tab.scanning.connection.state).toEqual({ kind: 'listening', isUnreadable: true })
    world.scanner.read(code)
    await world.run(1_000)
    expect(tab.codes).toEqual([code])
    expect(tab.scanning.connection.state).toEqual({ kind: 'listening', isUnreadable: false })
  })

  test('users 5: with two tabs every code is heard once, by the one in front', async () => {
    const world = createScanWorld()
    const first = world.openTab()
    await world.run()
    const second = world.openTab()
    await world.run()
    world.scanner.read(code)
    await world.run()
    second.toFront()
    await world.run()
    expect(world.states(first).scanner).toBe('elsewhere')
    world.scanner.read(other)
    await world.run()
    second.close()
    await world.run()
    world.scanner.read(code)
    await world.run()
    expect([first.codes, second.codes]).toEqual([[code, code], [other]])
    expect(world.faults).toEqual([])
  })
})
