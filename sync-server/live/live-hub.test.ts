import { beforeEach, describe, expect, it } from 'vitest'
import { LiveHub, pingText, somethingText, type LiveSink } from './live-hub.ts'

/** Time and timers by hand. */
class Clockwork {
  time = 1_000_000
  readonly #timers = new Set<{ ms: number; work: () => void; next: number }>()
  now = () => this.time
  every = (ms: number, work: () => void) => {
    const timer = { ms, work, next: this.time + ms }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }
  get timers() {
    return this.#timers.size
  }
  pass(ms: number) {
    const until = this.time + ms
    for (; this.time < until; this.time += 1) {
      for (const timer of [...this.#timers]) {
        if (timer.next > this.time) continue
        timer.next += timer.ms
        timer.work()
      }
    }
  }
}

class Sink implements LiveSink {
  readonly written: string[] = []
  stuck = 0
  state: 'open' | 'ended' | 'destroyed' = 'open'
  write = (text: string) => {
    this.written.push(text)
  }
  backlog = () => this.stuck
  end = () => void (this.state = 'ended')
  destroy = () => void (this.state = 'destroyed')
  get somethings() {
    return this.written.filter((text) => text !== pingText)
  }
}

let clock: Clockwork
let hub: LiveHub
beforeEach(() => {
  clock = new Clockwork()
  hub = new LiveHub(clock)
})

function listen(deviceId: string, ...scopes: string[]) {
  const sink = new Sink()
  const stream = hub.add({ org: 'water', deviceId, scopes, sink })
  return { sink, stream }
}
const announce = (count: number, ...scopes: string[]) => hub.announce({ org: 'water', clock: count, scopes })

describe('S27: a stream', () => {
  it('is told at once, and only when one of its scopes changed', () => {
    const { sink: driver } = listen('d1', 'driver:7', 'catalog')
    const { sink: desk } = listen('d2', 'orders')
    announce(5, 'orders', 'customer:1')
    hub.announce({ org: 'other', clock: 9, scopes: ['catalog'] })
    expect(driver.written).toEqual([])
    expect(desk.written).toEqual([somethingText(5)])
    expect(somethingText(5)).toBe('data: {"clock":5}\n\n')
  })

  it('follows what its device is granted, and is told once that there may be something', () => {
    const { sink } = listen('d1', 'catalog', 'prices:retail')
    const grant = { org: 'water', deviceId: 'd1', scopes: ['prices:retail', 'catalog'], clock: 7 }
    hub.regrant(grant)
    expect(sink.written).toEqual([])
    hub.regrant({ ...grant, scopes: ['catalog', 'prices:firms'] })
    hub.regrant({ ...grant, scopes: ['catalog', 'prices:firms'] })
    expect(sink.written).toEqual([somethingText(7)])
    clock.pass(200)
    announce(8, 'prices:retail')
    expect(sink.written).toHaveLength(1)
    announce(9, 'prices:firms')
    expect(sink.written.at(-1)).toBe(somethingText(9))
  })

  it('hears once of a change in several of its scopes', () => {
    const { sink } = listen('d1', 'orders', 'customers', 'stock')
    announce(5, 'orders', 'customers', 'stock')
    clock.pass(1_000)
    expect(sink.written).toEqual([somethingText(5)])
  })

  it('hears many changes as few events, the last clock always among them', () => {
    const { sink } = listen('d1', 'orders')
    for (let count = 1; count <= 1_000; count += 1) {
      announce(count, 'orders')
      clock.pass(1)
    }
    clock.pass(200)
    expect(sink.somethings.length).toBeLessThanOrEqual(12)
    expect(sink.somethings.at(0)).toBe(somethingText(1))
    expect(sink.somethings.at(-1)).toBe(somethingText(1_000))
  })

  it('is told when nobody knows which scopes changed', () => {
    const { sink } = listen('d1', 'orders')
    hub.announce({ org: 'water', clock: 3, scopes: null })
    expect(sink.written).toEqual([somethingText(3)])
  })

  it('gets nothing more while its reader is slow, and one event when it is ready again', () => {
    const { sink } = listen('d1', 'orders')
    sink.stuck = 10
    for (let count = 1; count <= 500; count += 1) {
      announce(count, 'orders')
      clock.pass(20)
    }
    expect(sink.written).toEqual([])
    sink.stuck = 0
    clock.pass(200)
    expect(sink.somethings).toEqual([somethingText(500)])
  })

  it('is let go when its reader takes nothing for a minute', () => {
    const { sink } = listen('d1', 'orders')
    sink.stuck = 10
    clock.pass(100_000)
    expect(sink.state).toBe('destroyed')
    expect(hub.size).toBe(0)
  })

  it('is pinged every 25 seconds, many of them spread over the time', () => {
    const streams = Array.from({ length: 100 }, (_, i) => listen(`d${i}`, 'orders'))
    let most = 0
    for (let second = 0; second < 100; second += 1) {
      const before = streams.reduce((sum, { sink }) => sum + sink.written.length, 0)
      clock.pass(1_000)
      most = Math.max(most, streams.reduce((sum, { sink }) => sum + sink.written.length, 0) - before)
    }
    for (const { sink } of streams) expect(sink.written.length).toBeGreaterThanOrEqual(3)
    for (const { sink } of streams) expect(sink.written.length).toBeLessThanOrEqual(5)
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('a device', () => {
  it('is dismissed with all its streams, and only it', () => {
    const first = listen('d1', 'orders')
    const second = listen('d1', 'orders')
    const other = listen('d2', 'orders')
    hub.dismiss('water', 'd1')
    expect([first, second, other].map(({ sink }) => sink.state)).toEqual(['ended', 'ended', 'open'])
    announce(1, 'orders')
    expect(first.sink.written).toEqual([])
    expect(hub.size).toBe(1)
  })

  it('has a few streams at most: the oldest gives way', () => {
    const streams = Array.from({ length: 6 }, () => listen('d1', 'orders'))
    expect(streams.map(({ sink }) => sink.state)).toEqual(['ended', 'ended', 'open', 'open', 'open', 'open'])
  })
})

it('leaves nothing behind when all streams are gone', () => {
  const streams = Array.from({ length: 50 }, (_, i) => listen(`d${i}`, 'orders', `driver:${i}`))
  announce(1, 'orders')
  announce(2, 'orders')
  for (const { stream } of streams) hub.remove(stream)
  for (const { stream } of streams) hub.remove(stream)
  clock.pass(1_000)
  expect(hub.size).toBe(0)
  expect(hub.organisations()).toEqual([])
  expect(clock.timers).toBe(1)
})

it('after closing, nobody is kept', () => {
  const { sink } = listen('d1', 'orders')
  hub.close()
  const late = listen('d2', 'orders')
  expect([sink.state, late.sink.state]).toEqual(['ended', 'ended'])
  expect(clock.timers).toBe(0)
})
