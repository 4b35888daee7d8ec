/** What every place for print jobs must keep. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PrintJob, PrintJobStore } from '../print-job.ts'

export type StoreGround = {
  /** A tab's own handle on the same store. */
  open(): Promise<PrintJobStore>
  destroy(): Promise<void>
}

const jobOf = (id: string, over: Partial<PrintJob> = {}): Omit<PrintJob, 'seq'> => ({
  id,
  title: `Чек № ${id}`,
  slip: { blocks: [{ kind: 'text', text: id }] },
  language: 'ru',
  createdAt: 1000,
  state: 'queued',
  changedAt: 1000,
  copy: false,
  torn: false,
  oneWay: false,
  approvedAt: null,
  lost: [],
  ...over,
})
const ids = (jobs: PrintJob[]) => jobs.map(({ id }) => id)

export function describeJobStore(name: string, setUp: () => Promise<StoreGround>): void {
  describe(name, () => {
    let ground: StoreGround
    beforeEach(async () => {
      ground = await setUp()
    })
    afterEach(async () => {
      await ground.destroy()
    })

    test('gives back what it got, in the order in which it came', async () => {
      const store = await ground.open()
      const [b, a] = [await store.append(jobOf('b')), await store.append(jobOf('a'))]
      expect(b.seq < a.seq).toBe(true)
      expect(await store.listOpen()).toEqual([
        { ...jobOf('b'), seq: b.seq },
        { ...jobOf('a'), seq: a.seq },
      ])
    })

    test('another tab sees it, also after the first one is gone', async () => {
      await (await ground.open()).append(jobOf('1'))
      expect(ids(await (await ground.open()).listOpen())).toEqual(['1'])
    })

    test('an id is taken once, and the first job stays', async () => {
      const store = await ground.open()
      await store.append(jobOf('1'))
      let failure: unknown = null
      await store.append(jobOf('1', { title: 'other' })).catch((error: unknown) => (failure = error))
      expect(failure === null).toBe(false)
      expect((await store.listOpen()).map(({ title }) => title)).toEqual(['Чек № 1'])
    })

    test('a change changes what it names and nothing else', async () => {
      const store = await ground.open()
      const { seq } = await store.append(jobOf('1'))
      const changed = await store.update('1', { state: 'interrupted', copy: true, changedAt: 2000 })
      expect(changed).toEqual({ ...jobOf('1'), seq, state: 'interrupted', copy: true, changedAt: 2000 })
      expect(await store.listOpen()).toEqual([changed])
    })

    test('a change of what is not there is null', async () => {
      const store = await ground.open()
      expect(await store.update('none', { state: 'printed' })).toBeNull()
    })

    test('open are all but printed, dropped, and sent to a printer that does not answer', async () => {
      const store = await ground.open()
      const states = ['queued', 'asking', 'sending', 'sent', 'printed', 'interrupted', 'dropped'] as const
      for (const state of states) {
        await store.append(jobOf(state))
        await store.update(state, { state, changedAt: 2000 })
      }
      await store.append(jobOf('one-way'))
      await store.update('one-way', { state: 'sent', oneWay: true, changedAt: 3000 })
      expect(ids(await store.listOpen())).toEqual(['queued', 'asking', 'sending', 'sent', 'interrupted'])
      expect(ids(await store.listEnded(10))).toEqual(['one-way', 'dropped', 'printed'])
      expect(ids(await store.listEnded(1))).toEqual(['one-way'])
    })

    test('finds what broke off, open or given up', async () => {
      const store = await ground.open()
      for (const id of ['1', '2', '3']) await store.append(jobOf(id))
      await store.update('1', { state: 'interrupted', torn: true })
      await store.update('2', { state: 'dropped', torn: true })
      await store.update('3', { state: 'printed' })
      expect(ids(await store.listTorn()).sort()).toEqual(['1', '2'])
      await store.update('2', { torn: false })
      expect(ids(await (await ground.open()).listTorn())).toEqual(['1'])
    })

    test('knows a name as long as its job is there, open or ended', async () => {
      const store = await ground.open()
      await store.append(jobOf('1'))
      expect([await store.has('1'), await store.has('2')]).toEqual([true, false])
      await store.update('1', { state: 'dropped', changedAt: 2000 })
      expect(await (await ground.open()).has('1')).toBe(true)
    })

    test('what ended and is wanted again is open, at its old place', async () => {
      const store = await ground.open()
      await store.append(jobOf('1'))
      await store.append(jobOf('2'))
      await store.update('1', { state: 'printed', changedAt: 2000 })
      await store.update('1', { state: 'queued', copy: true, changedAt: 3000 })
      expect(ids(await store.listOpen())).toEqual(['1', '2'])
      expect(await store.listEnded(10)).toEqual([])
    })
  })
}
