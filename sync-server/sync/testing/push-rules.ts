/** The server's rules that hold on any store: run on the model and on PostgreSQL. */
import { afterEach, describe, expect, it } from 'vitest'
import { maxPayloadBytes, protocolVersion } from '../../../lib/protocol/sync.ts'
import type { SyncStore } from '../../store/ports.ts'
import { compare } from '../compare.ts'
import { createScopeHash } from '../../../lib/protocol/scope-hash.ts'
import { UnknownDeviceError, MalformedRequestError } from '../deps.ts'
import { decideHeldAgain, refuseHeld } from '../held-operations.ts'
import { importWork } from '../import-work.ts'
import { pull } from '../pull.ts'
import { applyServerOperation } from '../server-operation.ts'
import type { Box } from './box-trade.ts'
import {
  act,
  actorOf,
  createSyncWorld,
  make,
  ok,
  report,
  wire,
  type SyncWorld,
  type WireOperations,
} from './sync-world.ts'

export type OpenStore = () => Promise<{
  store: SyncStore
  org: string
  addDevice(id: string): Promise<void>
  close(): Promise<void>
}>

export function pushRules(open: OpenStore): void {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })
  const start = async (...devices: string[]): Promise<SyncWorld> => {
    const opened = await open()
    closers.push(() => opened.close())
    for (const device of devices) await opened.addDevice(device)
    return createSyncWorld(opened.store, opened.org)
  }

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
