import { describe, expect, it } from 'vitest'
import { order, read, write, type StartStore } from './store-under-test.ts'

export function transactionsContract(start: StartStore): void {
  describe('transactions', () => {
    it('S20: leave nothing behind when the work throws, or ends without a commit', async () => {
      const under = await start()
      await under.addDevice('d1')
      const failing = under.store.transaction(under.org, async (tx) => {
        await tx.lockDevices(['d1'])
        await tx.lockOwners([{ kind: 'balance', id: 'new' }])
        throw new Error('the decider failed')
      })
      await expect(failing).rejects.toThrow('the decider failed')
      expect(await under.store.transaction(under.org, async (tx) => tx.lockDevices(['d1']))).toEqual([{ lastSeq: 0 }])
      await under.store.transaction(under.org, async (tx) => {
        expect(await tx.lockOwners([{ kind: 'balance', id: 'new' }])).toEqual([{}])
      })
      expect((await read(under, { orders: 0 })).asOf).toBe(0)
    })

    it('S24: two that commit at once get numbers of their own', async () => {
      const under = await start()
      const clocks = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          write(under, [
            { ref: order(`${i}`), body: {}, scopes: ['orders'] },
            { ref: { kind: 'note', id: `${i}` }, body: {}, scopes: ['orders'] },
          ]),
        ),
      )
      expect(clocks.map(({ clock }) => clock).sort((a, b) => a - b)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
      const { pages } = await read(under, { orders: 0 })
      expect(pages[0]?.changes.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    })

    it('never gives an order number twice', async () => {
      const under = await start()
      const numbers = await Promise.all(
        Array.from({ length: 4 }, () => under.store.transaction(under.org, (tx) => tx.orderNumbers(3))),
      )
      const all = numbers.flat().map(Number)
      expect(new Set(all).size).toBe(12)
      for (const some of numbers) expect(some.map(Number)).toEqual(some.map(Number).sort((a, b) => a - b))
    })
  })
}
