// Views are made of documents and operations, and can be made again at any time (S3).
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault, WriteStep } from './memory-store.ts'
import { listRef } from './testing/word-lists.ts'
import { createWorld, sample, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
beforeEach(() => {
  ;({ time, server, device } = createWorld())
})

describe('views (S3)', () => {
  const failRowOnce = (fault: Fault) => {
    let armed = true
    return {
      before: ({ what }: WriteStep) => {
        if (!armed || what !== 'row') return null
        armed = false
        return fault
      },
    }
  }

  test('an act whose view could not be written is done, and the view comes with the next chance', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('quota'))
    await time.pass(1)
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(device.row('a')).toBeNull()
    expect(tab.kernel.status().trouble).toMatchObject({ kind: 'quota' })
    device.fate = fine
    await time.pass(5000)
    expect(device.row('a')?.body).toMatchObject({ id: 'a' })
    expect(tab.kernel.status().trouble).toBeNull()
    expect(server.takenBy('d1')).toHaveLength(1)
  })

  test('an act decides on what was done before it, also when that view could not be written', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('quota'))
    await tab.act('list.make', 'a', make)
    expect(await tab.act('list.make', 'a', make)).toMatchObject({ kind: 'refused', reason: 'alreadyExists' })
  })

  test('killed between the operation and its view: the next start makes the view (S3)', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('crash'))
    await tab.act('list.make', 'a', make)
    tab.die()
    expect(device.row('a')).toBeNull()
    await device.tab()
    await time.pass(1)
    expect(device.row('a')).toMatchObject({ pending: 1, body: { id: 'a' } })
  })

  test('all views can be lost and are made again from documents and operations (S3, S13)', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    await tab.act('list.make', 'b', make)
    const before = device.disk.rows()
    tab.die()
    const repair = device.disk.open()
    await repair.documents.change(
      before.map(({ ref }) => ref),
      async (rows) => rows.map((row) => row && (row.version === 0 ? null : { ...row, body: null, pending: 9 })),
    )
    await device.tab()
    await time.pass(1)
    const byId = (rows: typeof before) => rows.toSorted((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
    expect(byId(device.disk.rows())).toEqual(byId(before))
  })

  test('rules that break on an operation leave it out of the view, say so, and let it travel', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    await tab.store.operations.append({ ...sample, seq: 3, kind: 'list.fault', target: listRef('a') })
    tab.die()
    const next = await device.tab()
    await time.pass(1)
    expect(device.row('a')).toMatchObject({ pending: 2, skipped: [3] })
    expect(device.words('a')).toEqual(['вода'])
    expect(next.kernel.status().trouble).toMatchObject({ kind: 'fault', message: 'The rules are broken' })
  })

  test('what another document says counts in the view: the facts are this device’s own views', async () => {
    device.fate = offline
    const tab = await device.tab()
    await tab.act('list.make', 'rules', make)
    await tab.act('list.add', 'rules', { word: 'нельзя' })
    await tab.act('list.make', 'a', { scopes: ['lists'], rules: 'rules' })
    expect(await tab.act('list.add', 'a', { word: 'нельзя' })).toMatchObject({ reason: 'notOrderable' })
    expect(await tab.act('list.add', 'a', { word: 'можно' })).toMatchObject({ kind: 'done' })
  })

  test('users.md 1: what was done here stays in its view when something arrives that would have forbidden it', async () => {
    device.fate = offline
    const tab = await device.tab()
    await tab.act('list.make', 'rules', make)
    await tab.act('list.make', 'a', { scopes: ['lists'], rules: 'rules' })
    await tab.act('list.keep', 'a', { word: 'нельзя' })
    await tab.act('list.add', 'rules', { word: 'нельзя' })
    expect(await tab.act('list.keep', 'a', { word: 'нельзя' })).toMatchObject({ reason: 'notOrderable' })
    await tab.act('list.add', 'a', { word: 'можно' })
    expect(device.row('a')?.body).toMatchObject({ words: ['нельзя', 'можно'] })
  })

  test('a view that still counts an operation which is settled is put right by itself', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(2000)
    const row = device.row('a')!
    expect(row.pending).toBe(0)
    await device.disk.open().documents.change([row.ref], async () => [{ ...row, pending: 1 }])
    await time.pass(30_000)
    expect(device.row('a')?.pending).toBe(0)
  })
})
