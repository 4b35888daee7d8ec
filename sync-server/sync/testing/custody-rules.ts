/** What cannot be decided at once, or by everybody, is kept: nothing a person did is lost. */
import { describe, expect, it } from 'vitest'
import { maxPayloadBytes, protocolVersion } from '../../../lib/protocol/sync.ts'
import { decideHeldAgain, refuseHeld } from '../held-operations.ts'
import { pull } from '../pull.ts'
import { act, actorOf, createSyncWorld, make, ok, report, wire, type StartWorld, type SyncWorld } from './sync-world.ts'

export function custodyRules(start: StartWorld): void {
  describe('custody', () => {
    it('S22: a fault in deciding holds that operation and no other', async () => {
      const world = await start('d1')
      expect(
        await world.verdicts(
          'd1',
          wire(
            1,
            make('1'),
            act('throw', '1'),
            act('count', '1'),
            act('askUnnamed', '1'),
            act('takeUnseen', '1', { purse: 'p', amount: 3 }),
            act('count', '1'),
          ),
        ),
      ).toEqual([
        ok,
        { kind: 'held', cause: 'fault' },
        ok,
        { kind: 'held', cause: 'fault' },
        { kind: 'held', cause: 'fault' },
        ok,
      ])
      expect(await world.boxes()).toMatchObject({ 1: { count: 2 } })
      expect(world.events.filter(({ kind }) => kind === 'held')).toHaveLength(3)
    })

    it('S22: what has happened and does not fit is held, not refused; what comes after it is decided', async () => {
      const world = await start('d1')
      const verdicts = await world.verdicts('d1', wire(1, make('1'), act('late', '1'), act('count', '1')))
      expect(verdicts).toEqual([ok, { kind: 'held', cause: 'conflict' }, ok])
      expect(await world.boxes()).toMatchObject({ 1: { count: 1 } })
    })

    it('S22: the office decides what was held, once, and the device hears of it by an outcome', async () => {
      const world = await start('d1')
      await world.verdicts('d1', wire(1, make('1'), act('throw', '1'), act('throw', '1')))
      const before = await world.pull('d1', [])
      expect(before.pages[0]?.changes).toMatchObject([
        { kind: 'outcome', id: 'd1:2', body: { deviceId: 'd1', seq: 2, verdict: { kind: 'held', cause: 'fault' } } },
        { kind: 'outcome', id: 'd1:3' },
      ])
      // Mended: what threw now counts.
      const mended = createSyncWorld(world.store, world.org, {
        ...world.deps.trade,
        decide: (body, operation, facts) => world.deps.trade.decide(body, { ...operation, kind: 'box.count' }, facts),
      })
      const held = (seq: number) => ({ org: world.org, deviceId: 'd1', seq })
      expect(await decideHeldAgain(world.deps, held(2), 'olga')).toEqual({
        kind: 'decided',
        verdict: { kind: 'held', cause: 'fault' },
      })
      expect(await decideHeldAgain(mended.deps, held(2), 'olga')).toEqual({ kind: 'decided', verdict: ok })
      expect(await decideHeldAgain(mended.deps, held(2), 'olga')).toEqual({ kind: 'notHeld' })
      expect(await refuseHeld(world.deps, held(3), 'olga')).toEqual({
        kind: 'decided',
        verdict: { kind: 'refused', reason: 'refusedByOffice', params: { by: 'olga' } },
      })
      expect(await refuseHeld(world.deps, held(1), 'olga')).toEqual({ kind: 'notHeld' })
      expect(await world.boxes()).toMatchObject({ 1: { count: 1 } })
      const after = await world.pull('d1', [], { 'device:d1': before.asOf })
      expect(after.pages[0]?.changes).toMatchObject([
        { id: 'd1:2', body: { verdict: ok } },
        { id: 'd1:3', body: { verdict: { kind: 'refused', reason: 'refusedByOffice' } } },
      ])
      // And a late retry of the push hears the same.
      expect(await world.verdicts('d1', wire(1, make('1'), act('throw', '1'), act('throw', '1')))).toMatchObject([
        ok,
        ok,
        { kind: 'refused' },
      ])
    })

    it('S22: of two in the office who decide at once, one does', async () => {
      const world = await start('d1')
      world.people.set('boris', { actor: actorOf('boris'), standing: 'revoked' })
      await world.verdicts('d1', wire(1, make('1'), { ...act('count', '1'), actorId: 'boris' }))
      const held = { org: world.org, deviceId: 'd1', seq: 2 }
      const outcomes = await Promise.all([
        decideHeldAgain(world.deps, held, 'olga'),
        refuseHeld(createSyncWorld(world.store, world.org).deps, held, 'igor'),
        decideHeldAgain(world.deps, held, 'olga'),
      ])
      expect(outcomes.filter(({ kind }) => kind === 'decided')).toHaveLength(1)
    })

    it('S22: whatever text arrives is kept, also what no column holds', async () => {
      const world = await start('d1')
      const strange = wire(
        1,
        make('1'),
        act('write', '1', { text: 'half \ud800 pair' }),
        act('write', '1', { text: 'nul \u0000', 'key\u0000': 1 }),
        act('write', '1', { text: 'a backslash \\u0000 is only text' }),
      )
      const first = await world.push('d1', strange)
      expect(first).toMatchObject({ kind: 'taken' })
      expect(await world.push('d1', strange)).toMatchObject({
        verdicts: first.kind === 'taken' ? first.verdicts : null,
      })
      expect(await world.boxes()).toMatchObject({ 1: { text: 'a backslash \\u0000 is only text' } })
    })

    it('a payload over 64 KB is refused, and everything after it goes on', async () => {
      const world = await start('d1')
      expect(
        await world.verdicts(
          'd1',
          wire(
            1,
            make('1'),
            act('write', '1', { text: 'ж'.repeat(maxPayloadBytes / 2) }),
            act('write', '1', { text: 'x'.repeat(maxPayloadBytes - 100) }),
          ),
        ),
      ).toEqual([ok, { kind: 'refused', reason: 'badRequest', params: { path: 'payload' } }, ok])
    })

    it('of content that is nobody’s work only size and hash are kept, and a retry is still known by them', async () => {
      const world = await start('d1')
      const huge = { note: 'ж'.repeat(maxPayloadBytes / 2), z: { b: 1, a: 2 } }
      const sent = wire(1, make('1'), act('write', '1', huge), { ...act('write', '1', { text: 'x' }), actorId: 'x' })
      const first = await world.push('d1', sent)
      const stored = await world.store.transaction(world.org, (tx) => tx.sent('d1', 1, 3))
      const bytes = Buffer.byteLength(JSON.stringify(huge))
      expect(stored.map(({ operation }) => ('lost' in operation ? null : operation.payload))).toEqual([
        {},
        { unkept: { bytes, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
        { unkept: { bytes: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
      ])
      const inOtherOrder = { z: { a: 2, b: 1 }, note: huge.note }
      const again = wire(1, make('1'), act('write', '1', inOtherOrder), {
        ...act('write', '1', { text: 'x' }),
        actorId: 'x',
      })
      expect(await world.push('d1', again)).toMatchObject({ verdicts: first.kind === 'taken' ? first.verdicts : null })
      const other = wire(3, { ...act('write', '1', { text: 'y' }), actorId: 'x' })
      expect(await world.push('d1', other)).toMatchObject({ kind: 'gap', expected: 4 })
    })
  })

  describe('who may act', () => {
    it('S23: an actor who never signed in on this device is refused', async () => {
      const world = await start('d1')
      expect(await world.verdicts('d1', wire(1, make('1'), { ...act('write', '1'), actorId: 'the boss' }))).toEqual([
        ok,
        { kind: 'refused', reason: 'notAllowed', params: {} },
      ])
    })

    it('S23: one whose access was withdrawn is held for the office, who may let it pass', async () => {
      const world = await start('d1')
      world.people.set('boris', { actor: actorOf('boris'), standing: 'revoked' })
      expect(await world.verdicts('d1', wire(1, { ...make('1'), actorId: 'boris' }))).toEqual([
        { kind: 'held', cause: 'actor' },
      ])
      expect(await decideHeldAgain(world.deps, { org: world.org, deviceId: 'd1', seq: 1 }, 'olga')).toEqual({
        kind: 'decided',
        verdict: ok,
      })
      expect(await world.boxes()).toMatchObject({ 1: { by: 'boris' } })
    })
  })

  describe('versions', () => {
    it('S28: an operation of a newer schema waits for the update of the server', async () => {
      const world = await start('d1')
      expect(await world.verdicts('d1', wire(1, { ...make('1'), schema: 99 }, make('2')))).toEqual([
        { kind: 'held', cause: 'schema' },
        ok,
      ])
      expect(await decideHeldAgain(world.deps, { org: world.org, deviceId: 'd1', seq: 1 }, 'olga')).toEqual({
        kind: 'decided',
        verdict: { kind: 'held', cause: 'schema' },
      })
    })

    /** The server after an update: a box now has a text, which nobody had to give before. */
    const updated = (world: SyncWorld): SyncWorld => {
      const next = createSyncWorld(world.store, world.org)
      next.deps.schema = {
        version: 2,
        upgrade: (operation) => ({
          ...operation,
          schema: 2,
          payload: { text: 'from before', ...(operation.payload as object) },
        }),
      }
      return next
    }

    it('S28: an operation of an older schema is brought up before it is decided, and kept as it was sent', async () => {
      const old = await start('d1')
      const world = updated(old)
      const sent = wire(
        1,
        { ...make('1'), schema: 1 },
        { ...make('2', { text: 'old, with one' }), schema: 1 },
        { ...make('3', { text: '' }), schema: 2 },
      )
      expect(await world.verdicts('d1', sent)).toEqual([ok, ok, ok])
      expect(await world.boxes()).toMatchObject({
        1: { text: 'from before' },
        2: { text: 'old, with one' },
        3: { text: '' },
      })
      const stored = await world.store.transaction(world.org, (tx) => tx.sent('d1', 1, 3))
      expect(stored.map(({ operation }) => operation)).toMatchObject([
        { schema: 1, payload: {} },
        { schema: 1, payload: { text: 'old, with one' } },
        { schema: 2, payload: { text: '' } },
      ])
      // The same request again is known by what was sent, whatever became of it.
      expect(await world.push('d1', sent)).toMatchObject({ kind: 'taken' })
      expect(await old.push('d1', sent)).toMatchObject({ kind: 'taken' })
    })

    it('S28: what an older server held is decided after its update, by whatever schema it was written', async () => {
      const old = await start('d1')
      const sent = wire(1, { ...make('1', { text: 'new' }), schema: 2 }, make('2'), act('throw', '2'))
      expect(await old.verdicts('d1', sent)).toEqual([
        { kind: 'held', cause: 'schema' },
        ok,
        { kind: 'held', cause: 'fault' },
      ])
      const world = updated(old)
      // Mended: what threw is a writing.
      const { trade } = world.deps
      world.deps.trade = {
        ...trade,
        decide: (body, operation, facts) =>
          trade.decide(body, { ...operation, kind: operation.kind.replace('throw', 'write') }, facts),
      }
      for (const seq of [1, 3]) {
        const held = { org: world.org, deviceId: 'd1', seq }
        expect(await decideHeldAgain(world.deps, held, 'olga')).toEqual({ kind: 'decided', verdict: ok })
      }
      expect(await world.boxes()).toMatchObject({ 1: { text: 'new' }, 2: { text: 'from before' } })
    })

    it('S28: a too old app is told to update; its queue is taken all the same', async () => {
      const world = await start('d1')
      const input = { protocol: protocolVersion - 1, personId: null, cursors: {}, limit: 10, report }
      expect(await pull(world.deps, { org: world.org, deviceId: 'd1', scopes: ['all'] }, input)).toEqual({
        kind: 'updateRequired',
        minimum: protocolVersion,
      })
      expect(await world.verdicts('d1', wire(1, make('1')))).toEqual([ok])
    })
  })
}
