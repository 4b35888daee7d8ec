/** One device with as many tabs as a test wants, over memory, in virtual time. */
import type { Actor, Ref } from '../../domain/operation.ts'
import type { Trade } from '../../domain/trade.ts'
import type { ActResult, OnDurable } from '../act.ts'
import { createKernel, type Kernel } from '../kernel.ts'
import { createDisk, type Disk, type MemoryStore, type StoreFaults } from '../memory-store.ts'
import type { LocalOperation, Row } from '../ports.ts'
import type { SyncStatus } from '../status.ts'
import { createLockTable, type LockTable, type TabLocks } from './fake-locks.ts'
import type { FakeServer } from './fake-server.ts'
import { createFakeTransport, type FakeTransport, type Fate, type RequestKind } from './fake-transport.ts'
import type { VirtualTime } from './virtual-time.ts'
import { listRef, wordLists, type List } from './word-lists.ts'

export const anna: Actor = { id: 'anna', name: 'Анна', roles: ['operator'], customerId: null }

export type Tab = {
  kernel: Kernel
  store: MemoryStore
  transport: FakeTransport
  statuses: SyncStatus[]
  act(kind: string, id: string, payload?: unknown, onDurable?: OnDurable): Promise<ActResult>
  /** The tab's process ends where it stands. */
  die(): void
}

export type TestDevice = {
  id: string
  disk: Disk
  locks: LockTable
  /** What was sent, in order. */
  requests: { kind: RequestKind; input: unknown }[]
  /** Decides the fate of each request; fine until a test says otherwise. */
  fate: (kind: RequestKind) => Fate
  skewMs: number
  signedIn: Actor | null
  enrolled: boolean
  /** Opens a tab and starts its kernel. */
  tab(faults?: StoreFaults): Promise<Tab>
  row(id: string): Row | null
  words(id: string): string[] | null
  operations(): LocalOperation[]
  states(): LocalOperation['state'][]
}

export function createTestDevice(options: {
  server: FakeServer
  time: VirtualTime
  id?: string
  disk?: Disk
  trade?: Trade
}): TestDevice {
  const { server, time, id = 'd1', trade = wordLists } = options
  const device: TestDevice = {
    id,
    disk: options.disk ?? createDisk(),
    locks: createLockTable(),
    requests: [],
    fate: () => ({ what: 'ok' }),
    skewMs: 0,
    signedIn: anna,
    enrolled: true,
    async tab(faults) {
      const store = device.disk.open(faults)
      const locks: TabLocks = device.locks.tab()
      const transport = createFakeTransport({
        endpoint: server.endpoint(id),
        time,
        fate: (kind) => device.fate(kind),
        onRequest: (kind, input) => void device.requests.push({ kind, input }),
      })
      const statuses: SyncStatus[] = []
      const kernel = createKernel({
        store,
        transport,
        trade,
        clock: time.skewed(() => device.skewMs),
        locks,
        facts: {
          report: async () => ({
            storage: { persisted: true, usageBytes: 1, quotaBytes: 2 },
            appVersion: 'test',
          }),
          random: () => 0.5,
        },
        identity: () => (device.enrolled ? { deviceId: id, actor: device.signedIn } : null),
        onStatus: (status) => void statuses.push(status),
      })
      await kernel.start()
      return {
        kernel,
        store,
        transport,
        statuses,
        act: (kind, target, payload, onDurable) =>
          kernel.act(kind, listRef(target), payload, device.signedIn ?? anna, onDurable),
        die() {
          store.close()
          locks.die()
          void kernel.dispose()
        },
      }
    },
    row: (target) => device.disk.rows().find(isRow(listRef(target))) ?? null,
    words: (target) => (device.row(target)?.body as List | null | undefined)?.words ?? null,
    operations: () => device.disk.operations(),
    states: () => device.disk.operations().map(({ state }) => state),
  }
  return device
}

const isRow =
  (ref: Ref) =>
  (row: Row): boolean =>
    row.ref.kind === ref.kind && row.ref.id === ref.id
