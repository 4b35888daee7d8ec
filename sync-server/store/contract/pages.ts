import { describe, expect, it } from 'vitest'
import { order, read, write, type StartStore } from './store-under-test.ts'

export function pagesContract(start: StartStore): void {
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

    it('S29: never gives out a version again that another epoch may have given to other content', async () => {
      const under = await start()
      const versions = async () =>
        (await read(under, { orders: 0 })).pages[0]?.changes.map(({ ref, version }) => [ref.id, version])
      await write(under, [{ ref: order('1'), body: { n: 1 }, scopes: ['orders'] }])
      expect(await versions()).toEqual([['1', 1]])
      await under.beginEpoch(1_760_000_000_000)
      await write(under, [{ ref: order('1'), body: { n: 2 }, scopes: ['orders'] }])
      await write(under, [{ ref: order('2'), body: { n: 1 }, scopes: ['orders'] }])
      await write(under, [{ ref: order('1'), body: { n: 3 }, scopes: ['orders'] }])
      expect(await versions()).toEqual([
        ['2', 1_760_000_000],
        ['1', 1_760_000_001],
      ])
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
}
