/** What a device is told, and how it finds out that it holds something else. */
import { describe, expect, it } from 'vitest'
import { createScopeHash } from '../../../lib/protocol/scope-hash.ts'
import { compare } from '../compare.ts'
import { act, make, wire, type StartWorld, type SyncWorld } from './sync-world.ts'

export function pullRules(start: StartWorld): void {
  describe('pull', () => {
    it('S8: shows the device up to which of its numbers the documents hold', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1'), act('count', '1')))
      expect(await world.pull('d1', ['all'])).toMatchObject({ deviceSeq: 2, asOf: 1 })
    })

    it('S26: a document that leaves a scope is gone there; a new scope is filled from its beginning', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1', { shelf: 'a' }), make('2', { shelf: 'b' })))
      const { asOf } = await world.pull('d1', ['shelf:a'])
      await world.verdicts('d1', wire(3, act('move', '1', { shelf: 'b' })))
      const next = await world.pull('d1', ['shelf:a', 'shelf:b'], { 'shelf:a': asOf, 'device:d1': asOf })
      expect(next.scopes).toEqual(['device:d1', 'shelf:a', 'shelf:b'])
      expect(next.pages).toMatchObject([
        { scope: 'shelf:a', from: asOf, changes: [{ id: '1', gone: true }] },
        { scope: 'shelf:b', from: 0, changes: [{ id: '2' }, { id: '1', version: 2 }] },
      ])
    })

    it('S10: without a session only the device’s own scope is told', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1'), act('throw', '1')))
      const answer = await world.pull('d1', null, { all: 0 })
      expect(answer.scopes).toBeNull()
      expect(answer.pages.map((page) => page.scope)).toEqual(['device:d1'])
      expect(answer.pages[0]?.changes).toHaveLength(1)
    })

    it('a cursor for a scope that is not granted is not answered', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1', { shelf: 'secret' })))
      const answer = await world.pull('d1', ['shelf:a'], { 'shelf:secret': 0, __proto__: 5 })
      expect(JSON.stringify(answer)).not.toContain('secret')
    })
  })

  describe('compare', () => {
    const hashOf = async (world: SyncWorld, scope: string) => {
      const hash = createScopeHash()
      const { pages, asOf } = await world.pull('d1', [scope])
      for (const page of pages) {
        for (const change of page.changes) {
          if (page.scope === scope && 'version' in change)
            hash.add({ kind: change.kind, id: change.id }, change.version)
        }
      }
      return { scope, cursor: asOf, count: hash.count(), hash: hash.digest() }
    }

    it('S29: tells same, different and behind', async () => {
      const world = await start('d1')
      await world.verdicts(
        'd1',
        wire(1, make('1', { shelf: 'a' }), make('2', { shelf: 'a' }), make('3', { shelf: 'b' })),
      )
      const ask = (input: Awaited<ReturnType<typeof hashOf>>, scopes: string[] | null = ['shelf:a']) =>
        compare(world.deps, { org: world.org, deviceId: 'd1', scopes }, input)
      const held = await hashOf(world, 'shelf:a')
      expect(await ask(held)).toEqual({ kind: 'same' })
      expect(await ask({ ...held, count: 1 })).toEqual({ kind: 'different' })
      expect(await ask({ ...held, hash: '0000000000000000' })).toEqual({ kind: 'different' })
      expect(world.events.filter(({ kind }) => kind === 'difference')).toHaveLength(2)
      expect(await ask({ ...held, cursor: 1 })).toEqual({ kind: 'behind' })
      expect(await ask({ ...held, cursor: 10_000 })).toEqual({ kind: 'behind' })
      expect(await ask(held, null)).toEqual({ kind: 'behind' })
      // A change elsewhere is no reason to be behind.
      await world.verdicts('d1', wire(4, act('count', '3')))
      expect(await ask(held)).toEqual({ kind: 'same' })
      await world.verdicts('d1', wire(5, act('move', '1', { shelf: 'b' })))
      expect(await ask(held)).toEqual({ kind: 'behind' })
      expect(await ask(await hashOf(world, 'shelf:a'))).toEqual({ kind: 'same' })
    })
  })
}
