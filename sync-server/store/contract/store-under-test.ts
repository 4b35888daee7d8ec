/** What the parts of the contract share: a store of their own, and short ways to fill and read it. */
import type { Operation, Posting, Ref } from '../../../lib/domain/operation.ts'
import type { SyncStore, TakenOperation, TransactionResult } from '../ports.ts'

export type StoreUnderTest = {
  store: SyncStore
  org: string
  addDevice(id: string): Promise<void>
  /** As a restore from a backup does it. */
  beginEpoch(now: number): Promise<void>
  close(): Promise<void>
}
export type StartStore = () => Promise<StoreUnderTest>

export const order = (id: string): Ref => ({ kind: 'order', id })

export const taken = (deviceId: string, seq: number, over: Partial<TakenOperation> = {}): TakenOperation => ({
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

export const posting = (
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

/** Locks, writes and commits documents with these bodies and scopes. */
export const write = ({ store, org }: StoreUnderTest, documents: { ref: Ref; body: unknown; scopes: string[] }[]) =>
  store.transaction(org, async (tx) => {
    const before = await tx.lockDocuments(documents.map(({ ref }) => ref))
    return tx.commit({ documents: documents.map((document, i) => ({ ...document, before: before[i] ?? null })) })
  })

export const read = ({ store, org }: StoreUnderTest, scopes: Record<string, number>, limit = 100) =>
  store.pull(org, {
    deviceId: 'd1',
    cursors: Object.entries(scopes).map(([scope, after]) => ({ scope, after })),
    limit,
  })
