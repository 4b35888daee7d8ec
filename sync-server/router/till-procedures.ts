/** What a till asks while it has a network. Only for people who close receipts, and not as fast as one can count. */
import { mayDo } from '../../lib/domain/access.ts'
import { receiptsInput, type ReceiptsAnswer } from '../../lib/protocol/till.ts'
import { findReceipts } from '../office/till-receipts.ts'
import { ApiError } from './api-error.ts'
import { roleProcedure, router } from './trpc.ts'

const cashierProcedure = roleProcedure((roles) => roles.some((role) => mayDo(role, 'receipt.close')))

export const tillRouter = router({
  receipts: cashierProcedure.input(receiptsInput).query(async ({ ctx, input }): Promise<ReceiptsAnswer> => {
    if (!ctx.lookupLimits.take(ctx.device.id, ctx.now)) throw new ApiError('limited')
    return findReceipts(ctx, input, ctx.now)
  }),
})
