/**
 * A parked sale goes to one till, but two can have taken it up when one of them had no network. The office gives it to
 * the first; the other hears of it late, by the refusal of its own act. What stands on its screen is not thrown away and
 * not sold without a word, and the receipt that it has become meanwhile is named. Pure.
 */
import type { Params } from '../../../lib/domain/operation.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { LocalOperation } from '../../../lib/sync/ports.ts'
import type { TakenBefore } from './sale.ts'

/** Taken up at this till, and the sale that it became here. */
export type TakenUp = { parkedId: string; saleId: string }
export const takenUpKey = 'till.takenUp'
/** Far more than wait for the office's word at once. */
export const mostTakenUp = 50

/** `seq`: of this till's own act. */
export type LostTake = TakenBefore & { seq: number; parkedId: string }

export const isTake = ({ kind }: Pick<LocalOperation, 'kind'>): boolean => kind === 'parked.take'

/** Refused because somebody else had taken it up before, and not yet marked as read. */
export const lostTakes = (tray: readonly Pick<LocalOperation, 'kind' | 'target' | 'seq' | 'verdict'>[]): LostTake[] =>
  tray
    .filter(isTake)
    .flatMap(({ target, seq, verdict }) =>
      verdict?.kind === 'refused' && verdict.reason === 'alreadyTaken'
        ? [{ seq, parkedId: target.id, ...takenBefore(verdict.params) }]
        : [],
    )

export const takenBefore = ({ by, at }: Params): TakenBefore => ({
  by: typeof by === 'string' && by !== '' ? by : null,
  at: typeof at === 'number' ? at : null,
})

/** It was this person. By id: two cashiers may have one name. */
export const isTakenBy = ({ byId }: Params, personId: string | undefined): boolean =>
  typeof byId === 'string' && byId === personId

export type SoldTake = LostTake & { receipt: Receipt }

/** Those that were sold here before the office's word came. */
export function soldTakes(
  lost: readonly LostTake[],
  takenUp: readonly TakenUp[],
  receipts: readonly Receipt[],
): SoldTake[] {
  return lost.flatMap((take) => {
    const sales = new Set(takenUp.filter(({ parkedId }) => parkedId === take.parkedId).map(({ saleId }) => saleId))
    const receipt = receipts.find(({ saleId }) => sales.has(saleId))
    return receipt ? [{ ...take, receipt }] : []
  })
}
