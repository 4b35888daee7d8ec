import { describe, expect, test } from 'vitest'
import { createKept } from './kept-value.ts'

/** A disk whose writes end when told. */
function slowDisk(first: number) {
  let value = first
  const listeners = new Set<() => void>()
  const running: { value: number; end: (error?: Error) => void }[] = []
  const written: number[] = []
  return {
    written,
    get: () => value,
    subscribe: (changed: () => void) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    set: (next: number) =>
      new Promise<void>((resolve, reject) => {
        running.push({
          value: next,
          end(error) {
            if (error) return reject(error)
            value = next
            written.push(next)
            listeners.forEach((tell) => tell())
            resolve()
          },
        })
      }),
    async endWrite(error?: Error) {
      running.shift()?.end(error)
      await new Promise((resolve) => setTimeout(resolve))
    },
    elsewhere(next: number) {
      value = next
      listeners.forEach((tell) => tell())
    },
  }
}

describe('a kept value', () => {
  test('is seen before it is on disk, and a second change builds on the first', async () => {
    const disk = slowDisk(0)
    const kept = createKept(disk)
    const seen: number[] = []
    kept.subscribe(() => seen.push(kept.get()))
    void kept.set((before) => before + 1)
    const last = kept.set((before) => before + 1)
    expect(kept.get()).toBe(2)
    expect(disk.get()).toBe(0)
    await disk.endWrite()
    await disk.endWrite()
    await last
    expect([kept.get(), disk.get()]).toEqual([2, 2])
    expect(seen).not.toContain(0)
  })

  test('many changes during one write become one more write, of the newest', async () => {
    const disk = slowDisk(0)
    const kept = createKept(disk)
    for (let i = 0; i < 5; i++) void kept.set((before) => before + 1)
    await disk.endWrite()
    await disk.endWrite()
    expect(disk.written).toEqual([1, 5])
  })

  test('a failed write shows again what the disk holds, tells the setter, and later writes work', async () => {
    const disk = slowDisk(7)
    const kept = createKept(disk)
    const told = kept.set(8)
    const failed = expect(told).rejects.toThrow('full')
    await disk.endWrite(new Error('full'))
    await failed
    expect(kept.get()).toBe(7)
    const again = kept.set(9)
    await disk.endWrite()
    await again
    expect(kept.get()).toBe(9)
  })

  test('what another tab sets is seen when nothing is on the way from here', async () => {
    const disk = slowDisk(0)
    const kept = createKept(disk)
    disk.elsewhere(3)
    expect(kept.get()).toBe(3)
  })
})
