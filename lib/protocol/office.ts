/** What the office asks and is told online: the limits of what it may send, and the form of the answers. */
import * as z from 'zod/mini'
import type { Params, Ref, Verdict } from '../domain/operation.ts'
import { weighedPrefixes, weighedRuleSchema, type WeighedRule } from '../domain/barcode/weighed.ts'
import { phoneMaskSchema, type PhoneMask } from '../domain/phone-mask.ts'
import { tenders, type Tender } from '../domain/order/order.ts'
import type { Receipt } from '../domain/till/receipt.ts'
import { tillRulesSchema, type TillRules } from '../domain/till/rules.ts'
import { roles, type Role } from '../domain/staff/person.ts'
import { id, isStorable, text } from '../domain/text.ts'

/** One line of words: no control characters, nothing that cannot be stored. */
const label = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\p{Cs}]*$/u))

export const journalInput = z.strictObject({
  /** Continue below this position; null: from the newest. */
  before: z.nullable(z.int().check(z.minimum(0))),
  limit: z.int().check(z.minimum(1), z.maximum(200)),
  deviceId: z.optional(id),
  actorId: z.optional(id),
  verdict: z.optional(z.enum(['accepted', 'refused', 'held', 'lost'])),
  target: z.optional(z.strictObject({ kind: text(80), id: text(120) })),
  /** Of a till’s shift: its own acts, and its receipts. */
  shiftId: z.optional(text(120)),
})
export type JournalInput = z.infer<typeof journalInput>
export const contentInput = z.strictObject({ deviceId: id, seq: z.int().check(z.minimum(1)) })
export type ContentInput = z.infer<typeof contentInput>

export const enrolmentCodeInput = z.strictObject({ name: label })
export const deviceInput = z.strictObject({ deviceId: id })
export const personInput = z.strictObject({ personId: id })

export const savePersonInput = z.strictObject({
  /** null: a new person. */
  id: z.nullable(id),
  name: label,
  /** Staff roles; nobody becomes a customer this way. */
  roles: z.array(z.enum(roles)).check(z.maxLength(roles.length)),
  active: z.boolean(),
  /** A new PIN; null leaves the present one. */
  pin: z.nullable(text(20)),
})
export type SavePersonInput = z.infer<typeof savePersonInput>

export const saveSettingsInput = z.strictObject({
  /** B05: the ways of paying that a customer may name. */
  paymentIntents: z.array(z.enum(tenders)).check(z.maxLength(tenders.length)),
  retailPriceTypeId: z.nullable(id),
  /** E09: the price lists at which an order may be accepted by itself. All others may not. */
  autoConfirm: z.array(id).check(z.maxLength(1000)),
  /** What the labels of the shop's scales hold; missing: as it stands. */
  weighedCodes: z.optional(
    z.array(weighedRuleSchema).check(
      z.maxLength(weighedPrefixes.length),
      z.refine((rules) => new Set(rules.map(({ prefix }) => prefix)).size === rules.length),
    ),
  ),
  /** D01–D04; null: phones are typed without a mask; missing: as it stands. */
  phoneMask: z.optional(z.nullable(phoneMaskSchema)),
  /** Missing: as it stands. */
  till: z.optional(tillRulesSchema),
})
export type SaveSettingsInput = z.infer<typeof saveSettingsInput>

const heldRef = { deviceId: id, seq: z.int().check(z.minimum(1)) }
export const heldInput = z.union([
  z.strictObject({ ...heldRef, how: z.enum(['again', 'refuse']), reason: z.optional(text(500)) }),
  /** It has happened: it counts, or its goods do not. Why, stands in what it becomes. */
  z.strictObject({
    ...heldRef,
    how: z.enum(['asItIs', 'writtenDown']),
    reason: text(500).check(z.trim(), z.minLength(1)),
  }),
])
export type HeldInput = z.infer<typeof heldInput>
export const heldRefInput = z.strictObject(heldRef)

/** Shifts of a page of the office's list. */
export const maxShiftsAsked = 60
export const shiftStatesInput = z.strictObject({ shiftIds: z.array(text(120)).check(z.maxLength(maxShiftsAsked)) })

/** In UTF-8: some 20,000 orders of ten lines, with notes in Russian. */
export const maxWorkFileBytes = 48 * 1024 * 1024
export const importWorkInput = z.strictObject({
  content: z.string().check(z.maxLength(maxWorkFileBytes), z.refine(fitsWorkFile), z.refine(isStorable)),
})

/** A character is one to three bytes for each of its UTF-16 units: mostly nothing has to be encoded to know. */
function fitsWorkFile(content: string): boolean {
  return content.length * 3 <= maxWorkFileBytes || new TextEncoder().encode(content).length <= maxWorkFileBytes
}

/** What of a work file could not be taken. The server goes on with number `expected`. */
export type UntakenWork = {
  count: number
  expected: number
  /** `gap`: numbers before it are missing. `differs`: other work has arrived under its numbers. */
  why: 'gap' | 'differs'
}

