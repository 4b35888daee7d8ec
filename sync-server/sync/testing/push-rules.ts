/** What is taken from a device: in its order, once, and nothing of somebody else’s. */
import { describe, expect, it } from 'vitest'
import { MalformedRequestError, UnknownDeviceError } from '../deps.ts'
import type { Box } from './box-trade.ts'
import { act, createSyncWorld, make, ok, wire, type StartWorld } from './sync-world.ts'

export function pushRules(start: StartWorld): void {
  describe('push', () => {
    it('decides a batch in order, each operation seeing the effects of those before it', async () => {
      const world = await start('d1')
      expect(
        await world.verdicts(
          'd1',
          wire(
            1,
            make('1', { text: 'first' }),
            act('count', '1'),
            act('count', '1'),
            make('2'),
            act('copy', '2', { other: '1' }),
            make('1'),
            act('give', '1', { purse: 'p', amount: 5 }),
            act('take', '1', { purse: 'p', amount: 4 }),
            act('take', '1', { purse: 'p', amount: 2 }),
          ),
        ),
      ).toEqual([
        ok,
        ok,
        ok,
        ok,
        ok,
        { kind: 'refused', reason: 'alreadyExists', params: {} },
        ok,
        ok,
        { kind: 'refused', reason: 'depositTooSmall', params: { balanceMinor: 1, neededMinor: 2 } },
      ])
      expect(await world.boxes()).toMatchObject({ 1: { count: 4, text: 'first' }, 2: { text: 'first' } })
      const { pages } = await world.pull('d1', ['customers'])
      expect(pages.find((page) => page.scope === 'customers')?.changes).toMatchObject([
        { kind: 'balance', id: 'p', body: { id: 'p', amounts: { deposit: 1 } } },
      ])
    })

    it('an act that changes nothing is accepted and tells nobody', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1')))
      const { asOf } = await world.pull('d1', ['all'])
      expect(await world.verdicts('d1', wire(2, act('same', '1')))).toEqual([ok])
      expect(await world.pull('d1', ['all'], { all: asOf })).toMatchObject({ asOf, deviceSeq: 2 })
    })

    it('S5: the same batch again changes nothing and gets the same answer', async () => {
      const world = await start('d1')
      const batch = wire(1, make('1'), act('count', '1'), act('count', 'none'), 'lost')
      const first = await world.push('d1', batch)
      const again = await world.push('d1', batch)
      expect(again).toEqual({ ...first, serverTime: expect.any(Number) as number })
      const longer = await world.push('d1', [...batch, ...wire(5, act('count', '1'))])
      expect(longer).toMatchObject({
        verdicts: [...(first.kind === 'taken' ? first.verdicts : []), { seq: 5, verdict: ok }],
      })
      expect(await world.boxes()).toMatchObject({ 1: { count: 2 } })
    })

    it('S5: the same batch twice at once is taken once', async () => {
      const world = await start('d1')
      const other = createSyncWorld(world.store, world.org)
      const batch = wire(1, make('1'), act('count', '1'))
      const [first, second, third] = await Promise.all([
        world.push('d1', batch),
        other.push('d1', batch),
        world.push('d1', batch),
      ])
      expect(second).toMatchObject({ kind: 'taken', verdicts: first.kind === 'taken' ? first.verdicts : [] })
      expect(third).toMatchObject({ kind: 'taken', verdicts: first.kind === 'taken' ? first.verdicts : [] })
      expect(await world.boxes()).toMatchObject({ 1: { count: 1 } })
    })

    it('S5: a known number with other content never gets the old verdict, nor an effect', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1'), act('count', '1')))
      expect(await world.push('d1', wire(2, act('write', '1', { text: 'other' })))).toMatchObject({
        kind: 'gap',
        expected: 3,
      })
      expect(world.events).toContainEqual({ kind: 'differing', org: world.org, deviceId: 'd1', seq: 2 })
      expect(await world.boxes()).toMatchObject({ 1: { count: 1, text: '' } })
    })

    it('S21: a number that is not the next is not taken, and nothing after it', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1')))
      expect(await world.push('d1', wire(3, act('count', '1'), act('count', '1')))).toMatchObject({
        kind: 'gap',
        expected: 2,
      })
      expect(await world.boxes()).toMatchObject({ 1: { count: 0 } })
      expect(await world.pull('d1', [])).toMatchObject({ deviceSeq: 1 })
    })

    it('S21: what the device lost is recorded, and the rest follows', async () => {
      const world = await start('d1')
      expect(await world.verdicts('d1', wire(1, make('1'), 'lost', 'lost', act('count', '1')))).toEqual([
        ok,
        { kind: 'lost' },
        { kind: 'lost' },
        ok,
      ])
      expect(await world.boxes()).toMatchObject({ 1: { count: 1 } })
      // The content turns up after all (another tab, a file): the number stays lost, the device must give it a new one.
      expect(await world.push('d1', wire(2, act('count', '1')))).toMatchObject({ kind: 'gap', expected: 5 })
    })

    it('numbers within a request must be consecutive', async () => {
      const world = await start('d1')
      const [one] = wire(1, make('1'))
      const [three] = wire(3, make('3'))
      await expect(world.push('d1', [one!, three!])).rejects.toBeInstanceOf(MalformedRequestError)
      await expect(world.push('d1', [one!, one!])).rejects.toBeInstanceOf(MalformedRequestError)
    })

    it('an unknown device is turned away, and does not disturb others in the same moment', async () => {
      const world = await start('d1', 'd2')
      const outcomes = await Promise.allSettled([
        world.push('d1', wire(1, make('1'))),
        world.push('nobody', wire(1, make('2'))),
        world.push('d2', wire(1, make('3'))),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(UnknownDeviceError)
      expect(Object.keys(await world.boxes())).toEqual(['1', '3'])
    })

    it('many devices at once: every operation has one verdict and one effect', async () => {
      const devices = Array.from({ length: 12 }, (_, i) => `d${i}`)
      const world = await start(...devices)
      const other = createSyncWorld(world.store, world.org)
      await world.verdicts(
        'd0',
        wire(1, make('shared'), make('mine0'), act('give', 'shared', { purse: 'p', amount: 1 })),
      )
      await Promise.all(
        devices.map(async (device, i) => {
          for (let seq = i === 0 ? 4 : 1; seq < 20; seq += 3) {
            const through = seq % 2 ? world : other
            await through.verdicts(
              device,
              wire(
                seq,
                act('count', 'shared'),
                make(`${device}-${seq}`),
                act('give', 'shared', { purse: 'p', amount: 2 }),
              ),
            )
          }
        }),
      )
      const pushes = 11 * 7 + 6
      const boxes = await world.boxes<Box>()
      expect(boxes.shared?.count).toBe(1 + 2 * pushes)
      expect(Object.keys(boxes)).toHaveLength(2 + pushes)
      const { pages } = await world.pull('d0', ['customers'])
      expect(pages.find((page) => page.scope === 'customers')?.changes).toMatchObject([
        { body: { amounts: { deposit: 1 + 2 * pushes } } },
      ])
    })

    it('two that take the last of a deposit at once: one gets it, the other is told what is left', async () => {
      const world = await start('d1', 'd2', 'd0')
      const other = createSyncWorld(world.store, world.org)
      await world.verdicts('d0', wire(1, make('1'), make('2'), act('give', '1', { purse: 'p', amount: 10 })))
      const verdicts = await Promise.all([
        world.verdicts('d1', wire(1, act('take', '1', { purse: 'p', amount: 7 }))),
        other.verdicts('d2', wire(1, act('take', '2', { purse: 'p', amount: 7 }))),
      ])
      expect(
        verdicts
          .flat()
          .map(({ kind }) => kind)
          .sort(),
      ).toEqual(['accepted', 'refused'])
      expect(verdicts.flat()).toContainEqual({
        kind: 'refused',
        reason: 'depositTooSmall',
        params: { balanceMinor: 3, neededMinor: 7 },
      })
    })
  })
}
