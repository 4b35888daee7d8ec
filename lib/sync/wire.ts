/** A stored operation as it travels, and what is left of one whose content is gone (S21). */
import { maxPayloadBytes, wireOperation, type WireOperation } from '../protocol/sync.ts'
import type { LocalOperation } from './ports.ts'

/** Only what every place must know: the local bookkeeping and the actor's roles stay here. */
export const toWire = (operation: LocalOperation): WireOperation => ({
  seq: operation.seq,
  actorId: operation.actorId,
  kind: operation.kind,
  target: { kind: operation.target.kind, id: operation.target.id },
  payload: operation.payload,
  madeAt: operation.madeAt,
  clockOffsetMs: operation.clockOffsetMs,
  schema: operation.schema,
})

export const lostOnWire = (seq: number): WireOperation => ({ seq, lost: true })

/**
 * An operation that the server's schema would turn away with its whole request must never get a number: it would
 * stand in the way of everything after it. Returns the place of the trouble, null when it may travel.
 */
export function unfitForTravel(operation: LocalOperation): string | null {
  const parsed = wireOperation.safeParse(toWire(operation))
  if (!parsed.success) return parsed.error.issues[0]?.path.join('.') || 'operation'
  return new TextEncoder().encode(JSON.stringify(operation.payload)).length > maxPayloadBytes ? 'payload' : null
}

/** Every number from `first` on, in order: its content where it is still here, `lost` where it is not. */
export function asRun(rows: LocalOperation[], first: number): WireOperation[] {
  const run: WireOperation[] = []
  for (const row of rows) {
    while (first + run.length < row.seq) run.push(lostOnWire(first + run.length))
    run.push(row.state === 'lost' ? lostOnWire(row.seq) : toWire(row))
  }
  return run
}
