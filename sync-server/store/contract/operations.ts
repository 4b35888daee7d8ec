import { describe, expect, it } from 'vitest'
import type { TakenOperation } from '../ports.ts'
import { order, read, taken, type StartStore } from './store-under-test.ts'

export function operationsContract(start: StartStore): void {
  describe('devices and operations', () => {
    it('knows only devices that were added, with their last number', async () => {
      const under = await start()
      await under.addDevice('d1')
      await under.store.transaction(under.org, async (tx) => {
        expect(await tx.lockDevices(['d1', 'nobody'])).toEqual([{ lastSeq: 0 }, null])
        await tx.commit({ devices: [{ id: 'd1', lastSeq: 7 }] })
      })
      await under.store.transaction(under.org, async (tx) => {
        expect(await tx.lockDevices(['d1'])).toEqual([{ lastSeq: 7 }])
      })
      expect((await read(under, {})).deviceSeq).toBe(7)
    })

    it('keeps an operation as it arrived, with its verdict and the clock at which it was decided', async () => {
      const under = await start()
      await under.addDevice('d1')
      const first = taken('d1', 1)
      const second = taken('d1', 2, { verdict: { kind: 'refused', reason: 'notFound', params: { product: 'вода' } } })
      const third: TakenOperation = {
        operation: { deviceId: 'd1', seq: 3, lost: true },
        verdict: { kind: 'lost' },
        arrivedAt: 5,
      }
      const { clock } = await under.store.transaction(under.org, (tx) =>
        tx.commit({
          operations: [first, second, third],
          documents: [{ ref: order('1'), before: null, body: {}, scopes: ['orders'] }],
        }),
      )
      await under.store.transaction(under.org, async (tx) => {
        expect(await tx.sent('d1', 1, 3)).toEqual([first, second, third].map((one) => ({ ...one, clock })))
        expect(await tx.sent('d1', 2, 2)).toEqual([{ ...second, clock }])
        expect(await tx.sent('d2', 1, 9)).toEqual([])
      })
    })

    it('S22: gives a held operation to one decider, once', async () => {
      const under = await start()
      const held = taken('d1', 1, { verdict: { kind: 'held', cause: 'fault' } })
      await under.store.transaction(under.org, (tx) => tx.commit({ operations: [held] }))
      const again = () =>
        under.store.transaction(under.org, async (tx) => {
          const found = await tx.lockHeld('d1', 1)
          if (!found) return 'gone'
          await tx.commit({
            redecided: [{ deviceId: 'd1', seq: 1, verdict: { kind: 'accepted' }, by: 'olga' }],
            documents: [{ ref: order('1'), before: null, body: {}, scopes: ['orders'] }],
          })
          return 'decided'
        })
      expect((await Promise.all([again(), again()])).sort()).toEqual(['decided', 'gone'])
      await under.store.transaction(under.org, async (tx) => {
        expect(await tx.sent('d1', 1, 1)).toEqual([{ ...held, verdict: { kind: 'accepted' }, clock: 1 }])
        expect(await tx.lockHeld('d1', 99)).toBeNull()
      })
    })

    it('lets one transaction wait for the other on the same device', async () => {
      const under = await start()
      await under.addDevice('d1')
      const next = () =>
        under.store.transaction(under.org, async (tx) => {
          const [device] = await tx.lockDevices(['d1'])
          const lastSeq = (device?.lastSeq ?? 0) + 1
          await tx.commit({ devices: [{ id: 'd1', lastSeq }] })
          return lastSeq
        })
      expect((await Promise.all([next(), next(), next()])).sort()).toEqual([1, 2, 3])
    })
  })
}
