import { describe, expect, it } from 'vitest'
import { createVirtualTime } from '../../../lib/sync/testing/virtual-time.ts'
import { watchLost } from './watch-lost.ts'

describe('a receipt without a print job is looked for', () => {
  const start = () => {
    const time = createVirtualTime()
    const seen: number[] = []
    const faults: unknown[] = []
    let changed: () => void = () => undefined
    let isDown = false
    const begun = time.now()
    watchLost(
      {
        subscribe(heard) {
          changed = heard
          return () => undefined
        },
      },
      {
        async printLost() {
          seen.push(time.now() - begun)
          if (isDown) throw new Error('The disk is full')
        },
        after: (ms, run) => void time.after(ms, run),
        onFault: (error) => faults.push(error),
      },
    )
    return { time, seen, faults, change: () => changed(), down: (is: boolean) => void (isDown = is) }
  }

  it('at the start, and again when receipts came to light later; many changes at once are one look', async () => {
    const { time, seen, change } = start()
    await time.pass(5_000)
    change()
    change()
    await time.pass(300)
    change()
    await time.pass(60_000)
    expect(seen).toEqual([1_000, 6_000])
  })

  it('also after a look that failed, which is told', async () => {
    const { time, seen, faults, change, down } = start()
    down(true)
    await time.pass(2_000)
    expect(faults).toHaveLength(1)
    down(false)
    change()
    await time.pass(2_000)
    expect(seen).toHaveLength(2)
    expect(faults).toHaveLength(1)
  })
})
