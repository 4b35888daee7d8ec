/** The whole API. The browser knows it only as the type `AppRouter`. */
import { deviceRouter } from './device-procedures.ts'
import { officeRouter } from './office-procedures.ts'
import { sessionRouter } from './session-procedures.ts'
import { syncRouter } from './sync-procedures.ts'
import { tillRouter } from './till-procedures.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  device: deviceRouter,
  session: sessionRouter,
  sync: syncRouter,
  office: officeRouter,
  till: tillRouter,
})

export type AppRouter = typeof appRouter
