// What breaks off, waits or is not wanted: nothing is lost, and nothing comes out twice without КОПИЯ.

import { describe, expect, test } from 'vitest'
import { shown } from '../printer/paper-roll.ts'
import { count, createPrintWorld, jobOf, states } from './print-world.ts'

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
