/**
 * What the office asks and does: exactly `OfficeApi` of lib/protocol/office.ts, except the catalogue's upload, which is a
 * route of its own. Who may do it stands in lib/domain/access.ts.
 */
import { mayAdminister, type OfficeAct } from '../../lib/domain/access.ts'
import {
  contentInput,
  deviceInput,
  enrolmentCodeInput,
  heldInput,
  heldRefInput,
  importWorkInput,
  journalInput,
  personInput,
  savePersonInput,
  saveSettingsInput,
  shiftStatesInput,
  type OfficeApi,
} from '../../lib/protocol/office.ts'
import { ApiError } from './api-error.ts'
import { roleProcedure, router } from './trpc.ts'

type Answer<Name extends keyof OfficeApi> = ReturnType<OfficeApi[Name]>

const act = (name: OfficeAct) => roleProcedure((roles) => mayAdminister(roles, name))

export const officeRouter = router({
  journal: act('journal')
    .input(journalInput)
    .query(({ ctx, input }): Answer<'journal'> => ctx.office.journal(input)),

  journalContent: act('journal')
    .input(contentInput)
    .query(({ ctx, input }): Answer<'journalContent'> => ctx.office.journalContent(input)),

  devices: act('devices').query(async ({ ctx }): Answer<'devices'> => {
    await ctx.reports.flush()
    return ctx.office.devices()
  }),

  createEnrolmentCode: act('devices')
    .input(enrolmentCodeInput)
    .mutation(({ ctx, input }): Answer<'createEnrolmentCode'> =>
      ctx.office.createEnrolmentCode(ctx.person, input, ctx.now),
    ),

  revokeDevice: act('devices')
    .input(deviceInput)
    .mutation(async ({ ctx, input }): Answer<'revokeDevice'> => {
      const found = await ctx.office.revokeDevice(ctx.person, input, ctx.now)
      if (!found) throw new ApiError('notFound')
    }),

  people: act('people').query(({ ctx }): Answer<'people'> => ctx.office.people(ctx.now)),

  savePerson: act('people')
    .input(savePersonInput)
    .mutation(async ({ ctx, input }): Answer<'savePerson'> => {
      const saved = await ctx.office.savePerson(ctx.person, input, ctx.now)
      if (saved.kind === 'notFound') throw new ApiError('notFound')
      return saved
    }),

  endSessions: act('people')
    .input(personInput)
    .mutation(({ ctx, input }): Answer<'endSessions'> => ctx.office.endSessions(ctx.person, input, ctx.now)),

  saveSettings: act('settings')
    .input(saveSettingsInput)
    .mutation(({ ctx, input }): Answer<'saveSettings'> => ctx.office.saveSettings(ctx.person, input, ctx.now)),

  pendingCodes: act('codes').query(({ ctx }): Answer<'pendingCodes'> => ctx.office.pendingCodes(ctx.now)),

  decideHeld: act('held')
    .input(heldInput)
    .mutation(async ({ ctx, input }): Answer<'decideHeld'> => {
      const decided = await ctx.office.decideHeld(ctx.person, input)
      if (!decided) throw new ApiError('notFound')
      return decided
    }),

  explainHeld: act('held')
    .input(heldRefInput)
    .query(({ ctx, input }): Answer<'explainHeld'> => ctx.office.explainHeld(input)),

  shiftStates: act('journal')
    .input(shiftStatesInput)
    .query(({ ctx, input }): Answer<'shiftStates'> => ctx.office.shiftStates(input.shiftIds)),

  importWork: act('import')
    .input(importWorkInput)
    .mutation(({ ctx, input }): Answer<'importWork'> => ctx.office.importWork(ctx.person, input.content)),
})
