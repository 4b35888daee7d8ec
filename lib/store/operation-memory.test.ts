import { expect, test, vi } from 'vitest'
import { createOperationMemory, type OperationDisk, type OperationMemory } from './operation-memory.ts'
import type { LocalOperation } from './local-store.ts'
import { refKey } from '../domain/operation.ts'
import { createOperationStore } from './operation-store.ts'
import type { StoredOperation } from './schemas.ts'
import { sampleOperation } from './store-contract.ts'
import type { Kept, Table } from './table.ts'

/** Answers with what was asked for when it was asked, once `answer` lets it. */
function slowMemory(stored: LocalOperation[]): {
  memory: OperationMemory
  seqs: () => number[]
  answer: () => Promise<void>
} {
  const waiting: (() => void)[] = []
  const slow = <T>(found: T) => new Promise<T>((resolve) => waiting.push(() => resolve(found)))
  const operations: OperationDisk = {
    get: (seqs) => slow(stored.filter(({ seq }) => seqs.includes(seq))),
    read: ({ settled }) => (settled === false ? slow([...stored]) : Promise.resolve([])),
    unsettledOn: (target) => slow(stored.filter((one) => refKey(one.target) === target && !one.settled)),
  }
  const memory = createOperationMemory(operations)
  return {
    memory,
    seqs: () => memory.tray.get().map(({ seq }) => seq),
    answer: async () => {
      waiting.shift()?.()
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
  }
}

test('what this tab changes while another tab’s news is being read is later, and stays', async () => {
  const { memory, seqs, answer } = slowMemory([sampleOperation(1, { state: 'refused' }), sampleOperation(2)])
  const heard = memory.reread([1, 2])
  memory.apply([{ seq: 1, operation: sampleOperation(1, { state: 'refused', seen: true }) }])
  await answer()
  await heard
  expect(seqs()).toEqual([2])
})

test('nothing is answered while a reading is under way, nor after one that failed', async () => {
  const { memory, answer } = slowMemory([sampleOperation(1)])
  expect(memory.unsettled()).toBeNull()
  const loading = memory.load()
  expect(memory.unsettled()).toBeNull()
  await answer()
  await loading
  expect(memory.unsettledOn('order/o1')?.map(({ seq }) => seq)).toEqual([1])
  expect(memory.unsettledOn('order/o2')).toEqual([])

  const heard = memory.reread([1])
  expect(memory.unsettledOn('order/o1')).toBeNull()
  await answer()
  await heard
  expect(memory.unsettledOn('order/o1')).toHaveLength(1)

  const failing = createOperationMemory({
    get: () => Promise.reject(new Error('closed')),
    read: async () => [],
    unsettledOn: async () => [],
  })
  await failing.load()
  expect(failing.unsettled()).toEqual([])
  await expect(failing.reread([1])).rejects.toThrow('closed')
  expect(failing.unsettled()).toBeNull()
})

test('what is settled or forgotten is not unsettled any more, and what is comes by number', async () => {
  const { memory, answer } = slowMemory([])
  const loading = memory.load()
  await answer()
  await loading
  const on = (id: string) => memory.unsettledOn(`order/${id}`)?.map(({ seq }) => seq)
  memory.apply([
    { seq: 2, operation: sampleOperation(2, { target: { kind: 'order', id: 'a' } }) },
    { seq: 1, operation: sampleOperation(1, { target: { kind: 'order', id: 'a' } }) },
  ])
  expect(on('a')).toEqual([1, 2])
  memory.apply([{ seq: 1, operation: sampleOperation(1, { target: { kind: 'order', id: 'a' }, settled: true }) }])
  memory.apply([{ seq: 2, operation: null }])
  expect(on('a')).toEqual([])
  expect(memory.unsettled()).toEqual([])
})

test('two readings at once, and what changes between their ends', async () => {
  const { memory, seqs, answer } = slowMemory([sampleOperation(1), sampleOperation(2)])
  const both = [memory.load(), memory.load()]
  await answer()
  memory.apply([{ seq: 1, operation: null }])
  await answer()
  await Promise.all(both)
  expect(seqs()).toEqual([2])
})

test('of two readings the one that began later is right, also when it began before the other had ended', async () => {
  const stored = [sampleOperation(1)]
  const { memory, seqs, answer } = slowMemory(stored)
  const loading = memory.load()
  await answer()
  await loading
  const first = memory.reread([1])
  stored[0] = sampleOperation(1, { state: 'accepted', settled: true })
  const second = memory.reread([1])
  await answer()
  await answer()
  await Promise.all([first, second])
  expect(seqs()).toEqual([])
  expect(memory.unsettled()).toEqual([])
})

test('a loading is not believed when the news heard since it began could not be read', async () => {
  let loaded = (_rows: LocalOperation[]): void => undefined
  const memory = createOperationMemory({
    get: () => Promise.reject(new Error('closed')),
    read: ({ settled }) => (settled === false ? new Promise((resolve) => (loaded = resolve)) : Promise.resolve([])),
    unsettledOn: async () => [],
  })
  const loading = memory.load()
  await expect(memory.reread([1])).rejects.toThrow('closed')
  loaded([sampleOperation(1)])
  await loading
  expect(memory.unsettled()).toBeNull()
})

test('nothing is answered after `forget`, whatever was being read', async () => {
  const { memory, answer } = slowMemory([sampleOperation(1)])
  const loading = memory.load()
  memory.forget()
  await answer()
  await loading
  expect(memory.unsettled()).toBeNull()
})

test('a write whose answer was an error, and which happened all the same, is found', async () => {
  const rows = new Map<string, Kept<StoredOperation>>()
  const table: Pick<Table<StoredOperation>, 'get' | 'write' | 'range'> = {
    get: async (keys) => new Map([...rows].filter(([key]) => keys.includes(key))),
    async write(writes) {
      for (const { key, next } of writes) if (next) rows.set(key, next as Kept<StoredOperation>)
      throw new Error('No answer came')
    },
    range: async ({ index }) => (index === 'unsettled' ? [...rows.values()] : []),
  }
  const { operations, memory } = createOperationStore({
    table: table as Table<StoredOperation>,
    highWater: { read: () => 0, write: () => undefined, reset: () => undefined },
    onChanged: () => undefined,
    onDamaged: () => undefined,
  })
  await memory.load()
  await expect(operations.append(sampleOperation(1))).rejects.toThrow('No answer came')
  expect((await operations.unsettledOn({ kind: 'order', id: 'o1' })).map(({ seq }) => seq)).toEqual([1])
  await vi.waitFor(() => expect(memory.tray.get().map(({ seq }) => seq)).toEqual([1]))
})
