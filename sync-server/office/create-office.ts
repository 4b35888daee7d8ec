/** Puts the office's acts together for the router. */
import type pg from 'pg'
import type { People } from '../identity/people.ts'
import { waitingCodes } from '../identity/message-port.ts'
import { countSessions } from '../identity/sessions.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { customerForPhone } from './customer-for-phone.ts'
import { makeEnrolmentCode, noteEnrolment, revokeDevice } from './device-acts.ts'
import { decideHeld } from './decide-held.ts'
import { listDevices } from './device-list.ts'
import { importWorkFile } from './import-work-file.ts'
import { readContent, readJournal } from './journal.ts'
import type { Office } from './office.ts'
import { endSessions, savePerson } from './people-acts.ts'
import { saveSettings } from './settings-acts.ts'
import { explainReturn } from './explain-return.ts'
import type { SettlePlace } from './settle-returns.ts'
import { readShiftStates } from './shift-states.ts'

export function createOffice(parts: {
  pool: pg.Pool
  org: string
  people: People
  sync: SyncDeps
  log: SettlePlace['log']
  dismiss: (deviceId: string) => Promise<void>
}): Office {
  const { pool, org, people, sync, log, dismiss } = parts
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
    decideHeld: (actor, input) => decideHeld({ pool, org, sync, log }, actor, input),
    explainHeld: ({ deviceId, seq }) => explainReturn({ pool, org, sync }, { deviceId, seq }),
    shiftStates: (shiftIds) => readShiftStates(pool, org, shiftIds),
    importWork: (actor, content) => importWorkFile({ pool, org, sync, log }, actor, content),
    customerForPhone: (input) => customerForPhone(place, input),
  }
}
