/**
 * What every local store must do, whatever it is made of. `open` gives a tab's way to one and the same fresh store;
 * called again it gives a second tab.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor, Ref } from '../domain/operation.ts'
import type { LocalOperation, LocalStore, Row } from './local-store.ts'

export type StoreUnderTest = {
  open(): Promise<LocalStore>
  /** All tabs are closed, as by a crash of the browser; `open` then finds what was written. */
  crash(): Promise<void>
  destroy(): Promise<void>
}

const actor: Actor = { id: 'p1', name: 'Анна', roles: ['operator'], customerId: null }

export const sampleOperation = (seq: number, change: Partial<LocalOperation> = {}): LocalOperation => ({
  deviceId: 'd1',
  seq,
  actorId: actor.id,
  actor,
  kind: 'order.note',
  target: { kind: 'order', id: `o${seq}` },
  payload: { note: `№ ${seq}` },
  madeAt: 1000 + seq,
  clockOffsetMs: null,
  schema: 1,
  state: 'waiting',
  verdict: null,
  clock: null,
  settled: false,
  seen: false,
  ...change,
})

export const sampleRow = (ref: Ref, change: Partial<Row> = {}): Row => ({
  ref,
  version: 1,
  upTo: 0,
  asOf: 1,
  scopes: ['orders'],
  base: { id: ref.id },
  body: { id: ref.id },
  pending: 0,
  skipped: [],
  ...change,
})

const order = (id: string): Ref => ({ kind: 'order', id })
const product = (id: string): Ref => ({ kind: 'product', id })
const customer = (id: string): Ref => ({ kind: 'customer', id })

