/**
 * The vocabulary that every noun of the trade shares: a person's act is an *operation*; `decide` answers it with a
 * *decision*; what else must happen in the same transaction are *effects*, plain data that only the server carries out.
 *
 *     decide(document | null, operation, facts) → accepted(document, effects) | refused(reason, params)
 *
 * `decide` is the same function in the browser and on the server. It reads no clock, no random source and no storage:
 * whatever it must know is named by `needs` beforehand and arrives as `facts`. A device knows less than the server
 * (`undefined` = not known here), and `decide` then lets the act pass, for the server to judge.
 */
import type { Role } from './staff/person.ts'
import type { RefusalReason } from './refusal.ts'

/** Names one document. */
export type Ref = { kind: string; id: string }

/** What a person (or a machine) did. Its identity is `deviceId:seq`. */
export type Operation = {
  deviceId: string
  /** 1, 2, 3… per device, without a gap. */
  seq: number
  /** Person who acted, or a machine's name such as `1c`. */
  actorId: string
  /** `noun.verb`, for instance `order.accept`. */
  kind: string
  target: Ref
  payload: unknown
  /** Epoch milliseconds by the device's own clock. Never used for ordering. */
  madeAt: number
  /** Server clock minus device clock at the last contact, in ms; null when the device never knew. */
  clockOffsetMs: number | null
  /** Version of the payload's schema (S28). */
  schema: number
}

export type Actor = {
  id: string
  name: string
  roles: readonly Role[]
  /** Set for a customer: whose orders are "mine". */
  customerId: string | null
}

/** A ledger account, `ownerKind/ownerId/name`: `balance/<customerId>/deposit`, `stock/<productId>/reserved`. */
export type Account = `${'balance' | 'stock' | 'register' | 'returned'}/${string}/${string}`

export type Facts = {
  place: 'server' | 'device'
  actor: Actor
  /** Epoch ms: on the server the time of arrival, on the device that of the act, by the server's clock if it knew. */
  now: number
  /** undefined: not known here. null: known not to exist. */
  document(ref: Ref): unknown
  /** Minor units, milli-units or points. undefined: not known here. */
  balance(account: Account): number | undefined
  /** The number for a new order; null on a device. */
  orderNumber: string | null
  /**
   * Only on a device: it was done here and lies in its queue or with the office, and is being shown again. What others did
   * since then is for the server to weigh; money that was taken does not leave the screen because of it (users.md 1).
   */
  isDone?: boolean
  /** Only on the server: the office has looked at it, and what would keep it from being accepted counts no more. */
  ruling?: Ruling
}

/**
 * What the office decides of an act that has happened and was held: it counts `asItIs`, or it is `writtenDown` (the money
 * counts, the goods that came back do not).
 */
export type Ruling = { how: 'asItIs' | 'writtenDown'; by: string; byName: string; at: number; reason: string }

/** What must be loaded before `decide` may be asked. */
export type Needs = {
  documents: Ref[]
  accounts: Account[]
  /** What it changes beside its target. A device has no use for it. */
  locked?: Ref[]
  /**
   * Named by the operation alone, before anything is loaded: acts that hold the same thing `together` go on side by side,
   * one that holds it alone waits for them, and they for it. So no order is begun for a customer who is being joined to
   * another one, and orders do not wait for each other.
   */
  holds?: Hold[]
}

export type Hold = { ref: Ref; how: 'together' | 'alone' }

/** One line of an append-only ledger. The balance of a floored account never goes below zero. */
export type Posting = {
  account: Account
  delta: number
  floored: boolean
  /** Why, in one word of the trade: invoice, payment, refund, void, reserve, release, issue, hold, take… */
  entry: string
  /** The order or receipt that caused it. */
  ref: Ref
}

export type Effect =
  | { kind: 'post'; postings: Posting[] }
  /** Another document changed by the same act; `needs` has named it as `locked`. */
  | { kind: 'change'; ref: Ref; body: unknown }
  /** The order's state is to be published to its customer (GA3, GA4). */
  | { kind: 'publish'; order: string; state: string }

export type Params = Record<string, string | number>

export type Refused = { kind: 'refused'; reason: RefusalReason; params: Params }
export type Decision<Body = unknown> = { kind: 'accepted'; body: Body; effects: Effect[] } | Refused

/** Handing back the very body that was handed in says: it was so already, nobody needs to hear of it. */
export const accepted = <Body>(body: Body, ...effects: Effect[]): Decision<Body> => ({
  kind: 'accepted',
  body,
  effects,
})

export const refused = (reason: RefusalReason, params: Params = {}): Refused => ({
  kind: 'refused',
  reason,
  params,
})

/** What the server says of an operation, once. A retry is the absence of a verdict. */
export type Verdict =
  | { kind: 'accepted' }
  | { kind: 'refused'; reason: RefusalReason; params: Params }
  /** Taken into custody, not decided: the office looks at it (S22). */
  | { kind: 'held'; cause: HoldCause }
  /** The device lost the content of this number (S21). */
  | { kind: 'lost' }

/**
 * `fault`: our own error. `actor`: the actor may no longer act (revoked), though the device had let them. `conflict`: it
 * has happened, but does not fit what others did meanwhile.
 */
export type HoldCause = 'fault' | 'actor' | 'schema' | 'conflict'

export const refKey = (ref: Ref): string => `${ref.kind}/${ref.id}`
