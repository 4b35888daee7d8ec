// One printer, several tabs of a browser.

import { describe, expect, test } from 'vitest'
import { count, createPrintWorld, jobOf } from './print-world.ts'

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
