/** A browser becomes a device, and asks at every start what it is. */
import { enrolInput, openShopInput } from '../../lib/protocol/identity.ts'
import type { DeviceMe, DeviceSelf, EnrolOutput, OpenShopOutput } from '../../lib/protocol/identity.ts'
import type { KnownDevice } from '../identity/devices.ts'
import { enrolDevice, openShopDevice } from '../identity/enrolment.ts'
import { takeVisit } from '../identity/visit-limits.ts'
import type { Context } from './context.ts'
import { publicPerson } from './session-procedures.ts'
import { openProcedure, router } from './trpc.ts'

export const deviceRouter = router({
  enrol: openProcedure.input(enrolInput).mutation(async ({ ctx, input }): Promise<EnrolOutput> => {
    const result = await enrolDevice(ctx.pool, {
      org: ctx.org,
      typedCode: input.code,
      name: input.name,
      present: ctx.device,
      formerDeviceId: input.formerDeviceId ?? null,
      address: ctx.address,
      now: ctx.now,
    })
    if (result.kind !== 'ok') return result
    ctx.cookies.setDevice(result.token)
    ctx.cookies.clearSession()
    await ctx.office.noteEnrolment(result.device, result.enrolledBy, ctx.now)
    ctx.log.info({ deviceId: result.device.id }, 'a device was enrolled')
    return { kind: 'ok', device: await deviceSelf(ctx, result.device) }
  }),

  openShop: openProcedure.input(openShopInput).mutation(async ({ ctx, input }): Promise<OpenShopOutput> => {
    const present = ctx.device
    if (present && present.revokedAt === null) return { kind: 'ok', device: await deviceSelf(ctx, present) }
    const visit = await takeVisit(ctx.pool, {
      org: ctx.org,
      subject: `openShop:${ctx.address}`,
      perHour: ctx.limits.openShopPerHourPerAddress,
      now: ctx.now,
    })
    if (visit.kind === 'limited') return visit
    const { token, device } = await openShopDevice(ctx.pool, {
      org: ctx.org,
      name: input.name ?? 'Магазин',
      now: ctx.now,
    })
    ctx.cookies.setDevice(token)
    ctx.cookies.clearSession()
    return { kind: 'ok', device: await deviceSelf(ctx, device) }
  }),

  me: openProcedure.query(async ({ ctx }): Promise<DeviceMe> => {
    const { device, person, now } = ctx
    if (!device) return { kind: 'notEnrolled', serverTime: now }
    if (device.revokedAt !== null) return { kind: 'deviceRevoked', serverTime: now }
    return {
      kind: 'device',
      device: await deviceSelf(ctx, device),
      person: person && publicPerson(person),
      pinVersion: person?.pinVersion ?? 0,
      serverTime: now,
    }
  }),
})

async function deviceSelf(ctx: Context, { id, name, kind }: KnownDevice): Promise<DeviceSelf> {
  return { id, name, kind, organisation: { id: ctx.org, name: await ctx.people.organisationName() } }
}
