/** Everything the office's procedures need, in one place for the router. Each act is a file of its own. */
import type {
  ContentInput,
  DeviceInfo,
  HeldInput,
  JournalEntry,
  JournalInput,
  OfficeApi,
  SavePersonInput,
  SaveSettingsInput,
} from '../../lib/protocol/office.ts'
import type { KnownDevice } from '../identity/devices.ts'
import type { WaitingCode } from '../identity/message-port.ts'

/** Who does it: the journal names them. */
export type OfficeActor = { id: string; name: string }

type Answered<Name extends keyof OfficeApi> = Awaited<ReturnType<OfficeApi[Name]>>

export interface Office {
  journal(input: JournalInput): Promise<{ entries: JournalEntry[]; before: number | null }>
  journalContent(input: ContentInput): Promise<Answered<'journalContent'>>
  devices(): Promise<DeviceInfo[]>
  createEnrolmentCode(
    actor: OfficeActor,
    input: { name: string },
    now: number,
  ): Promise<{ code: string; expiresAt: number }>
  /** False: no such device. */
  revokeDevice(actor: OfficeActor, input: { deviceId: string }, now: number): Promise<boolean>
  people(now: number): Promise<Answered<'people'>>
  savePerson(
    actor: OfficeActor,
    input: SavePersonInput,
    now: number,
  ): Promise<Answered<'savePerson'> | { kind: 'notFound' }>
  endSessions(actor: OfficeActor, input: { personId: string }, now: number): Promise<void>
  saveSettings(actor: OfficeActor, input: SaveSettingsInput, now: number): Promise<Answered<'saveSettings'>>
  pendingCodes(now: number): Promise<WaitingCode[]>
  /** null: nothing is held under this number. */
  decideHeld(actor: OfficeActor, input: HeldInput): Promise<Answered<'decideHeld'> | null>
  explainHeld(input: { deviceId: string; seq: number }): Promise<Answered<'explainHeld'>>
  shiftStates(shiftIds: string[]): Promise<Answered<'shiftStates'>>
  importWork(actor: OfficeActor, content: string): Promise<Answered<'importWork'>>
  /** A browser became a staff device, by a code that this person made. */
  noteEnrolment(device: KnownDevice, enrolledBy: string, now: number): Promise<void>
  /** The customer with this phone; made, unmatched (GA5, GE8), when there is none. Returns the id. */
  customerForPhone(input: { phone: string; name: string; now: number }): Promise<string>
}
