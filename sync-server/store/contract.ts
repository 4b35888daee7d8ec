/** What every store promises the decider. `memory.test.ts` and `postgres/postgres-store.db.test.ts` run it. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Operation, Posting, Ref } from '../../lib/domain/operation.ts'
import { ConflictError, FloorError, type SyncStore, type TakenOperation, type TransactionResult } from './ports.ts'

export type StoreUnderTest = {
  store: SyncStore
  org: string
  addDevice(id: string): Promise<void>
  /** As a restore from a backup does it. */
  beginEpoch(now: number): Promise<void>
  close(): Promise<void>
}

const order = (id: string): Ref => ({ kind: 'order', id })

const taken = (deviceId: string, seq: number, over: Partial<TakenOperation> = {}): TakenOperation => ({
  operation: {
    deviceId,
    seq,
    actorId: 'anna',
    kind: 'order.note',
    target: order('1'),
    payload: { note: 'Позвонить заранее', nested: [1, null, { deep: true }] },
    madeAt: 1_760_000_000_000,
    clockOffsetMs: -250,
    schema: 1,
  } satisfies Operation,
  verdict: { kind: 'accepted' },
  arrivedAt: 1_760_000_000_500,
  ...over,
})

const posting = (
  account: Posting['account'],
  delta: number,
  floored = false,
): TransactionResult['postings'][number] => ({
  account,
  delta,
  floored,
  entry: 'test',
  ref: order('1'),
  deviceId: 'd1',
  seq: 1,
  at: 1,
})

