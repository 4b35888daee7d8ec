/** Which acts of a shift are still on their way: closing lists exactly what is open and why, and waits for none of it. */
import type { Ref } from '../../../lib/domain/operation.ts'

export type ShiftQueue = { waiting: number; held: number; refused: number }
type Queued = { target: Ref; state: string; seen?: boolean }

export function shiftQueue(tray: readonly Queued[], shiftId: string): ShiftQueue {
  const own = tray.filter(
    ({ target: { kind, id } }) =>
      (kind === 'shift' && id === shiftId) || (kind === 'receipt' && id.startsWith(`${shiftId}:`)),
  )
  const count = (state: string) => own.filter((one) => one.state === state).length
  return { waiting: count('waiting'), held: count('held'), refused: count('refused') }
}
