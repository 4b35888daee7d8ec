import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announceWindow, isWindowComing, patienceMs } from './coming-window.ts'

const press = (keys: EventTarget, key: string) => {
  const event = Object.assign(new Event('keydown', { cancelable: true }), { key })
  keys.dispatchEvent(event)
  return event
}

it('a window is coming until each that was asked for is here, told once or twice', () => {
  expect(isWindowComing()).toBe(false)
  const [payment, keys] = [announceWindow(vi.fn(), new EventTarget()), announceWindow(vi.fn(), new EventTarget())]
  payment()
  payment()
  expect(isWindowComing()).toBe(true)
  keys()
  expect(isWindowComing()).toBe(false)
})

describe('users.md 9, 20: a window that neither comes nor fails', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is withdrawn with Escape, which does nothing else, and the work goes on', () => {
    const withdrawn = vi.fn()
    const keyboard = new EventTarget()
    announceWindow(withdrawn, keyboard)
    expect(press(keyboard, 'Enter').defaultPrevented).toBe(false)
    expect(isWindowComing()).toBe(true)
    expect(press(keyboard, 'Escape').defaultPrevented).toBe(true)
    expect(isWindowComing()).toBe(false)
    expect(press(keyboard, 'Escape').defaultPrevented).toBe(false)
    vi.advanceTimersByTime(patienceMs)
    expect(withdrawn.mock.calls).toEqual([['byPerson']])
  })

  it('is withdrawn by itself when it was waited for long enough', () => {
    const withdrawn = vi.fn()
    announceWindow(withdrawn, new EventTarget())
    vi.advanceTimersByTime(patienceMs - 1)
    expect(isWindowComing()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(isWindowComing()).toBe(false)
    expect(withdrawn.mock.calls).toEqual([['late']])
  })

  it('is left alone once it is here', () => {
    const withdrawn = vi.fn()
    const keyboard = new EventTarget()
    announceWindow(withdrawn, keyboard)()
    expect(press(keyboard, 'Escape').defaultPrevented).toBe(false)
    vi.advanceTimersByTime(patienceMs)
    expect(withdrawn).not.toHaveBeenCalled()
  })
})
