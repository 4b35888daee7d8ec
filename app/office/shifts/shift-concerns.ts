/** What of a shift somebody in the office should look at. Pure. */
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { ShiftState } from '../../../lib/workplace-types.ts'
import { compareShift, drawerDifference, isSame, type Register } from './compare-shift.ts'

export type Concern =
  | { kind: 'held'; count: number }
  /** Its own: cash put in or taken out, the Z. */
  | { kind: 'heldActs'; count: number }
  | { kind: 'missing'; count: number }
  | { kind: 'differs' }
  | { kind: 'drawer'; minor: number }
  | { kind: 'openLong' }

const longestShiftMs = 24 * 3_600_000

/** `state`: null while the server was not asked. The gravest first. */
export function concernsOf(
  shift: Shift,
  { register, state, now }: { register: Register; state: ShiftState | null; now: number },
): Concern[] {
  const drawer = drawerDifference(shift)
  return [
    ...(state && state.held.length > 0 ? [{ kind: 'held' as const, count: state.held.length }] : []),
    ...(state?.heldActs ? [{ kind: 'heldActs' as const, count: state.heldActs }] : []),
    ...(state && state.missing.length > 0 ? [{ kind: 'missing' as const, count: state.missing.length }] : []),
    ...(compareShift(shift, register).every(isSame) ? [] : [{ kind: 'differs' as const }]),
    ...(drawer ? [{ kind: 'drawer' as const, minor: drawer }] : []),
    ...(shift.state === 'open' && now - shift.opened.at > longestShiftMs ? [{ kind: 'openLong' as const }] : []),
  ]
}

/** A drawer that was short is told in the list, and nobody has to do anything about it. */
export const wantsSomebody = (concerns: readonly Concern[]): boolean =>
  concerns.some(({ kind }) => kind === 'held' || kind === 'heldActs' || kind === 'missing' || kind === 'differs')
