// The substitute for Web Locks on plain http. The real ones are proved in Chromium.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLocks } from './web-locks.ts'

const stored = new Map<string, string>()
beforeEach(() => {
  stored.clear()
  vi.useFakeTimers()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A tab that stands for leading, and whether it does. */
function stand(name = 'sync') {
  const tab = { leads: false, release: () => undefined as void }
  tab.release = createLocks().lead(name, async (signal) => {
    tab.leads = true
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    tab.leads = false
  })
  return tab
}

test('one of two tabs leads; when it goes the other takes over within five seconds', async () => {
  const first = stand()
  const second = stand()
  await vi.advanceTimersByTimeAsync(20_000)
  expect([first.leads, second.leads]).toEqual([true, false])
  first.release()
  await vi.advanceTimersByTimeAsync(5000)
  expect([first.leads, second.leads]).toEqual([false, true])
  second.release()
})

test('a tab that died without a word is followed within five seconds', async () => {
  stored.set('rodnik-lease:sync', `dead ${Date.now() + 4000}`)
  const tab = stand()
  await vi.advanceTimersByTimeAsync(1000)
  expect(tab.leads).toBe(false)
  await vi.advanceTimersByTimeAsync(4000)
  expect(tab.leads).toBe(true)
  tab.release()
})

test('a lease from a clock that was ahead does not last', async () => {
  stored.set('rodnik-lease:sync', `dead ${Date.now() + 7_200_000}`)
  const tab = stand()
  await vi.advanceTimersByTimeAsync(1000)
  expect(tab.leads).toBe(true)
  tab.release()
})

test('within a tab work under one name runs one after another, also after a failure', async () => {
  const locks = createLocks()
  const log: string[] = []
  const work = (name: string, fails = false) =>
    locks.exclusive('numbers', async () => {
      log.push(`${name} in`)
      await new Promise((resolve) => setTimeout(resolve, 10))
      log.push(`${name} out`)
      if (fails) throw new Error(name)
    })
  const all = Promise.allSettled([work('a'), work('b', true), work('c')])
  await vi.advanceTimersByTimeAsync(100)
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
})

test('a leader that stumbles stands again', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let begun = 0
  const release = createLocks().lead('sync', async (signal) => {
    begun += 1
    if (begun === 1) throw new Error('a fault')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  })
  await vi.advanceTimersByTimeAsync(3000)
  expect(begun).toBe(2)
  expect(said).toHaveBeenCalledOnce()
  release()
  said.mockRestore()
})