export type JournalEntry = {
  deviceId: string
  deviceName: string
  seq: number
  actorId: string
  actorName: string
  kind: string
  target: Ref
  /** Short human subject: order number, customer name. */
  subject: string | null
  /** null as well when it is `absent`. */
  payload: unknown
  /** `large`: not in a list, ask `journalContent`. `unkept`: refused and nobody's work; only its size is known. */
  absent: { why: 'large' } | { why: 'unkept'; bytes: number } | null
  madeAt: number
  arrivedAt: number
  /** Who in the office brought it as a file (S12); null: the device sent it. */
  broughtBy: { id: string; name: string } | null
  /** Arrival order over all devices. */
  position: number
  verdict: 'accepted' | 'refused' | 'held' | 'lost'
  reason: string | null
  params: Params
}

export type DeviceInfo = {
  id: string
  name: string
  kind: 'staff' | 'customer'
  createdAt: number
  revokedAt: number | null
  lastSeq: number
  lastContactAt: number | null
  people: { id: string; name: string }[]
  report: {
    queue: number
    oldestAgeMs: number | null
    refused: number
    persisted: boolean | null
    usageBytes: number | null
    quotaBytes: number | null
    clockDifferenceMs: number
    appVersion: string
  } | null
  lostSeqs: number[]
}

/** The numbers of a till's shift, as far as its work has arrived here (users.md 7). */
export type ShiftState = {
  shiftId: string
  /** The highest number that the Z or a receipt names; 0: none. */
  lastNumber: number
  receipts: number
  /** On receipts that wait for the office. */
  held: number[]
  /** Cash put in or taken out, and the Z, that wait for the office. Missing: an older server did not say. */
  heldActs?: number
  /** On no receipt: the till said so in its Z, or the office refused what was there. */
  voided: number[]
  /** Nobody has said why there is nothing: not sent yet, or lost. */
  missing: number[]
  /** What arrived more than an hour after it was done. */
  late: { count: number; longestMs: number }
}

export type HeldExplained = {
  /** What the act carried, however large. */
  payload: unknown
  /** `refused`: what is in the way. `accepted`: nothing is any more. */
  now: Verdict
  originals: {
    receiptId: string
    /** null: it has not arrived. */
    receipt: Receipt | null
    /** What was taken back of it and counts, in the order in which it arrived. Thousandths. */
    returns: { receiptId: string; tillName: string; lineId: string; quantityMilli: number; at: number }[]
  }[]
}

/** Why a file was not taken, for a screen in the person's own language; `message` says the same in English. */
export type FileFailure = { code: string; params: Params }

/** Questions and acts of the office that need the server. */
export interface OfficeApi {
  journal(input: {
    before: number | null
    limit: number
    deviceId?: string
    actorId?: string
    verdict?: JournalEntry['verdict']
    target?: Ref
    shiftId?: string
  }): Promise<{ entries: JournalEntry[]; before: number | null }>
  /** One entry's whole content as JSON text; null: there is none. */
  journalContent(input: { deviceId: string; seq: number }): Promise<{ text: string; isCut: boolean } | null>
  devices(): Promise<DeviceInfo[]>
  createEnrolmentCode(input: { name: string }): Promise<{ code: string; expiresAt: number }>
  revokeDevice(input: { deviceId: string }): Promise<void>
  people(): Promise<{ id: string; name: string; roles: Role[]; active: boolean; hasPin: boolean; sessions: number }[]>
  savePerson(input: {
    id: string | null
    name: string
    roles: Role[]
    active: boolean
    pin: string | null
  }): Promise<{ kind: 'ok'; id: string } | { kind: 'pinTooSimple' } | { kind: 'lastAdministrator' }>
  endSessions(input: { personId: string }): Promise<void>
  /** How the organisation sells. What is saved comes back to every device as documents `settings` and `priceType`. */
  saveSettings(input: {
    paymentIntents: Tender[]
    retailPriceTypeId: string | null
    autoConfirm: string[]
    weighedCodes?: WeighedRule[]
    phoneMask?: PhoneMask | null
    till?: TillRules
  }): Promise<{ kind: 'ok' } | { kind: 'unknownPriceType' }>
  /** One-time codes waiting to be told to customers (the default of the message port). */
  pendingCodes(): Promise<{ phone: string; code: string; expiresAt: number }[]>
  decideHeld(input: HeldInput): Promise<{ verdict: 'accepted' | 'refused' | 'held' }>
  /** Why it is held, as things stand now, and what came back before of the receipts it returns goods of. null: it is not. */
  explainHeld(input: { deviceId: string; seq: number }): Promise<HeldExplained | null>
  /** What the server knows of the numbers of these shifts; in no particular order, without those nobody knows. */
  shiftStates(input: { shiftIds: string[] }): Promise<ShiftState[]>
  importWork(
    content: string,
  ): Promise<
    | { taken: number; known: number; refused: number; held: number; left: UntakenWork | null }
    | { kind: 'badFile'; message: string; why: FileFailure }
  >
  /** Uploads one or more CommerceML files; `progress` gets 0…1 of the bytes. */
  importCatalogue(
    files: File[],
    progress: (part: number) => void,
  ): Promise<{ kind: 'done'; result: unknown } | { kind: 'failed'; message: string; why: FileFailure | null }>
}
