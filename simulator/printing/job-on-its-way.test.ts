// A job from the button to the paper, over the fake of Web Serial and a printer made of the manuals.

import { describe, expect, test } from 'vitest'
import { count, createPrintWorld, jobOf, states } from './print-world.ts'

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
