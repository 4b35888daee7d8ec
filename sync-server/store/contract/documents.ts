import { describe, expect, it } from 'vitest'
import { ConflictError } from '../ports.ts'
import { order, read, write, type StartStore } from './store-under-test.ts'

export function documentsContract(start: StartStore): void {
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

    it('lists what of a kind stands in a scope and fits, as it is now', async () => {
      const under = await start()
      const inState = (id: string, state: string, scopes: string[], kind = 'order') => ({
        ref: { kind, id },
        body: { state },
        scopes,
      })
      await write(under, [
        inState('1', 'draft', ['orders', 'customer:a']),
        inState('2', 'accepted', ['orders', 'customer:a']),
        inState('3', 'completed', ['orders', 'customer:a']),
        inState('4', 'draft', ['orders', 'customer:b']),
        inState('5', 'draft', ['customer:a'], 'other'),
        { ref: order('6'), body: {}, scopes: ['customer:a'] },
      ])
      const list = () =>
        under.store.transaction(under.org, async (tx) => {
          const query = { scope: 'customer:a', kind: 'order', field: 'state', values: ['draft', 'accepted'] }
          return (await tx.list(query)).sort()
        })
      expect(await list()).toEqual(['1', '2'])
      await write(under, [inState('1', 'draft', ['orders', 'customer:b']), inState('3', 'draft', ['customer:a'])])
      expect(await list()).toEqual(['2', '3'])
    })

    it('what is held alone waits for everybody who holds it, and they for it', async () => {
      for (const hows of [
        ['alone', 'together'],
        ['together', 'alone'],
        ['alone', 'alone'],
      ] as const) {
        const under = await start()
        const told: string[] = []
        let release = () => undefined as void
        const released = new Promise<void>((resolve) => (release = resolve))
        let hasFirst = () => undefined as void
        const firstHolds = new Promise<void>((resolve) => (hasFirst = resolve))
        const first = under.store.transaction(under.org, async (tx) => {
          await tx.hold([{ ref: order('1'), how: hows[0] }])
          hasFirst()
          await released
          told.push('first')
          await tx.commit({})
        })
        await firstHolds
        const second = under.store.transaction(under.org, async (tx) => {
          await tx.hold([
            { ref: order('2'), how: 'together' },
            { ref: order('1'), how: hows[1] },
          ])
          told.push('second')
          await tx.commit({})
        })
        await new Promise((resolve) => setTimeout(resolve, 30))
        release()
        await Promise.all([first, second])
        expect(told, hows.join()).toEqual(['first', 'second'])
      }
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
}
