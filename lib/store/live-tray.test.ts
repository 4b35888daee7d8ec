import { expect, test } from 'vitest'
import { createLiveTray, type LiveTray } from './live-tray.ts'
import type { LocalOperation, OperationStore } from './local-store.ts'
import { sampleOperation } from './store-contract.ts'

/** Answers with what was asked for when it was asked, once `answer` lets it. */
function slowTray(stored: LocalOperation[]): { tray: LiveTray; seqs: () => number[]; answer: () => Promise<void> } {
  const waiting: (() => void)[] = []
  const slow = <T>(found: T) => new Promise<T>((resolve) => waiting.push(() => resolve(found)))
  const operations: Pick<OperationStore, 'get' | 'read'> = {
    get: (seqs) => slow(stored.filter(({ seq }) => seqs.includes(seq))),
    read: () => slow([...stored]),
  }
  const tray = createLiveTray(operations)
  return {
    tray,
    seqs: () => tray.live.get().map(({ seq }) => seq),
    answer: async () => {
      waiting.shift()?.()
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
  }
}

test('what this tab changes while another tab’s news is being read is later, and stays', async () => {
  const { tray, seqs, answer } = slowTray([sampleOperation(1, { state: 'refused' }), sampleOperation(2)])
  const heard = tray.reread([1, 2])
  tray.apply([{ seq: 1, operation: sampleOperation(1, { state: 'refused', seen: true }) }])
  await answer()
  await heard
  expect(seqs()).toEqual([2])
})

test('two readings at once, and what changes between their ends', async () => {
  const { tray, seqs, answer } = slowTray([sampleOperation(1), sampleOperation(2)])
  const both = [tray.load(), tray.load()]
  await answer()
  tray.apply([{ seq: 1, operation: null }])
  await answer()
  await Promise.all(both)
  expect(seqs()).toEqual([2])
})
