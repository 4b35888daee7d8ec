/** A row of the journal and the operation it holds. */
import type { Verdict } from '../../../lib/domain/operation.ts'
import type { StoredOperation, TakenOperation } from '../ports.ts'
import { bigintOf, textOf, type Columns } from './binary-arrays.ts'

/** Of `operations`, as `select *` returns it. Numbers wider than 32 bits come as text. */
export type OperationRow = {
  device: string
  seq: string
  position: string
  actor: string | null
  kind: string | null
  target_kind: string | null
  target_id: string | null
  payload: unknown
  made_at: string | null
  clock_offset_ms: string | null
  schema: number | null
  arrived_at: string
  verdict: Verdict
  verdict_kind: Verdict['kind']
  clock: string
  decided_by: string | null
  brought_by: string | null
}

export function toStoredOperation(row: OperationRow): StoredOperation {
  return {
    operation: contentOf(row),
    verdict: row.verdict,
    arrivedAt: Number(row.arrived_at),
    ...(row.brought_by === null ? {} : { broughtBy: row.brought_by }),
    clock: Number(row.clock),
  }
}

function contentOf(row: OperationRow): StoredOperation['operation'] {
  const { device: deviceId, actor, kind, target_kind, target_id, made_at, schema } = row
  const seq = Number(row.seq)
  if (actor === null || kind === null || target_kind === null || target_id === null || schema === null) {
    return { deviceId, seq, lost: true }
  }
  return {
    deviceId,
    seq,
    actorId: actor,
    kind,
    target: { kind: target_kind, id: target_id },
    payload: row.payload,
    madeAt: Number(made_at),
    clockOffsetMs: row.clock_offset_ms === null ? null : Number(row.clock_offset_ms),
    schema,
  }
}

/** As the statement `advance-clock` takes them. */
export const operationColumns: Columns<TakenOperation> = [
  textOf(({ operation }) => operation.deviceId),
  bigintOf(({ operation }) => operation.seq),
  textOf(({ operation }) => ('lost' in operation ? null : operation.actorId)),
  textOf(({ operation }) => ('lost' in operation ? null : operation.kind)),
  textOf(({ operation }) => ('lost' in operation ? null : operation.target.kind)),
  textOf(({ operation }) => ('lost' in operation ? null : operation.target.id)),
  textOf(({ operation }) =>
    'lost' in operation || operation.payload == null ? null : JSON.stringify(operation.payload),
  ),
  bigintOf(({ operation }) => ('lost' in operation ? null : operation.madeAt)),
  bigintOf(({ operation }) => ('lost' in operation ? null : operation.clockOffsetMs)),
  bigintOf(({ operation }) => ('lost' in operation ? null : operation.schema)),
  bigintOf(({ arrivedAt }) => arrivedAt),
  textOf(({ verdict }) => JSON.stringify(verdict)),
  textOf(({ verdict }) => verdict.kind),
  textOf(({ broughtBy }) => broughtBy ?? null),
]
