/** What comes in without a device sending it: acts of the server, work as a file. */
import { describe, expect, it } from 'vitest'
import { importWork } from '../import-work.ts'
import { applyServerOperation } from '../server-operation.ts'
import {
  act,
  actorOf,
  createSyncWorld,
  make,
  wire,
  type StartWorld,
  type SyncWorld,
  type WireOperations,
} from './sync-world.ts'

export function officeRules(start: StartWorld): void {
  describe('acts of the server itself', () => {
    it('stand in the journal of the device "server", numbered without a gap, by several processes at once', async () => {
      const world = await start()
      const other = createSyncWorld(world.store, world.org)
      const office = actorOf('olga', { roles: ['office'] })
      const apply = (through: SyncWorld, id: string) =>
        applyServerOperation(through.deps, through.org, {
          actor: office,
          kind: 'box.make',
          target: { kind: 'box', id },
          payload: {},
        })
      const done = await Promise.all(Array.from({ length: 10 }, (_, i) => apply(i % 2 ? world : other, `${i}`)))
      expect(done.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(done.every(({ verdict }) => verdict.kind === 'accepted')).toBe(true)
      expect(await apply(world, '3')).toMatchObject({ seq: 11, verdict: { kind: 'refused', reason: 'alreadyExists' } })
      expect(await world.boxes()).toMatchObject({ 3: { by: 'olga' } })
    })
  })

  describe('work as a file', () => {
    const fileOf = (deviceId: string, operations: WireOperations) => ({ deviceId, operations })

    it('S12: comes in exactly once, whatever the network brings before and after', async () => {
      const world = await start('d1')
      const all = wire(1, make('1'), ...Array.from({ length: 249 }, () => act('count', '1')))
      await world.verdicts('d1', all.slice(0, 40))
      expect(await importWork(world.deps, world.org, fileOf('d1', all.toReversed()), 'olga')).toEqual({
        kind: 'imported',
        known: 40,
        taken: { accepted: 210, refused: 0, held: 0, lost: 0 },
        left: null,
      })
      expect(await importWork(world.deps, world.org, fileOf('d1', all), 'olga')).toMatchObject({
        known: 250,
        left: null,
      })
      await world.verdicts('d1', all.slice(150))
      expect(await world.boxes()).toMatchObject({ 1: { count: 249 } })
      // Counted once, by whichever way it came.
      const decided = world.events.flatMap((event) => (event.kind === 'decided' ? event.accepted : []))
      expect(decided.reduce((sum, count) => sum + count, 0)).toBe(250)
    })

    it('S12: takes what follows on, and says what it waits for', async () => {
      const world = await start('d1')
      const all = wire(1, make('1'), act('count', '1'), act('count', '1'), act('count', '1'), act('count', '1'))
      const holed = [all[0]!, all[1]!, all[3]!, all[4]!]
      expect(await importWork(world.deps, world.org, fileOf('d1', holed), 'olga')).toEqual({
        kind: 'imported',
        known: 0,
        taken: { accepted: 2, refused: 0, held: 0, lost: 0 },
        left: { count: 2, expected: 3, why: 'gap' },
      })
      await world.verdicts('d1', [all[2]!])
      expect(await importWork(world.deps, world.org, fileOf('d1', holed), 'olga')).toMatchObject({
        known: 2,
        left: null,
      })
      expect(await world.boxes()).toMatchObject({ 1: { count: 4 } })
    })

    it('S12: says that other work has arrived under the same numbers: the device was restored from a copy', async () => {
      const world = await start('d1')
      const all = wire(1, make('1'), ...Array.from({ length: 149 }, () => act('count', '1')))
      await world.verdicts('d1', all.slice(0, 100))
      await world.verdicts('d1', wire(101, act('write', '1', { text: 'other' }), act('count', '1')))
      expect(await importWork(world.deps, world.org, fileOf('d1', all), 'olga')).toMatchObject({
        known: 100,
        taken: { accepted: 0 },
        left: { count: 50, expected: 103, why: 'differs' },
      })
    })

    it('S12: a file of an unknown device changes nothing', async () => {
      const world = await start('d1')
      expect(await importWork(world.deps, world.org, fileOf('d9', wire(1, make('1'))), 'olga')).toEqual({
        kind: 'unknownDevice',
      })
      expect(await world.boxes()).toEqual({})
    })
  })
}
