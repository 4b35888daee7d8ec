/** Puts the office's acts together for the router. */
import type pg from 'pg'
import type { People } from '../identity/people.ts'
import { waitingCodes } from '../identity/message-port.ts'
import { countSessions } from '../identity/sessions.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { decideHeldAgain, refuseHeld } from '../sync/held-operations.ts'
import { customerForPhone } from './customer-for-phone.ts'
import { makeEnrolmentCode, noteEnrolment, revokeDevice } from './device-acts.ts'
import { listDevices } from './device-list.ts'
import { importWorkFile } from './import-work-file.ts'
import { readContent, readJournal } from './journal.ts'
import type { Office } from './office.ts'
import { endSessions, savePerson } from './people-acts.ts'
import { saveSettings } from './settings-acts.ts'

export function createOffice(parts: {
  pool: pg.Pool
  org: string
  people: People
  sync: SyncDeps
  dismiss: (deviceId: string) => Promise<void>
}): Office {
  const { pool, org, people, sync, dismiss } = parts
  const place = {
    pool,
    org,
    store: sync.store,
    dismiss,
    customerByPhone: (phone: string) => people.customerByPhone(phone),
  }
  return {
    journal: (input) => readJournal(pool, org, input),
    journalContent: (input) => readContent(pool, org, input),
    devices: () => listDevices(pool, org),
    createEnrolmentCode: (actor, input, now) => makeEnrolmentCode(place, actor, input, now),
    revokeDevice: (actor, input, now) => revokeDevice(place, actor, input, now),
    noteEnrolment: (device, enrolledBy, now) => noteEnrolment(place, device, enrolledBy, now),
    async people(now) {
      const [staff, sessions] = await Promise.all([people.allStaff(), countSessions(pool, org, now)])
      return staff.map(({ id, name, roles, active, pinVersion }) => ({
        id,
        name,
        roles,
        active,
        hasPin: pinVersion > 0,
        sessions: sessions.get(id) ?? 0,
      }))
    },
    savePerson: (actor, input, now) => savePerson(place, actor, input, now),
    endSessions: (actor, input, now) => endSessions(place, actor, input, now),
    saveSettings: (actor, input, now) => saveSettings(place, actor, input, now),
    pendingCodes: (now) => waitingCodes(pool, org, now),
    async decideHeld(actor, { deviceId, seq, how }) {
      const held = { org, deviceId, seq }
      const outcome = await (how === 'again' ? decideHeldAgain(sync, held, actor.id) : refuseHeld(sync, held, actor.id))
      if (outcome.kind === 'notHeld') return null
      const { kind } = outcome.verdict
      // A number whose content was lost is never held.
      if (kind === 'lost') throw new Error(`A held operation of ${deviceId} turned out to be lost`)
      return { verdict: kind }
    },
    importWork: (actor, content) => importWorkFile({ pool, org, sync }, actor, content),
    customerForPhone: (input) => customerForPhone(place, input),
  }
}
