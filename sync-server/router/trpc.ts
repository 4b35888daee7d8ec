/** The four kinds of procedures, by who must be there, and the one shape of failure. */
import { initTRPC } from '@trpc/server'
import type { Role } from '../../lib/domain/staff/person.ts'
import { ApiError, failureOf, translated } from './api-error.ts'
import type { Context } from './context.ts'

const t = initTRPC.context<Context>().create({
  isDev: false, // no stack traces in answers, whatever NODE_ENV says
  errorFormatter({ error, shape, ctx }) {
    const { reason, message, path } = failureOf(error)
    return {
      code: shape.code,
      message,
      data: { code: error.code, httpStatus: shape.data.httpStatus, reason, path, requestId: ctx?.requestId ?? null },
    }
  },
})

export const router = t.router

/** Anybody, also a browser that is no device yet. */
export const openProcedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  const failure = result.ok ? null : translated(result.error.cause)
  if (failure) throw failure
  return result
})

/** An enrolled device, whoever is signed in. */
export const deviceProcedure = openProcedure.use(({ ctx, next }) => {
  const { device } = ctx
  if (!device) throw new ApiError('notEnrolled')
  if (device.revokedAt !== null) throw new ApiError('deviceRevoked')
  return next({ ctx: { device } })
})

/** Somebody is signed in on an enrolled device. */
const personProcedure = deviceProcedure.use(({ ctx, next }) => {
  const { person, session } = ctx
  if (!person || !session) throw new ApiError('signInNeeded')
  return next({ ctx: { person, session } })
})

/** Somebody with one of these roles. */
export const roleProcedure = (allowed: (roles: readonly Role[]) => boolean) =>
  personProcedure.use(({ ctx, next }) => {
    if (!allowed(ctx.person.roles)) throw new ApiError('notAllowed')
    return next()
  })
