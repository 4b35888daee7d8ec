/**
 * A browser may turn out to be another device than the one whose work it holds: its cookie is gone (Chrome writes cookies
 * to the disk up to half a minute late), or the server is another one. That work must not be lost, and must not be sent
 * under numbers that mean something else.
 *
 * A customer's phone is simply made a new device: what waits is numbered anew, in its order, as soon as somebody is
 * signed in again (the server refuses the work of a person it has not seen on this device). Sent twice it would do no
 * harm, because each act names its order, payment or line itself. A staff device under another identity means another
 * company or another database: its work is kept as a file that the office can take, with what had been decided there; the
 * tray shows it until a person has carried it there.
 *
 *     noted here (durable) → everything of the former device cleared → numbered anew → note removed
 */
import type { DeviceSelf } from '../protocol/identity.ts'
import type { LocalOperation } from '../store/local-store.ts'
import type { DeviceStore } from '../store/open-store.ts'
import { contentOf } from '../sync/numbering.ts'
import { formerWorkKey, type FormerWork } from '../workplace-types.ts'

/** Notes that stay when this browser becomes another device. */
const keptNotes = ['keep/', 'adopt']

/** Where screens find what was put away: `keep(formerWorkKey)`. */
const formerNote = `keep/${formerWorkKey}`

type Adoption = { deviceId: string; operations: LocalOperation[] }

export async function leaveFormerDevice(
  store: DeviceStore,
  { former, next, exportWork }: { former: DeviceSelf; next: DeviceSelf; exportWork: () => Promise<string> },
): Promise<void> {
  const isSameCustomer =
    former.kind === 'customer' && next.kind === 'customer' && former.organisation.id === next.organisation.id
  const kept = await store.local.operations.read({})
  const earlier = store.notes.get('adopt') as Adoption | undefined
  // Nobody had signed in since the last time it became another device.
  const owed = earlier?.deviceId === former.id ? earlier.operations : []
  if (isSameCustomer) {
    const operations = [...owed, ...kept.filter(({ state }) => state === 'waiting')]
    if (operations.length > 0) await store.notes.set('adopt', { deviceId: next.id, operations } satisfies Adoption)
  } else if (kept.some(({ state }) => state !== 'lost')) {
    const { id: deviceId, name: deviceName, organisation } = former
    const waiting = kept.filter(({ state }) => state === 'waiting').length
    const put = { deviceId, deviceName, organisation: organisation.name, waiting, content: await exportWork() }
    // Beside what stands there already, be it of the same device: bringing work in twice is harmless, losing it is not.
    const before = (store.notes.get(formerNote) ?? []) as FormerWork[]
    await store.notes.set(formerNote, [...before, put satisfies FormerWork])
  }
  await store.beginAnew(keptNotes)
}

/** Called while nobody else gives out numbers. A crash in between is made good by the next call. */
export async function adoptFormerWork(store: DeviceStore, deviceId: string | null): Promise<void> {
  const adoption = store.notes.get('adopt') as Adoption | undefined
  if (adoption === undefined || adoption.deviceId !== deviceId) return
  const { operations } = store.local
  const there = new Set((await operations.read({})).map(contentOf))
  let seq = await operations.lastSeq()
  for (const operation of adoption.operations) {
    if (there.has(contentOf(operation))) continue
    seq += 1
    while ((await operations.append({ ...operation, deviceId, seq })) === 'taken') seq += 1
  }
  await store.notes.set('adopt', undefined)
}
