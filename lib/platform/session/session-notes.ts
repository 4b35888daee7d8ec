/** What of sign-in lies on this device, strictly durable and shared by its tabs. */
import * as z from 'zod/mini'
import { personSelf, type DeviceSelf, type PersonChoice, type PersonSelf } from '../../protocol/identity.ts'
import type { DeviceNotes } from '../../store/note-store.ts'
import { noAttempts, type OfflineAttempts } from './offline-attempts.ts'
import type { OfflineVerifier } from './offline-pin.ts'

/** `online`: the server knows this session; else the person signed in without it, or it is over there. */
export type LocalSession = { person: PersonSelf; pinVersion: number; online: boolean }

const deviceNote = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['staff', 'customer']),
  organisation: z.object({ id: z.string(), name: z.string() }),
})
const sessionNote = z.object({ person: personSelf, pinVersion: z.number(), online: z.boolean() })
const verifierNote = z.object({
  person: personSelf,
  pinVersion: z.number(),
  salt: z.string(),
  hash: z.string(),
  cost: z.object({ N: z.number(), r: z.number(), p: z.number() }),
})
const attemptsNote = z.object({ wrong: z.number(), lockedUntil: z.number() })
const peopleNote = z.array(
  z.object({ id: z.string(), name: z.string(), roles: personSelf.shape.roles, pinVersion: z.number() }),
)

type Schema<T> = { safeParse(value: unknown): { success: boolean; data?: T } }

export type SessionNotes = ReturnType<typeof createSessionNotes>

const sessionNoteKeys = { device: 'device', session: 'session', people: 'people', signOutOwed: 'signOutOwed' }

export function createSessionNotes(notes: DeviceNotes) {
  const read = <T>(key: string, schema: Schema<T>): T | null => {
    const value = notes.get(key)
    const parsed = value === undefined ? null : schema.safeParse(value)
    return parsed?.success ? (parsed.data ?? null) : null
  }
  const { device, session, people, signOutOwed } = sessionNoteKeys
  return {
    device: () => read<DeviceSelf>(device, deviceNote),
    setDevice: (value: DeviceSelf) => notes.set(device, value),
    session: () => read<LocalSession>(session, sessionNote),
    setSession: (value: LocalSession | null) => notes.set(session, value ?? undefined),
    people: () => read<PersonChoice[]>(people, peopleNote) ?? [],
    setPeople: (value: PersonChoice[]) => notes.set(people, value),
    isSignOutOwed: () => notes.get(signOutOwed) === true,
    setSignOutOwed: (owed: boolean) => notes.set(signOutOwed, owed || undefined),
    isReenrolled: () => notes.get('reenrolled') === true,
    setReenrolled: (reenrolled: boolean) => notes.set('reenrolled', reenrolled || undefined),
    verifier: (personId: string) => read<OfflineVerifier>(`verifier/${personId}`, verifierNote),
    setVerifier: (value: OfflineVerifier) => notes.set(`verifier/${value.person.id}`, value),
    attempts: (personId: string) => read<OfflineAttempts>(`attempts/${personId}`, attemptsNote) ?? noAttempts,
    setAttempts: (personId: string, value: OfflineAttempts | null) =>
      notes.set(`attempts/${personId}`, value ?? undefined),
    onChanged(changed: () => void): () => void {
      const stops = [device, session, people].map((key) => notes.live(key).subscribe(changed))
      return () => stops.forEach((stop) => stop())
    },
  }
}
