/**
 * What a screen may do. `lib/workplace.ts` builds it once per tab; `app/_ui` hands it to components through a React
 * context. No component reaches past it to the database, the network or the clock.
 */
import type { Ref } from './domain/operation.ts'
import type { Role } from './domain/staff/person.ts'
import type { CodeIndex } from './platform/code-index.ts'
import type { Printing } from './platform/printing/create-printing.ts'
import type { PrintingNeeds } from './platform/printing/open-printing.ts'
import type { ReceiptSigning } from './platform/receipt-signing.ts'
import type { Scanning } from './platform/scanning/create-scanning.ts'
import type { ScanningNeeds } from './platform/scanning/open-scanning.ts'
import type { OfficeApi } from './protocol/office.ts'
import type { TillApi } from './protocol/till.ts'
import type { ListQuery } from './store/live-rows.ts'
import type { Live } from './store/live.ts'
import type { ActResult, OnDurable } from './sync/act.ts'
import type { LocalOperation } from './sync/ports.ts'
import type { SyncStatus } from './sync/status.ts'

/** Screens know the rooms below only by what stands here. */
export type { ActResult, Live, ReceiptSigning }
export type { FoundReceipt, ReceiptsAnswer, ReceiptsInput, TillApi } from './protocol/till.ts'
/** What the office is told travels as it is shown. */
export type { DeviceInfo, FileFailure, HeldExplained, JournalEntry, OfficeApi, ShiftState } from './protocol/office.ts'

/** A document on a screen: its view and what of it is still on the way. */
export type Shown<Body> = {
  id: string
  body: Body
  /** Own acts on it that the server has not confirmed yet. */
  pending: number
}

export type SignedIn = { id: string; name: string; roles: Role[]; customerId: string | null; offline: boolean }

export type SessionState =
  | { kind: 'starting' }
  /** This browser is no device of the organisation yet: ask for the code from the office. */
  | { kind: 'notEnrolled' }
  /** `people`: those who may sign in here with a PIN, as last heard from the server, also offline; none on a customer's device. */
  | {
      kind: 'signedOut'
      deviceKind: 'staff' | 'customer'
      deviceName: string
      people: readonly { id: string; name: string; roles: Role[] }[]
    }
  | { kind: 'signedIn'; deviceKind: 'staff' | 'customer'; deviceId: string; deviceName: string; person: SignedIn }

export type SignInFailure =
  | { kind: 'wrong'; attemptsLeft: number | null }
  | { kind: 'locked'; untilMs: number }
  /** Offline, and this person never signed in on this device, or the PIN has changed since. */
  | { kind: 'needsNetwork' }
  | { kind: 'notFound' }
  | { kind: 'expired' }
  | { kind: 'limited'; untilMs: number }
  | { kind: 'phoneWrong' }
  | { kind: 'serverDown' }

export type Outcome = { kind: 'ok' } | SignInFailure

export interface Session {
  state: Live<SessionState>
  /** Staff: code from the office, typed or scanned. */
  enrol(code: string, deviceName: string): Promise<Outcome>
  /** Customers: this browser becomes a device of the shop without a code; the catalogue may be seen at once. */
  openShop(): Promise<Outcome>
  signInWithPin(personId: string, pin: string): Promise<Outcome>
  /**
   * Is this that person's PIN? Nobody is signed in or out by it: a senior allows something at another's till, or the
   * person at the till comes back to it. Tries are counted like those of a sign-in, with a network and without.
   */
  checkPin(personId: string, pin: string): Promise<Outcome>
  requestCode(phone: string): Promise<Outcome>
  signInWithCode(phone: string, code: string, name: string): Promise<Outcome>
  /** Work stays on the device and is still sent (S10). */
  signOut(): Promise<void>
}

export interface Workplace {
  session: Session
  /** At its start this browser was no device any more, though acts had been done on it: what it kept has been lost. */
  wasEmptied: boolean
  status: Live<SyncStatus>
  /**
   * Checks the rules, stores the act durably, updates the view, then answers. Works offline. `onDurable` hears of it
   * before the view, with the body that the view will show; the view waits for it, so it ends soon.
   */
  act(kind: string, target: Ref, payload: unknown, onDurable?: OnDurable): Promise<ActResult>
  list<Body>(query: ListQuery): Live<readonly Shown<Body>[] | null>
  one<Body>(ref: Ref): Live<Shown<Body> | null | undefined>
  /** Waiting, refused and held acts, newest first. */
  tray: Live<readonly LocalOperation[]>
  markSeen(seqs: number[]): Promise<void>
  sendNow(): void
  /** S12: everything not yet confirmed, as a file's content. */
  exportWork(): Promise<string>
  /** A small durable value of this device (cart, sound on/off, theme), shared by its tabs. */
  keep<T>(key: string, initial: T): Live<T> & { set(value: T): Promise<void> }
  newId(): string
  now(): number
  storage: Live<{ persisted: boolean | null; usageBytes: number | null; quotaBytes: number | null }>
  /** Online-only questions to the server; rejects with TransportError. */
  office: OfficeApi
  /** A till's questions to the server; rejects with TransportError. */
  till: TillApi
  /** What this till signs its receipts with, and checks those of others. */
  signing: ReceiptSigning
  /** The printer of this device. Loaded when first asked for, with the needs of then; one per tab. */
  printing(needs: PrintingNeeds): Promise<Printing>
  /** Barcodes of the goods, for the first scans after a start. Opened when first asked for. */
  codes(): Promise<CodeIndex>
  /** The scanner on a port of this device, in the same way. */
  scanning(needs: ScanningNeeds): Promise<Scanning>
  dispose(): Promise<void>
}

/** Kept under this name (`keep`) as a list: work that may not be sent from here, for a person to carry to its office. */
export const formerWorkKey = 'former-work'
export type FormerWork = {
  /** What this browser was before. */
  deviceId: string
  deviceName: string
  organisation: string
  /** How many acts had not been sent; 0: all had, and the file is for a database that was restored from before. */
  waiting: number
  /** A work file (S12). */
  content: string
}
