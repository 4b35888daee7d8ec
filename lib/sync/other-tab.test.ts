// What a tab decides by, when another tab acted the moment before: the real store, whose tabs remember rows, and news
// between tabs that has not arrived yet.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDevice, type TestDevice } from '../store/testing/test-device.ts'
import { createAct } from './act.ts'
import { createTally } from './tally.ts'
import { createLockTable } from './testing/fake-locks.ts'
import { anna } from './testing/test-device.ts'
import { listRef, wordLists } from './testing/word-lists.ts'
import { createViews } from './views.ts'

const locks = createLockTable()
let device: TestDevice
beforeEach(() => {
  device = createTestDevice()
})
afterEach(() => device.closeAll())

async function openTab() {
  const { local } = await device.open({ post: () => undefined, listen: () => () => undefined })
  const tally = createTally(local.operations)
  await tally.load()
  const fault = (error: unknown) => {
    throw error
  }
  const act = createAct({
    store: local,
    views: createViews({ store: local, trade: wordLists, onFault: fault }),
    locks: locks.tab(),
    deviceId: () => 'd1',
    now: () => 1000,
    highestSeq: () => tally.highest(),
    clockOffsetMs: () => null,
    onAppended: (operation) => tally.note(operation),
    onHandedOver: () => undefined,
    onViewFailed: (_ref, error) => fault(error),
  })
  return { tally, act: (kind: string, id: string, payload: unknown = null) => act(kind, listRef(id), payload, anna) }
}

describe('another tab acted, and its news is still on the way', () => {
  /** Both tabs have looked at the book that says which words the list may not take. */
  async function twoTabs() {
    const [one, other] = [await openTab(), await openTab()]
    await one.act('list.make', 'book')
    await other.act('list.make', 'words', { rules: 'book' })
    await other.act('list.add', 'words', { word: 'чай' })
    await one.act('list.add', 'book', { word: 'вода' })
    return { one, other }
  }
  const forbidden = { kind: 'refused', reason: 'notOrderable', params: { word: 'вода' } }

  test('what the rules look at is what that tab made of it', async () => {
    const { other } = await twoTabs()
    expect(await other.act('list.add', 'words', { word: 'вода' })).toEqual(forbidden)
  })

  test('also when the number has been heard of, and what stands under it has not', async () => {
    const { other } = await twoTabs()
    await other.tally.catchUp()
    expect(await other.act('list.add', 'words', { word: 'вода' })).toEqual(forbidden)
    expect(await other.act('list.add', 'words', { word: 'соль' })).toEqual({ kind: 'done', seq: 5 })
  })
})
