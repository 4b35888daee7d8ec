/** A row of the journal and the operation it holds. */
import type { Verdict } from '../../../lib/domain/operation.ts'
import type { StoredOperation, TakenOperation } from '../ports.ts'

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

/** For `jsonb_to_recordset`: keys are column names. */
export function toOperationRow({ operation, verdict, arrivedAt, broughtBy }: TakenOperation): object {
  const row = {
    device: operation.deviceId,
    seq: operation.seq,
    arrived_at: arrivedAt,
    verdict,
    verdict_kind: verdict.kind,
    brought_by: broughtBy,
  }
  if ('lost' in operation) return row
  return {
    ...row,
    actor: operation.actorId,
    kind: operation.kind,
    target_kind: operation.target.kind,
    target_id: operation.target.id,
    payload: operation.payload,
    made_at: operation.madeAt,
    clock_offset_ms: operation.clockOffsetMs,
    schema: operation.schema,
  }
}
