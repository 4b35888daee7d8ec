/**
 * What travels between a device and the server. `protocolVersion` rises with every change of shape;
 * `protocol-version.test.ts` pins the shapes to it. Push is taken from every version a device may still hold (S28); pull asks for the present one.
 */
import * as z from 'zod/mini'
import { refusalReasons } from '../domain/refusal.ts'
import { isStorable } from '../domain/text.ts'

export const protocolVersion = 1
export const maxPushOperations = 100
export const maxPayloadBytes = 64 * 1024

/**
 * What the database's columns and a `Date` hold, with room for the wildest clock. A number beyond them would fail where
 * it is stored, and then even holding the operation would.
 */
const moment = z.int().check(z.minimum(Date.UTC(1900, 0)), z.maximum(Date.UTC(9999, 11, 31)))
const longestSpanMs = Date.UTC(9999, 11, 31) - Date.UTC(1900, 0)
const age = z.int().check(z.minimum(0), z.maximum(longestSpanMs))
const difference = z.int().check(z.minimum(-longestSpanMs), z.maximum(longestSpanMs))
const version = z.int().check(z.maximum(1_000_000))
const tally = z.int().check(z.minimum(0), z.maximum(1_000_000_000))
const bytes = z.number().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER))
const cursor = z.int().check(z.minimum(0))

const seq = z.int().check(z.minimum(1))
const name = z.string().check(z.minLength(1), z.maxLength(80), z.refine(isStorable))
const params = z.record(z.string(), z.union([z.string(), z.number()]))

export const wireOperation = z.union([
  z.strictObject({
    seq,
    actorId: name,
    kind: name,
    target: z.strictObject({
      kind: name,
      id: z.string().check(z.minLength(1), z.maxLength(120), z.refine(isStorable)),
    }),
    payload: z.unknown(),
    madeAt: moment,
    clockOffsetMs: z.nullable(difference),
    schema: version.check(z.minimum(1)),
  }),
  /** S21: the device no longer has the content of this number. */
  z.strictObject({ seq, lost: z.literal(true) }),
])
export type WireOperation = z.infer<typeof wireOperation>

/** S11: sent with every contact. Ages and differences in ms. */
export const deviceReport = z.strictObject({
  queue: tally,
  oldestAgeMs: z.nullable(age),
  refused: tally,
  storage: z.strictObject({
    persisted: z.nullable(z.boolean()),
    usageBytes: z.nullable(bytes),
    quotaBytes: z.nullable(bytes),
  }),
  /** The device's clock when it sent this; the server keeps the difference to its own. */
  sentAt: moment,
  appVersion: z.string().check(z.maxLength(60), z.refine(isStorable)),
})
export type DeviceReport = z.infer<typeof deviceReport>

export const wireVerdict = z.union([
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(refusalReasons), params }),
  z.strictObject({ kind: z.literal('held'), cause: z.enum(['fault', 'actor', 'schema', 'conflict']) }),
  z.strictObject({ kind: z.literal('lost') }),
])

export const pushInput = z.strictObject({
  protocol: version,
  /** In the order of seq, each one more than the one before. */
  operations: z.array(wireOperation).check(z.minLength(1), z.maxLength(maxPushOperations)),
  report: deviceReport,
})
export type PushInput = z.infer<typeof pushInput>

export const pushOutput = z.union([
  z.strictObject({
    kind: z.literal('taken'),
    /** One for every operation sent, in order; the same answer on every retry. `clock`: the feed's position at which it was decided. */
    verdicts: z.array(z.strictObject({ seq, verdict: wireVerdict, clock: z.int() })),
    serverTime: z.int(),
  }),
  /**
   * S21: nothing was taken. `expected` below the first number sent: send from there on, `lost` for what is gone.
   * `expected` above it: a number that was taken before came with other content (the device was restored from a copy,
   * or cloned); what is new needs new numbers, from `expected` on.
   */
  z.strictObject({ kind: z.literal('gap'), expected: z.int(), serverTime: z.int() }),
])
export type PushOutput = z.infer<typeof pushOutput>

export const pullInput = z.strictObject({
  protocol: version,
  /** Who the device believes is signed in; the server compares it with the session and never trusts it. */
  personId: z.nullable(name),
  /** Position per scope the device has written. Scopes missing here are filled from their beginning. */
  cursors: z.record(z.string(), cursor),
  /** Changes wanted at most, over all scopes. */
  limit: z.int().check(z.minimum(1), z.maximum(5000)),
  report: deviceReport,
})
export type PullInput = z.infer<typeof pullInput>

export const wireChange = z.union([
  /** The document left this scope. */
  z.strictObject({ seq: z.int(), kind: name, id: z.string(), gone: z.literal(true) }),
  z.strictObject({ seq: z.int(), kind: name, id: z.string(), version: z.int(), body: z.unknown() }),
])
export type WireChange = z.infer<typeof wireChange>

export const pullOutput = z.union([
  z.strictObject({
    kind: z.literal('pages'),
    /**
     * Another one than before: the database was restored from a backup. Positions and versions of before then mean
     * nothing, also where they look possible. The device fills everything again and sends what the backup lacks.
     */
    epoch: z.int(),
    /** The feed's position that this answer shows; all pages come from one snapshot. */
    asOf: z.int(),
    /** The last operation number of this device whose effect the snapshot holds (S8). */
    deviceSeq: z.int(),
    /** All scopes granted now. null: the session is missing or over; keep what you have, ask the person to sign in (S10). */
    scopes: z.nullable(z.array(z.string())),
    pages: z.array(
      z.strictObject({
        scope: z.string(),
        /** The cursor this page continues; 0 with a cursor sent above 0 means: drop the scope's rows not in here and start again. */
        from: z.int(),
        /** The cursor after this page. */
        to: z.int(),
        more: z.boolean(),
        changes: z.array(wireChange),
      }),
    ),
    serverTime: z.int(),
  }),
  z.strictObject({ kind: z.literal('updateRequired'), minimum: z.int() }),
])
export type PullOutput = z.infer<typeof pullOutput>

/** S29. `hash`: see `scope-hash.ts`. */
export const compareInput = z.strictObject({
  scope: z.string().check(z.maxLength(200)),
  cursor,
  count: tally,
  hash: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
})
export const compareOutput = z.strictObject({ kind: z.enum(['same', 'different', 'behind']) })
export type CompareInput = z.infer<typeof compareInput>
export type CompareOutput = z.infer<typeof compareOutput>
