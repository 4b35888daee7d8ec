/** Work goes up, documents come down. A push needs only the device: what was done goes on, whoever is signed in (S10). */
import { compareInput, pullInput, pushInput } from '../../lib/protocol/sync.ts'
import type { CompareOutput, PullOutput, PushOutput } from '../../lib/protocol/sync.ts'
import { ApiError } from './api-error.ts'
import { deviceProcedure, router } from './trpc.ts'

export const syncRouter = router({
  push: deviceProcedure.input(pushInput).mutation(async ({ ctx, input }): Promise<PushOutput> => {
    const { org, device, now, address } = ctx
    ctx.reports.note({ org, deviceId: device.id, report: input.report, now })
    const { length: operations } = input.operations
    const orders = input.operations.filter((each) => !('lost' in each) && each.kind === 'order.submit').length
    if (!(await ctx.pushLimits.take({ device, address, operations, orders, now }))) throw new ApiError('limited')
    return ctx.sync.push({ org, deviceId: device.id }, input)
  }),

  pull: deviceProcedure.input(pullInput).mutation(async ({ ctx, input }): Promise<PullOutput> => {
    const { org, device, now } = ctx
    ctx.reports.note({ org, deviceId: device.id, report: input.report, now })
    const scopes = await ctx.grants(input.personId)
    const output = await ctx.sync.pull({ org, deviceId: device.id, scopes }, input)
    // A price list was imported, a customer got another one: the stream was opened before, and would never tell of it.
    if (output.kind === 'pages' && output.scopes && !isSame(output.scopes, Object.keys(input.cursors))) {
      await ctx.regrant({ deviceId: device.id, scopes: output.scopes, clock: output.asOf })
    }
    return output
  }),

  compare: deviceProcedure.input(compareInput).query(async ({ ctx, input }): Promise<CompareOutput> => {
    const { org, device } = ctx
    const scopes = await ctx.grants(ctx.person?.id ?? null)
    return ctx.sync.compare({ org, deviceId: device.id, scopes }, input)
  }),
})

const isSame = (granted: string[], held: string[]): boolean =>
  granted.length === held.length && held.every((scope) => granted.includes(scope))
