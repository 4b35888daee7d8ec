/** The office's questions, asked of the server. Every failure comes out as `TransportError`. */
import type { OfficeApi } from '../workplace-types.ts'
import { call, type Api } from './api-client.ts'
import { uploadCatalogue } from './upload-catalogue.ts'

/** `patient` waits for what takes minutes: a work file of many thousand acts. */
export const createOfficeApi = ({ office }: Api, patient: Api): OfficeApi => ({
  async journal(input) {
    const { entries, before } = await call(office.journal.query(input))
    // JSON has no undefined: an absent payload is an empty one.
    return { entries: entries.map((entry) => ({ ...entry, payload: entry.payload ?? null })), before }
  },
  journalContent: (input) => call(office.journalContent.query(input)),
  devices: () => call(office.devices.query()),
  createEnrolmentCode: (input) => call(office.createEnrolmentCode.mutate(input)),
  revokeDevice: async (input) => {
    await call(office.revokeDevice.mutate(input))
  },
  people: () => call(office.people.query()),
  savePerson: (input) => call(office.savePerson.mutate(input)),
  endSessions: async (input) => {
    await call(office.endSessions.mutate(input))
  },
  saveSettings: (input) => call(office.saveSettings.mutate(input)),
  pendingCodes: () => call(office.pendingCodes.query()),
  decideHeld: (input) => call(office.decideHeld.mutate(input)),
  async explainHeld(input) {
    const told = await call(office.explainHeld.query(input))
    return told && { ...told, payload: told.payload ?? null }
  },
  shiftStates: (input) => call(office.shiftStates.query(input)),
  importWork: (content) => call(patient.office.importWork.mutate({ content })),
  importCatalogue: uploadCatalogue,
})
