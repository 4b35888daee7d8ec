import { IDBFactory } from 'fake-indexeddb'
import { expect, it, vi } from 'vitest'
import { beginFreshLog } from './fresh-log.ts'

const random = (length: number) => new Uint8Array(length)
it('what was written to fill the log is removed again', async () => {
  const factory = new IDBFactory()
  await beginFreshLog({ factory, random, clock: { after: () => () => undefined } })
  expect(await factory.databases()).toEqual([])
})

it('users.md 8: a start does not hang on a tab that sleeps in the middle of its own filling', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue()
  const factory = new IDBFactory()
  await new Promise((resolve) => {
    const opening = factory.open('rodnik-filling')
    opening.onupgradeneeded = () => opening.result.createObjectStore('rodnik-filling')
    opening.onsuccess = resolve
  })
  let runs: () => void = () => undefined
  const start = beginFreshLog({
    factory,
    random,
    clock: { after: (_ms, run) => ((runs = run), () => undefined) },
  })
  // It never lets go, so that the database cannot be deleted.
  expect(await Promise.race([start.then(() => 'went on'), pause(50)])).toBe('waits')
  runs()
  await start
  expect(warned).toHaveBeenCalledOnce()
  warned.mockRestore()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(() => resolve('waits'), ms))
