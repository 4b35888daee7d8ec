import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeviceStorage } from './device-storage.ts'

/** What the browser would say of its storage. */
const browser = { isPersisted: false, isGranted: true, used: {} as StorageEstimate }
const manager = {
  persisted: vi.fn(async () => browser.isPersisted),
  persist: vi.fn(async () => (browser.isPersisted = browser.isGranted)),
  estimate: vi.fn(async () => browser.used),
}
let now = 0

beforeEach(() => {
  vi.clearAllMocks()
  Object.assign(browser, { isPersisted: false, isGranted: true, used: { usage: 5_000, quota: 80_000 } })
  vi.stubGlobal('navigator', { storage: manager })
  now = 1_000_000
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const open = () => createDeviceStorage(() => now)

describe('the browser is asked to keep what is stored', () => {
  it.each([true, false])('and what it said is shown and reported (granted: %s)', async (isGranted) => {
    browser.isGranted = isGranted
    const storage = open()
    expect(storage.state.get()).toEqual({ persisted: null, usageBytes: null, quotaBytes: null })
    const shown: unknown[] = []
    storage.state.subscribe(() => shown.push(storage.state.get()))
    await storage.persist()
    expect(manager.persist).toHaveBeenCalledOnce()
    const said = { persisted: isGranted, usageBytes: 5_000, quotaBytes: 80_000 }
    expect(shown).toEqual([said])
    expect(await storage.report()).toEqual(said)
  })

  it('not again when it has promised; again at the next occasion when it has not', async () => {
    browser.isGranted = false
    const storage = open()
    await storage.persist()
    await storage.persist()
    expect(manager.persist).toHaveBeenCalledTimes(2)
    browser.isGranted = true
    await storage.persist()
    await storage.persist()
    expect(manager.persist).toHaveBeenCalledTimes(3)
    expect(storage.state.get().persisted).toBe(true)
  })

  it('nothing is asked where there is nobody to ask, as on plain http', async () => {
    vi.stubGlobal('navigator', {})
    const storage = open()
    await storage.persist()
    expect(await storage.report()).toEqual({ persisted: null, usageBytes: null, quotaBytes: null })
  })

  it('a browser that fails to answer is told to whoever asked', async () => {
    manager.persist.mockRejectedValueOnce(new TypeError('The document is not active'))
    await expect(open().persist()).rejects.toThrow('not active')
  })
})

describe('how full it is', () => {
  it('is measured at the first contact, and then once a minute', async () => {
    const storage = open()
    expect(await storage.report()).toEqual({ persisted: false, usageBytes: 5_000, quotaBytes: 80_000 })
    browser.used = { usage: 6_000, quota: 80_000 }
    now += 60_000
    expect((await storage.report()).usageBytes).toBe(5_000)
    now += 1
    expect((await storage.report()).usageBytes).toBe(6_000)
    expect(manager.estimate).toHaveBeenCalledTimes(2)
    expect(manager.persist).not.toHaveBeenCalled()
  })

  it('also when the clock was put back', async () => {
    const storage = open()
    await storage.report()
    now -= 3_600_000
    await storage.report()
    expect(manager.estimate).toHaveBeenCalledTimes(2)
  })

  it('screens are told only of what has changed', async () => {
    const storage = open()
    const told = vi.fn()
    storage.state.subscribe(told)
    for (let contact = 0; contact < 3; contact += 1) {
      now += 61_000
      await storage.report()
    }
    expect(manager.estimate).toHaveBeenCalledTimes(3)
    expect(told).toHaveBeenCalledOnce()
  })

  it.each<StorageEstimate>([{ usage: -1, quota: Number.MAX_VALUE }, { usage: Number.NaN }, {}])(
    'odd figures (%j) are unknown, and the report goes all the same',
    async (used) => {
      browser.used = used
      expect(await open().report()).toEqual({ persisted: false, usageBytes: null, quotaBytes: null })
    },
  )

  it('a browser that does not tell leaves what was known, and says so where it is looked for', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const storage = open()
    await storage.persist()
    manager.estimate.mockRejectedValueOnce(new TypeError('Internal error'))
    now += 61_000
    expect(await storage.report()).toEqual({ persisted: true, usageBytes: 5_000, quotaBytes: 80_000 })
    expect(warned).toHaveBeenCalledOnce()
  })
})