export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`local store: ${name}`, () => {
    let under: StoreUnderTest
    let store: LocalStore
    beforeEach(async () => {
      under = await create()
      store = await under.open()
    })
    afterEach(() => under.destroy())
    const reopen = async (): Promise<void> => {
      await under.crash()
      store = await under.open()
    }
    const put = (...rows: Row[]): Promise<void> =>
      store.documents.change(
        rows.map(({ ref }) => ref),
        async () => rows,
      )
    const seqsOf = (operations: LocalOperation[]): number[] => operations.map(({ seq }) => seq)

    describe('operations', () => {
      test('an appended operation is there after a crash, with everything in it (S1)', async () => {
        const operation = sampleOperation(1, {
          payload: { text: 'Вода «Родник» 19 л\n"кавычки"', nested: [1, null, { a: true }], amountMinor: 123_456_789 },
        })
        expect(await store.operations.append(operation)).toBe('stored')
        await reopen()
        expect(await store.operations.read({})).toEqual([operation])
        expect(await store.operations.lastSeq()).toBe(1)
      })

      test('a fresh store has used no number', async () => {
        expect(await store.operations.lastSeq()).toBe(0)
        expect(await store.operations.read({})).toEqual([])
      })

      test('two tabs never take the same number (S2)', async () => {
        const other = await under.open()
        const answers = await Promise.all([
          store.operations.append(sampleOperation(1, { payload: 'one' })),
          other.operations.append(sampleOperation(1, { payload: 'other' })),
        ])
        expect(answers.toSorted()).toEqual(['stored', 'taken'])
        const winner = answers[0] === 'stored' ? 'one' : 'other'
        for (const tab of [store, other]) {
          expect(await tab.operations.lastSeq()).toBe(1)
          expect((await tab.operations.read({})).map(({ payload }) => payload)).toEqual([winner])
        }
      })

      test('another tab sees a number as soon as it is stored', async () => {
        const other = await under.open()
        for (let seq = 1; seq <= 4; seq += 1) {
          const [writer, reader] = seq % 2 === 0 ? [store, other] : [other, store]
          expect(await reader.operations.lastSeq()).toBe(seq - 1)
          await writer.operations.append(sampleOperation(seq))
          expect(await reader.operations.lastSeq()).toBe(seq)
          expect(seqsOf(await reader.operations.read({ from: seq }))).toEqual([seq])
        }
      })

      test('reads ascending by number, also past 9, 99 and 999', async () => {
        const seqs = [9, 10, 99, 100, 999, 1000, 1001]
        for (const seq of seqs) await store.operations.append(sampleOperation(seq))
        expect(seqsOf(await store.operations.read({}))).toEqual(seqs)
        expect(seqsOf(await store.operations.read({ from: 100 }))).toEqual([100, 999, 1000, 1001])
        expect(seqsOf(await store.operations.read({ from: 10, limit: 3 }))).toEqual([10, 99, 100])
        expect(await store.operations.lastSeq()).toBe(1001)
      })

      test('gets what is kept of these numbers, ascending', async () => {
        for (const seq of [1, 2, 3, 5]) await store.operations.append(sampleOperation(seq, { settled: true }))
        await store.operations.forget([2])
        expect(seqsOf(await store.operations.get([5, 4, 2, 1]))).toEqual([1, 5])
        expect(await store.operations.get([3])).toEqual([sampleOperation(3, { settled: true })])
        expect(await store.operations.get([])).toEqual([])
      })

      test('reads by state and by whether it is settled', async () => {
        await store.operations.append(sampleOperation(1, { state: 'accepted', settled: true }))
        await store.operations.append(sampleOperation(2, { state: 'accepted' }))
        await store.operations.append(sampleOperation(3, { state: 'refused', settled: true }))
        await store.operations.append(sampleOperation(4, { state: 'held' }))
        await store.operations.append(sampleOperation(5))
        const read = async (query: Parameters<LocalStore['operations']['read']>[0]) =>
          seqsOf(await store.operations.read(query))
        expect(await read({ states: ['accepted', 'held'] })).toEqual([1, 2, 4])
        expect(await read({ settled: false })).toEqual([2, 4, 5])
        expect(await read({ settled: true })).toEqual([1, 3])
        expect(await read({ states: ['accepted'], settled: false })).toEqual([2])
        expect(await read({ states: ['waiting'], from: 5, limit: 1 })).toEqual([5])
        expect(await read({ states: ['lost'] })).toEqual([])
      })

      test('finds what is not settled on one document, ascending', async () => {
        const target = order('o1')
        await store.operations.append(sampleOperation(1, { target, settled: true, state: 'accepted' }))
        await store.operations.append(sampleOperation(2, { target }))
        await store.operations.append(sampleOperation(3, { target: order('o10') }))
        await store.operations.append(sampleOperation(4, { target: { kind: 'orders', id: '1' } }))
        await store.operations.append(sampleOperation(11, { target }))
        expect(seqsOf(await store.operations.unsettledOn(target))).toEqual([2, 11])
        await store.operations.update([{ seq: 2, settled: true }])
        expect(seqsOf(await store.operations.unsettledOn(target))).toEqual([11])
      })

      test('an update changes what it names, is durable, and leaves the rest (S13)', async () => {
        await store.operations.append(sampleOperation(1))
        await store.operations.append(sampleOperation(2))
        const refusal = { kind: 'refused', reason: 'alreadyPaid', params: { by: 'Пётр', at: 5 } } as const
        await store.operations.update([
          { seq: 1, state: 'accepted', verdict: { kind: 'accepted' }, clock: 77 },
          { seq: 2, state: 'refused', verdict: refusal, clock: 78, settled: true },
          { seq: 3, state: 'accepted' },
        ])
        await store.operations.update([{ seq: 2, seen: true }])
        await reopen()
        expect(await store.operations.read({})).toEqual([
          sampleOperation(1, { state: 'accepted', verdict: { kind: 'accepted' }, clock: 77 }),
          sampleOperation(2, { state: 'refused', verdict: refusal, clock: 78, settled: true, seen: true }),
        ])
      })

      test('an update can take a verdict back', async () => {
        await store.operations.append(
          sampleOperation(1, { state: 'accepted', verdict: { kind: 'accepted' }, clock: 7, settled: true }),
        )
        await store.operations.update([{ seq: 1, state: 'waiting', verdict: null, clock: null, settled: false }])
        expect(await store.operations.read({})).toEqual([sampleOperation(1)])
      })

      test('forgetting never lowers the last number', async () => {
        for (const seq of [1, 2, 3]) {
          await store.operations.append(sampleOperation(seq, { state: 'accepted', settled: true }))
        }
        await store.operations.forget([1, 2])
        await reopen()
        expect(seqsOf(await store.operations.read({}))).toEqual([3])
        expect(await store.operations.lastSeq()).toBe(3)
      })

      test('neither the highest number nor unsettled work is forgotten', async () => {
        await store.operations.append(sampleOperation(1))
        await store.operations.append(sampleOperation(2, { state: 'accepted', settled: true }))
        await expect(store.operations.forget([2])).rejects.toThrow()
        await expect(store.operations.forget([1])).rejects.toThrow()
        expect(seqsOf(await store.operations.read({}))).toEqual([1, 2])
      })
    })

    describe('documents', () => {
      test('a written row comes back whole, after a crash too', async () => {
        const row = sampleRow(order('заказ 1'), {
          version: 12,
          upTo: 7,
          asOf: 90,
          scopes: ['customer:42', 'driver:7', 'orders'],
          base: { id: 'заказ 1', lines: [{ id: 'a', quantityMilli: 1500 }], note: null },
          body: { id: 'заказ 1', lines: [], note: 'ждёт' },
          pending: 2,
          skipped: [9],
        })
        const alone = sampleRow(order('o2'), { version: 0, asOf: 0, scopes: [], base: null, pending: 1 })
        const empty = sampleRow(customer('c1'), { base: null, body: null })
        await put(row, alone, empty)
        await reopen()
        expect(await store.documents.read([row.ref, order('none'), alone.ref, empty.ref])).toEqual([
          row,
          null,
          alone,
          empty,
        ])
      })

      test('change gets the rows in the order asked, writes, and removes with null', async () => {
        await put(sampleRow(order('a')), sampleRow(product('b')), sampleRow(customer('c')))
        const refs = [customer('c'), order('none'), order('a'), product('b')]
        let seen: (Row | null)[] = []
        await store.documents.change(refs, async (rows) => {
          seen = rows
          return [null, sampleRow(order('none')), sampleRow(order('a'), { version: 2 }), rows[3] ?? null]
        })
        expect(seen.map((row) => row?.ref.id)).toEqual(['c', undefined, 'a', 'b'])
        const after = await store.documents.read(refs)
        expect(after.map((row) => row?.version)).toEqual([undefined, 1, 2, 1])
        await reopen()
        expect(await store.documents.read(refs)).toEqual(after)
      })

      test('what change throws comes through and nothing is written', async () => {
        await put(sampleRow(order('a')))
        const failing = store.documents.change([order('a')], async () => {
          throw new Error('not decided')
        })
        await expect(failing).rejects.toThrow('not decided')
        expect((await store.documents.read([order('a')]))[0]?.version).toBe(1)
      })

      test('when another tab wrote in between, change is asked again with what stands there', async () => {
        const other = await under.open()
        await put(sampleRow(order('a'), { version: 1 }))
        const seen: (number | undefined)[] = []
        await store.documents.change([order('a')], async ([row]) => {
          seen.push(row?.version)
          if (seen.length === 1) {
            await other.documents.change([order('a')], async () => [sampleRow(order('a'), { version: 5 })])
          }
          return [sampleRow(order('a'), { version: (row?.version ?? 0) + 10 })]
        })
        expect(seen.at(-1)).toBe(5)
        expect((await other.documents.read([order('a')]))[0]?.version).toBe(15)
      })

      test('two tabs changing the same rows lose nothing', async () => {
        const other = await under.open()
        const refs = [order('a'), product('b'), customer('c')]
        await put(...refs.map((ref) => sampleRow(ref, { version: 1 })))
        const raise = (tab: LocalStore) =>
          tab.documents.change(refs, async (rows) =>
            rows.map((row, i) => sampleRow(refs[i] ?? order('a'), { version: (row?.version ?? 0) + 1 })),
          )
        await Promise.all([raise(store), raise(other), raise(store), raise(other)])
        const versions = (await store.documents.read(refs)).map((row) => row?.version)
        // A change that is asked again may find some of its own rows written: no raise is lost, one may count twice.
        for (const version of versions) expect(version).toBeGreaterThanOrEqual(5)
      })

      test('a row made by two tabs at once is made once and changed once', async () => {
        const other = await under.open()
        const add = (tab: LocalStore) =>
          tab.documents.change([order('new')], async ([row]) => [
            sampleRow(order('new'), { version: (row?.version ?? 0) + 1 }),
          ])
        await Promise.all([add(store), add(other)])
        expect((await store.documents.read([order('new')]))[0]?.version).toBe(2)
      })

      test('tells which documents have pending operations', async () => {
        await put(
          sampleRow(order('a'), { pending: 1 }),
          sampleRow(order('b')),
          sampleRow(customer('c'), { pending: 3 }),
          sampleRow(product('d')),
        )
        const keys = (await store.documents.pending()).map(({ kind, id }) => `${kind}/${id}`)
        expect(keys.toSorted()).toEqual(['customer/c', 'order/a'])
        await put(sampleRow(order('a'), { pending: 0 }))
        expect(await store.documents.pending()).toEqual([customer('c')])
      })

      test('lists a scope in pieces, ascending by key, each document once', async () => {
        const inOrders = Array.from({ length: 25 }, (_, i) => order(`o${i}`))
        await put(
          ...inOrders.map((ref, i) => sampleRow(ref, { version: i + 1, scopes: i % 2 ? ['orders'] : ['a', 'orders'] })),
          sampleRow(product('p'), { scopes: ['orders'], version: 9 }),
          sampleRow(customer('c'), { scopes: ['customers', 'orders:old'] }),
          sampleRow(order('alone'), { scopes: [] }),
        )
        const found: { key: string; version: number }[] = []
        let after: string | null = null
        for (;;) {
          const piece = await store.documents.inScope('orders', after, 7)
          expect(piece.length).toBeLessThanOrEqual(7)
          const last = piece.at(-1)
          if (!last) break
          found.push(...piece.map(({ ref, version }) => ({ key: `${ref.kind}/${ref.id}`, version })))
          after = `${last.ref.kind}/${last.ref.id}`
        }
        const keys = found.map(({ key }) => key)
        expect(keys).toEqual([...inOrders.map(({ id }) => `order/${id}`), 'product/p'].toSorted())
        expect(found.find(({ key }) => key === 'order/o3')?.version).toBe(4)
        expect(await store.documents.inScope('order', null, 10)).toEqual([])
        expect((await store.documents.scopes()).toSorted()).toEqual(['a', 'customers', 'orders', 'orders:old'])
      })

      test('takes a page of a thousand rows', async () => {
        const rows = Array.from({ length: 1000 }, (_, i) => sampleRow(product(`p${i}`), { scopes: ['catalog'] }))
        await put(...rows)
        expect(await store.documents.read(rows.map(({ ref }) => ref))).toEqual(rows)
        expect(await store.documents.inScope('catalog', null, 5000)).toHaveLength(1000)
      })
    })

    describe('notes', () => {
      test('cursors are replaced one by one, removed with null, and survive a crash of the browser', async () => {
        expect(await store.notes.cursors()).toEqual({})
        await store.notes.setCursors({ 'customer:42': 10, catalog: 0 })
        await store.notes.setCursors({ catalog: 9_007_199_254_740_991, 'prices:розница': 5 })
        await store.notes.setCursors({ '~epoch': 1_760_000_000 })
        await store.notes.setCursors({ 'customer:42': null, unknown: null })
        // The kernel's own mark beside them (S29).
        const cursors = { catalog: 9_007_199_254_740_991, 'prices:розница': 5, '~epoch': 1_760_000_000 }
        expect(await store.notes.cursors()).toEqual(cursors)
        await reopen()
        expect(await store.notes.cursors()).toEqual(cursors)
      })

      test('the clock difference is kept', async () => {
        expect(await store.notes.clockOffsetMs()).toBeNull()
        await store.notes.setClockOffsetMs(-7_200_000)
        await reopen()
        expect(await store.notes.clockOffsetMs()).toBe(-7_200_000)
      })
    })
  })
}
