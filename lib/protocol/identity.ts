/**
 * How a browser becomes a device and a person signs in on it. Outcomes that a person can act on are values; everything
 * else is an `ApiFailure`. Waiting times are durations, because the device's clock may be wrong.
 */
import * as z from 'zod/mini'
import { roles } from '../domain/staff/person.ts'
import { id, text } from '../domain/text.ts'

const label = text(100).check(z.trim(), z.minLength(1))

export const enrolInput = z.strictObject({
  /** Eight characters as the office shows them; blanks, dashes and small letters do not matter. */
  code: text(40),
  name: label,
  /** The device this browser used to be, when its cookie is gone but its unsent work is not. */
  formerDeviceId: z.optional(id),
})
export const openShopInput = z.strictObject({ name: z.optional(label) })
export const pinInput = z.strictObject({ personId: id, pin: z.string().check(z.regex(/^\d{4,8}$/)) })
export const requestCodeInput = z.strictObject({ phone: text(40) })
export const codeInput = z.strictObject({
  phone: text(40),
  code: text(12),
  /** Used for a phone nobody of ours has yet; may be empty. */
  name: text(200).check(z.trim()),
})

export type DeviceKind = 'staff' | 'customer'

export type DeviceSelf = {
  id: string
  name: string
  kind: DeviceKind
  organisation: { id: string; name: string }
}

export const personSelf = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  /** Set for a customer: whose orders and prices hold. The id as well, unless it was joined to another customer (GA6). */
  customerId: z.nullable(z.string()),
})
export type PersonSelf = z.infer<typeof personSelf>

/** Somebody who may sign in with a PIN on this device. */
export type PersonChoice = { id: string; name: string; roles: PersonSelf['roles']; pinVersion: number }

/** Why a sign-in or enrolment did not happen. `waitMs`: from now on. */
export type SignInRefusal =
  | { kind: 'wrong'; attemptsLeft: number | null }
  | { kind: 'locked'; waitMs: number }
  | { kind: 'limited'; waitMs: number }
  | { kind: 'expired' }
  | { kind: 'notFound' }
  | { kind: 'phoneWrong' }

export type EnrolOutput =
  { kind: 'ok'; device: DeviceSelf } | Extract<SignInRefusal, { kind: 'wrong' | 'expired' | 'locked' }>
export type OpenShopOutput = { kind: 'ok'; device: DeviceSelf } | Extract<SignInRefusal, { kind: 'limited' }>
/** `pinVersion`: what the browser keeps beside the offline verifier that it makes from the PIN itself; 0 for customers. */
export type SignInOutput =
  { kind: 'ok'; person: PersonSelf; pinVersion: number } | Exclude<SignInRefusal, { kind: 'limited' }>
export type RequestCodeOutput =
  { kind: 'ok'; validForMs: number } | Extract<SignInRefusal, { kind: 'limited' | 'phoneWrong' }>

/** What this browser is to the server, asked at every start. Never an error, so that a start is simple. */
export type DeviceMe =
  | { kind: 'device'; device: DeviceSelf; person: PersonSelf | null; pinVersion: number; serverTime: number }
  | { kind: 'notEnrolled'; serverTime: number }
  | { kind: 'deviceRevoked'; serverTime: number }

/** `data.reason` of every error answer; `data.path` names the field of a `badRequest`. */
export const apiFailures = [
  'badRequest',
  'tooLarge',
  'notEnrolled',
  'deviceRevoked',
  'signInNeeded',
  'notAllowed',
  'notFound',
  'limited',
  'unavailable',
  'fault',
] as const
export type ApiFailure = (typeof apiFailures)[number]