export function storeContract(open: () => Promise<StoreUnderTest>): void {
  let opened: StoreUnderTest[] = []
  const start = async () => {
    const under = await open()
    opened.push(under)
    return under
  }
  afterEach(async () => {
    for (const under of opened) await under.close()
    opened = []
  })

  /** Locks, writes and commits documents with these bodies and scopes. */
  const write = ({ store, org }: StoreUnderTest, documents: { ref: Ref; body: unknown; scopes: string[] }[]) =>
    store.transaction(org, async (tx) => {
      const before = await tx.lockDocuments(documents.map(({ ref }) => ref))
      return tx.commit({ documents: documents.map((document, i) => ({ ...document, before: before[i] ?? null })) })
    })

  const read = ({ store, org }: StoreUnderTest, scopes: Record<string, number>, limit = 100) =>
    store.pull(org, {
      deviceId: 'd1',
      cursors: Object.entries(scopes).map(([scope, after]) => ({ scope, after })),
      limit,
    })

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

  describe('documents and feed', () => {
    it('counts versions, keeps bodies as JSON does, and answers in the order asked', async () => {
      const under = await start()
      const body = { text: 'вода «Родник» 😀', none: null, list: [1, 2.5, -3], empty: {} }
      await write(under, [{ ref: order('1'), body: { first: true }, scopes: ['orders'] }])
      await write(under, [{ ref: order('1'), body, scopes: ['orders', 'customer:1'] }])
      await under.store.transaction(under.org, async (tx) => {
        const expected = [null, { ref: order('1'), version: 2, scopes: ['orders', 'customer:1'], body }]
        expect(await tx.documents([order('2'), order('1')])).toEqual(expected)
        expect(await tx.lockDocuments([order('2'), order('1')])).toEqual(expected)
        expect(await tx.documents([])).toEqual([])
      })
    })

    it('gives every changed document its number on the clock, once per scope', async () => {
      const under = await start()
      expect(await write(under, [{ ref: order('1'), body: { n: 1 }, scopes: ['orders', 'driver:7'] }])).toEqual({
        clock: 1,
      })
      expect(
        await write(under, [
          { ref: order('2'), body: { n: 2 }, scopes: ['orders'] },
          { ref: order('1'), body: { n: 3 }, scopes: ['orders', 'driver:7'] },
        ]),
      ).toEqual({ clock: 3 })
      const { asOf, pages } = await read(under, { orders: 0, 'driver:7': 0, nothing: 0 })
      expect(asOf).toBe(3)
      const change = (seq: number, id: string, version: number, n: number) => ({
        seq,
        ref: order(id),
        gone: false,
        version,
        body: { n },
      })
      expect(pages).toEqual([
        { scope: 'orders', from: 0, to: 3, more: false, changes: [change(2, '2', 1, 2), change(3, '1', 2, 3)] },
        { scope: 'driver:7', from: 0, to: 3, more: false, changes: [change(3, '1', 2, 3)] },
        { scope: 'nothing', from: 0, to: 3, more: false, changes: [] },
      ])
    })

    it('S26: tells the scopes that a document left, and takes it up again when it comes back', async () => {
      const under = await start()
      await write(under, [{ ref: order('1'), body: {}, scopes: ['orders', 'driver:7'] }])
      await write(under, [{ ref: order('1'), body: {}, scopes: ['orders', 'driver:8'] }])
      const gone = (await read(under, { 'driver:7': 1 })).pages
      expect(gone).toEqual([
        {
          scope: 'driver:7',
          from: 1,
          to: 2,
          more: false,
          changes: [{ seq: 2, ref: order('1'), gone: true, version: 0, body: null }],
        },
      ])
      await write(under, [{ ref: order('1'), body: { back: true }, scopes: ['orders', 'driver:7'] }])
      const back = (await read(under, { 'driver:7': 2, 'driver:8': 2 })).pages
      expect(back.map((page) => page.changes.map(({ gone: isGone, version }) => [isGone, version]))).toEqual([
        [[false, 3]],
        [[true, 0]],
      ])
    })

    it('takes ids and scopes as they come, whatever signs are in them', async () => {
      const under = await start()
      const strange = ['a"b', 'back\\slash', '{x,y}', 'NULL', "it's", 'две строки\n', ' ', '--;']
      await write(
        under,
        strange.map((id) => ({ ref: { kind: 'note', id }, body: { id }, scopes: [`note:${id}`, ...strange] })),
      )
      for (const id of strange) {
        const { pages } = await read(under, { [`note:${id}`]: 0 })
        expect(pages[0]?.changes).toMatchObject([{ ref: { kind: 'note', id }, body: { id } }])
        const shared = await read(under, { [id]: 0 })
        expect(shared.pages[0]?.changes).toHaveLength(strange.length)
      }
    })

    it('takes a document without scopes from everyone', async () => {
      const under = await start()
      await write(under, [{ ref: order('1'), body: {}, scopes: ['orders'] }])
      await write(under, [{ ref: order('1'), body: {}, scopes: [] }])
      expect((await read(under, { orders: 1 })).pages[0]?.changes).toMatchObject([{ gone: true }])
    })

    it('writes derived documents whether they exist or not', async () => {
      const under = await start()
      const ref = { kind: 'balance', id: 'c1' }
      for (const debt of [100, 50]) {
        await under.store.transaction(under.org, (tx) =>
          tx.commit({ derived: [{ ref, body: { debt }, scopes: ['customers'] }] }),
        )
      }
      expect((await read(under, { customers: 0 })).pages[0]?.changes).toEqual([
        { seq: 2, ref, gone: false, version: 2, body: { debt: 50 } },
      ])
    })

    it('of two that make the same document at once, one waits or starts again; none is overwritten', async () => {
      const under = await start()
      const make = async (name: string): Promise<string> => {
        for (;;) {
          try {
            return await under.store.transaction(under.org, async (tx) => {
              const [before] = await tx.lockDocuments([order('1')])
              if (before) return `${name} found it`
              await tx.commit({ documents: [{ ref: order('1'), before: null, body: { name }, scopes: ['orders'] }] })
              return `${name} made it`
            })
          } catch (error) {
            if (!(error instanceof ConflictError)) throw error
          }
        }
      }
      const outcomes = await Promise.all([make('anna'), make('boris')])
      expect(outcomes.filter((outcome) => outcome.endsWith('made it'))).toHaveLength(1)
      expect((await read(under, { orders: 0 })).pages[0]?.changes).toMatchObject([{ version: 1 }])
    })

    it('lets the second of two changes see the first', async () => {
      const under = await start()
      await write(under, [{ ref: order('1'), body: { n: 0 }, scopes: ['orders'] }])
      const add = () =>
        under.store.transaction(under.org, async (tx) => {
          const [before] = await tx.lockDocuments([order('1')])
          const { n } = before?.body as { n: number }
          await tx.commit({
            documents: [{ ref: order('1'), before: before ?? null, body: { n: n + 1 }, scopes: ['orders'] }],
          })
        })
      await Promise.all(Array.from({ length: 8 }, add))
      expect((await read(under, { orders: 0 })).pages[0]?.changes).toMatchObject([{ version: 9, body: { n: 8 } }])
    })
  })

  describe('pages', () => {
    it('S25: cuts pages at the limit, and the next ones bring the rest without a hole', async () => {
      const under = await start()
      const documents = (scope: string, count: number) =>
        Array.from({ length: count }, (_, i) => ({ ref: { kind: scope, id: `${i}` }, body: { i }, scopes: [scope] }))
      await write(under, [...documents('a', 25), ...documents('b', 3), ...documents('c', 8)])
      const cursors: Record<string, number> = { a: 0, b: 0, c: 0 }
      const seen: string[] = []
      for (let round = 0; round < 20; round += 1) {
        const { pages } = await read(under, cursors, 10)
        for (const page of pages) {
          expect(page.from).toBe(cursors[page.scope])
          if (page.more) expect(page.changes.length).toBeGreaterThan(0)
          seen.push(...page.changes.map(({ ref }) => `${ref.kind}${ref.id}`))
          cursors[page.scope] = page.to
        }
        if (round === 0) {
          expect(pages.map((page) => page.changes.length)).toEqual([4, 3, 3])
          expect(pages.map((page) => page.more)).toEqual([true, false, true])
        }
        if (!pages.some((page) => page.more)) break
      }
      expect(new Set(seen).size).toBe(36)
      expect(seen).toHaveLength(36)
      expect((await read(under, cursors)).pages).toEqual([])
    })

    it('S25: a fill from the beginning does not tell what is gone; what goes during it is told', async () => {
      const under = await start()
      const inScope = (scopes: string[], ...ids: string[]) => ids.map((id) => ({ ref: order(id), body: {}, scopes }))
      await write(under, inScope(['driver:7'], '1', '2', '3', '4'))
      await write(under, inScope([], '1', '2'))
      const [first] = (await read(under, { 'driver:7': 0, 'driver:8': 0 }, 2)).pages
      expect(first).toMatchObject({ more: false, to: 6, changes: [{ ref: order('3') }, { ref: order('4') }] })
      const [begun] = (await read(under, { 'driver:7': 0 }, 1)).pages
      expect(begun).toMatchObject({ more: true, to: 3, changes: [{ ref: order('3'), gone: false }] })
      await write(under, inScope([], '3'))
      const [rest] = (await read(under, { 'driver:7': 3 })).pages
      expect(rest?.changes.filter(({ gone }) => gone).map(({ ref }) => ref.id)).toEqual(['1', '2', '3'])
      await write(under, inScope([], '4'))
      expect((await read(under, { 'driver:7': 0 })).pages).toEqual([
        { scope: 'driver:7', from: 0, to: 8, more: false, changes: [] },
      ])
    })

    it('S25: says something of every scope with changes, also when there are more scopes than the limit', async () => {
      const under = await start()
      await write(under, [
        { ref: order('1'), body: {}, scopes: ['a', 'b', 'c'] },
        { ref: order('2'), body: {}, scopes: ['a', 'b', 'c'] },
      ])
      const { pages } = await read(under, { a: 0, b: 0, c: 0 }, 1)
      expect(pages.map(({ more, changes }) => [more, changes.length])).toEqual([
        [true, 1],
        [true, 1],
        [true, 1],
      ])
    })

    it('starts again from 0 when the cursor lies beyond the clock: the database was restored', async () => {
      const under = await start()
      await write(under, [{ ref: order('1'), body: {}, scopes: ['orders'] }])
      expect((await read(under, { orders: 500, other: 500 })).pages).toMatchObject([
        { scope: 'orders', from: 0, to: 1, more: false, changes: [{ seq: 1 }] },
        { scope: 'other', from: 0, to: 1, more: false, changes: [] },
      ])
    })

    it('S29: tells with every page which restore it comes after, also when the same backup was restored twice', async () => {
      const under = await start()
      const { epoch: first } = await read(under, {})
      await under.beginEpoch(1_760_000_000_000)
      const { epoch: second } = await read(under, { orders: 0 })
      expect(second).toBeGreaterThan(first)
      await under.beginEpoch(1_760_000_000_000)
      expect((await read(under, {})).epoch).toBeGreaterThan(second)
    })

    it('S29: lists what stands in a scope, with versions, and when it last changed', async () => {
      const under = await start()
      await write(under, [
        { ref: order('1'), body: {}, scopes: ['orders'] },
        { ref: order('2'), body: {}, scopes: ['orders'] },
      ])
      await write(under, [{ ref: order('1'), body: {}, scopes: ['orders', 'other'] }])
      await write(under, [{ ref: order('2'), body: {}, scopes: ['other'] }])
      const ask = async (cursor: number) => {
        const found: string[] = []
        const at = await under.store.scopeContents(under.org, 'orders', cursor, (ref, version) =>
          found.push(`${ref.id}@${version}`),
        )
        return { ...at, found }
      }
      expect(await ask(4)).toEqual({ asOf: 4, newest: 4, found: ['1@2'] })
      // Who has to pull first learns it without the scope being read: on a busy scope that is nearly everyone.
      expect(await ask(3)).toEqual({ asOf: 4, newest: 4, found: [] })
      expect(await ask(5)).toEqual({ asOf: 4, newest: 4, found: [] })
    })
  })

  describe('balances', () => {
    const owner = { kind: 'balance', id: 'c1' }
    const amounts = ({ store, org }: StoreUnderTest) => store.transaction(org, (tx) => tx.lockOwners([owner]))
    const post = ({ store, org }: StoreUnderTest, ...postings: TransactionResult['postings']) =>
      store.transaction(org, async (tx) => {
        await tx.lockOwners([owner])
        return tx.commit({ postings })
      })

    it('adds postings up by account and gives an owner all accounts', async () => {
      const under = await start()
      expect(await amounts(under)).toEqual([{}])
      await post(
        under,
        posting('balance/c1/deposit', 100),
        posting('balance/c1/deposit', -30),
        posting('balance/c1/debt', 5),
      )
      await post(under, posting('balance/c1/deposit', 1))
      expect(await amounts(under)).toEqual([{ deposit: 71, debt: 5 }])
    })

    it('never lets a floored account fall below zero, whatever the decider believed', async () => {
      const under = await start()
      await post(under, posting('balance/c1/deposit', 10, true))
      const tooMuch = under.store.transaction(under.org, async (tx) => {
        await tx.lockOwners([owner])
        return tx.commit({
          postings: [posting('balance/c1/deposit', -11, true)],
          documents: [{ ref: order('1'), before: null, body: {}, scopes: ['orders'] }],
        })
      })
      await expect(tooMuch).rejects.toBeInstanceOf(FloorError)
      await expect(post(under, posting('balance/c1/points', -1, true))).rejects.toBeInstanceOf(FloorError)
      expect(await amounts(under)).toEqual([{ deposit: 10 }])
      expect(await read(under, { orders: 0 })).toMatchObject({ asOf: 0, pages: [{ changes: [] }] })
      await post(under, posting('balance/c1/deposit', -10, true))
      expect(await amounts(under)).toEqual([{ deposit: 0 }])
      await post(under, posting('balance/c1/receivable', -7))
      expect(await amounts(under)).toEqual([{ deposit: 0, receivable: -7 }])
    })

    it('locks an owner as a whole, also one that never had an account', async () => {
      const under = await start()
      const add = (name: string) => () =>
        under.store.transaction(under.org, async (tx) => {
          const [known] = await tx.lockOwners([owner])
          const sum = Object.values(known ?? {}).reduce((total, amount) => total + amount, 0)
          await tx.commit({
            postings: [posting(`balance/c1/${name}`, 1)],
            derived: [{ ref: owner, body: { sum: sum + 1 }, scopes: ['customers'] }],
          })
        })
      await Promise.all(['a', 'b', 'c', 'a', 'b', 'd'].map((name) => add(name)()))
      expect(await amounts(under)).toEqual([{ a: 2, b: 2, c: 1, d: 1 }])
      expect((await read(under, { customers: 0 })).pages[0]?.changes).toMatchObject([{ body: { sum: 6 } }])
    })
  })

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
