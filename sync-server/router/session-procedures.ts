/** People sign in and out: staff with a PIN on a staff device, customers with a phone and a one-time code. */
import { parsePhone } from '../../lib/domain/phone.ts'
import { codeInput, pinInput, requestCodeInput } from '../../lib/protocol/identity.ts'
import type { PersonChoice, PersonSelf, RequestCodeOutput, SignInOutput } from '../../lib/protocol/identity.ts'
import { forgetWaitingCode } from '../identity/message-port.ts'
import { checkPin } from '../identity/person-pins.ts'
import { checkPhoneCode, sendPhoneCode } from '../identity/phone-codes.ts'
import type { SignedInPerson } from '../identity/people.ts'
import { endDeviceSession, openSession, type SessionKind } from '../identity/sessions.ts'
import { ApiError } from './api-error.ts'
import type { Context } from './context.ts'
import { deviceProcedure, router } from './trpc.ts'

const staffDevice = deviceProcedure.use(({ ctx, next }) => {
  if (ctx.device.kind !== 'staff') throw new ApiError('notAllowed')
  return next()
})
const customerDevice = deviceProcedure.use(({ ctx, next }) => {
  if (ctx.device.kind !== 'customer') throw new ApiError('notAllowed')
  return next()
})

export const sessionRouter = router({
  people: staffDevice.query(({ ctx }): Promise<PersonChoice[]> => ctx.people.choices()),

  signInWithPin: staffDevice.input(pinInput).mutation(async ({ ctx, input }): Promise<SignInOutput> => {
    const known = await personByPin(ctx, ctx.device.id, input)
    return known.kind === 'known' ? signIn(ctx, ctx.device.id, known.person, 'staff') : known
  }),

  /** Who signed in stays signed in: another person allows something at this device. */
  checkPin: staffDevice.input(pinInput).mutation(async ({ ctx, input }): Promise<SignInOutput> => {
    const known = await personByPin(ctx, ctx.device.id, input)
    if (known.kind !== 'known') return known
    return { kind: 'ok', person: publicPerson(known.person), pinVersion: known.person.pinVersion }
  }),

  requestCode: customerDevice.input(requestCodeInput).mutation(async ({ ctx, input }): Promise<RequestCodeOutput> => {
    const phone = parsePhone(input.phone)
    if (!phone) return { kind: 'phoneWrong' }
    return sendPhoneCode(ctx.pool, ctx.messages, { org: ctx.org, phone, deviceId: ctx.device.id, now: ctx.now })
  }),

  signInWithCode: customerDevice.input(codeInput).mutation(async ({ ctx, input }): Promise<SignInOutput> => {
    const phone = parsePhone(input.phone)
    if (!phone) return { kind: 'phoneWrong' }
    const { org, pool, now, device } = ctx
    const checked = await checkPhoneCode(pool, { org, phone, deviceId: device.id, code: input.code, now })
    if (checked.kind !== 'right') return checked
    await forgetWaitingCode(pool, org, phone)
    const customerId = await ctx.office.customerForPhone({ phone, name: input.name, now })
    const person = await ctx.people.signedIn({ personId: customerId, kind: 'customer' })
    if (!person) throw new Error(`Customer ${customerId} was found by phone and is not there`)
    return signIn(ctx, device.id, person, 'customer')
  }),

  signOut: deviceProcedure.mutation(async ({ ctx }): Promise<{ kind: 'ok' }> => {
    await endDeviceSession(ctx.pool, ctx.org, ctx.device.id, ctx.now)
    ctx.cookies.clearSession()
    await ctx.dismiss(ctx.device.id)
    return { kind: 'ok' }
  }),
})

/** Tries are counted alike, whatever the PIN is asked for. */
async function personByPin(
  { people, pool, org, now }: Context,
  deviceId: string,
  { personId, pin }: { personId: string; pin: string },
): Promise<{ kind: 'known'; person: SignedInPerson } | Exclude<SignInOutput, { kind: 'ok' }>> {
  const person = await people.signedIn({ personId, kind: 'staff' })
  if (!person) return { kind: 'notFound' }
  const checked = await checkPin(pool, { org, personId, pinVersion: person.pinVersion, deviceId, pin, now })
  return checked.kind === 'right' ? { kind: 'known', person } : checked
}

async function signIn(
  ctx: Context,
  deviceId: string,
  person: SignedInPerson,
  kind: SessionKind,
): Promise<SignInOutput> {
  const { pinVersion } = person
  const token = await openSession(ctx.pool, {
    org: ctx.org,
    deviceId,
    personId: person.id,
    kind,
    pinVersion,
    now: ctx.now,
  })
  ctx.cookies.setSession(token, kind)
  await ctx.dismiss(deviceId)
  return { kind: 'ok', person: publicPerson(person), pinVersion }
}

export const publicPerson = ({ id, name, roles, customerId }: SignedInPerson): PersonSelf => ({
  id,
  name,
  roles,
  customerId,
})
