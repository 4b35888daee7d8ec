/** A device of the demonstration company: what it does goes up as real operations and is decided like anybody's. */
import type pg from 'pg'
import { protocolVersion, type WireOperation } from '../../lib/protocol/sync.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import type { OrderOperationKind, OrderPayload } from '../../lib/domain/order/operations.ts'
import type { CustomerOperationKind, CustomerPayload } from '../../lib/domain/customer/operations.ts'
import { keyDevice } from '../identity/devices.ts'
import { inTransaction } from '../identity/transaction.ts'
import type { SessionKind } from '../identity/sessions.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { push } from '../sync/push.ts'

export type DemoPlace = { pool: pg.Pool; org: string; sync: SyncDeps; clock: { now: number } }
type DemoUser = { id: string; kind: SessionKind }

export type DemoDevice = {
  order<Kind extends OrderOperationKind>(by: string, kind: Kind, id: string, payload: OrderPayload<Kind>): Promise<void>
  customer<Kind extends CustomerOperationKind>(
    by: string,
    kind: Kind,
    id: string,
    payload: CustomerPayload<Kind>,
  ): Promise<void>
}

/** Nobody knows its key: it only stands in the office's list, as the device its operations came from. */
export async function openDemoDevice(
  { pool, org, sync, clock }: DemoPlace,
  { id, name, users }: { id: string; name: string; users: DemoUser[] },
): Promise<DemoDevice> {
  const kind = users.some((user) => user.kind === 'staff') ? 'staff' : 'customer'
  await inTransaction(pool, async (client) => {
    await keyDevice(client, { org, id, name, kind, now: clock.now })
    for (const user of users) {
      await client.query(
        `insert into device_people (org, device_id, person_id, kind, confirmed, first_at, last_at)
         values ($1, $2, $3, $4, true, $5, $5) on conflict do nothing`,
        [org, id, user.id, user.kind, clock.now],
      )
    }
  })

  let seq = 0
  async function act(actorId: string, operationKind: string, target: { kind: string; id: string }, payload: unknown) {
    seq += 1
    const operation: WireOperation = {
      seq,
      actorId,
      kind: operationKind,
      target,
      payload,
      madeAt: clock.now,
      clockOffsetMs: 0,
      schema: schemaVersion,
    }
    const answer = await push(
      sync,
      { org, deviceId: id },
      {
        protocol: protocolVersion,
        operations: [operation],
        report: {
          queue: 0,
          oldestAgeMs: null,
          refused: 0,
          storage: { persisted: null, usageBytes: null, quotaBytes: null },
          sentAt: clock.now,
          appVersion: 'demo',
        },
      },
    )
    const verdict = answer.kind === 'taken' ? answer.verdicts[0]?.verdict : undefined
    if (verdict?.kind !== 'accepted') {
      throw new Error(
        `The demonstration's ${operationKind} of ${target.id} was not accepted: ${JSON.stringify(verdict)}`,
      )
    }
  }
  return {
    order: (by, operationKind, orderId, payload) => act(by, operationKind, { kind: 'order', id: orderId }, payload),
    customer: (by, operationKind, customerId, payload) =>
      act(by, operationKind, { kind: 'customer', id: customerId }, payload),
  }
}
