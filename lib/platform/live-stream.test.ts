import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveStream } from './live-stream.ts'

/** An EventSource that does what the test says. */
class FakeSource {
  static all: FakeSource[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror: (() => void) | null = null
  isClosed = false
  pings: (() => void)[] = []
  readonly url: string
  constructor(url: string) {
    this.url = url
    FakeSource.all.push(this)
  }
  addEventListener(_type: 'ping', heard: () => void) {
    this.pings.push(heard)
  }
  close() {
    this.isClosed = true
  }
}

let told: string[]
let mayListen: boolean
let stop: () => void
let poke: () => void
const newest = () => FakeSource.all.at(-1)!

const newStream = () =>
  createLiveStream({
    url: '/api/live',
    mayListen: () => mayListen,
    random: () => 1,
    EventSource: FakeSource as unknown as typeof EventSource,
  })

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.all = []
  told = []
  mayListen = true
  const stream = newStream()
  stop = stream.listen(
    (asOf) => told.push(`something as of ${asOf}`),
    (state) => told.push(state),
  )
  poke = () => stream.poke()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

test('it says so when it is open and at every event', () => {
  newest().onopen?.()
  newest().onmessage?.({ data: '{"clock":17}' })
  newest().onmessage?.({ data: 'what a proxy made of it' })
  expect(told).toEqual(['open', 'something as of null', 'something as of 17', 'something as of null'])
})

test('lost, it comes back after one, two, four seconds and never waits longer than thirty', () => {
  const waits = []
  for (let i = 0; i < 8; i += 1) {
    const before = FakeSource.all.length
    newest().onerror?.()
    const from = Date.now()
    while (FakeSource.all.length === before) vi.advanceTimersByTime(500)
    waits.push((Date.now() - from) / 1000)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
  expect(FakeSource.all.slice(0, -1).every(({ isClosed }) => isClosed)).toBe(true)
  newest().onopen?.()
  newest().onerror?.()
  expect(told).toEqual(['open', 'something as of null', 'closed'])
  vi.advanceTimersByTime(1000)
  expect(FakeSource.all).toHaveLength(10)
})

test('pings keep it; silence for longer than two of them ends it', () => {
  newest().onopen?.()
  for (let i = 0; i < 5; i += 1) {
    vi.advanceTimersByTime(25_000)
    newest().pings.forEach((ping) => ping())
  }
  expect(FakeSource.all).toHaveLength(1)
  vi.advanceTimersByTime(60_000)
  expect(told.at(-1)).toBe('closed')
  vi.advanceTimersByTime(1000)
  expect(FakeSource.all).toHaveLength(2)
})

test('a poke tries at once and forgets the waits before', () => {
  for (let i = 0; i < 5; i += 1) {
    newest().onerror?.()
    vi.advanceTimersByTime(30_000)
  }
  newest().onerror?.()
  const before = FakeSource.all.length
  poke()
  expect(FakeSource.all).toHaveLength(before + 1)
  newest().onerror?.()
  vi.advanceTimersByTime(1000)
  expect(FakeSource.all).toHaveLength(before + 2)
})

test('a poke leaves an open stream alone', () => {
  newest().onopen?.()
  poke()
  expect(FakeSource.all).toHaveLength(1)
})

test('a browser that is no device does not ask; once it is one, a poke is enough', () => {
  stop()
  FakeSource.all = []
  mayListen = false
  const stream = newStream()
  stop = stream.listen(
    () => undefined,
    () => undefined,
  )
  vi.advanceTimersByTime(100_000)
  expect(FakeSource.all).toHaveLength(0)
  mayListen = true
  stream.poke()
  expect(FakeSource.all).toHaveLength(1)
})

test('stopped, it stays stopped', () => {
  newest().onopen?.()
  stop()
  expect(newest().isClosed).toBe(true)
  poke()
  vi.advanceTimersByTime(100_000)
  expect(FakeSource.all).toHaveLength(1)
})
