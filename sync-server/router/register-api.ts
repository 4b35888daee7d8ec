/** Builds the rooms below the router on one database and puts the API on HTTP. Called by main before the tables exist. */
import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { trade } from '../../lib/domain/rodnik-trade.ts'
import { keepClean } from '../identity/clean-up.ts'
import { createDeviceReports } from '../identity/device-reports.ts'
import { createLookupLimits } from '../identity/lookup-limits.ts'
import { createOfficeMessages, type MessagePort } from '../identity/message-port.ts'
import { createPeople } from '../identity/people.ts'
import { createOffice } from '../office/create-office.ts'
import { createPushLimits } from '../identity/push-limits.ts'
import { theOrganisation } from '../store/postgres/organisations.ts'
import type { Live } from '../live/create-live.ts'
import { registerLive } from '../live/register-live.ts'
import type { Announcement, SyncStore } from '../store/ports.ts'
import { openCatalogueSink } from '../store/postgres/catalogue-sink.ts'
import { compare } from '../sync/compare.ts'
import type { SyncDeps, SyncEvent } from '../sync/deps.ts'
import { pull } from '../sync/pull.ts'
import type { Log, Services } from './context.ts'
import { registerUpload, type UploadOptions } from '../exchange/register-upload.ts'
import { authoriseUpload } from './authorise-upload.ts'
import { identifyListener } from './identify-listener.ts'
import { pushAndSettle } from './push-and-settle.ts'
import { serveTrpc } from './serve-trpc.ts'

export type ApiDeps = {
  pool: pg.Pool
  /** Of the same database, for imports: they have a connection of their own. */
  databaseUrl: string
  store: SyncStore
  log: Log
  now?: () => number
  /** How one-time codes reach customers; the office's screen unless set. */
  messages?: MessagePort
  openShopPerHourPerAddress?: number
  /** What sync does, for the counters; the log gets it too. */
  observe?: (event: SyncEvent) => void
  /** Open streams of devices, in this and all other processes. */
  live?: Live
}

export function createServices(deps: ApiDeps): Services & { syncDeps: SyncDeps; databaseUrl: string } {
  const { pool, store, log } = deps
  const now = deps.now ?? (() => Date.now())
  const org = theOrganisation
  const people = createPeople(pool, org)
  const dismiss = async (deviceId: string) => deps.live?.dismiss(org, deviceId)
  const syncDeps: SyncDeps = {
    store,
    trade,
    now,
    actors: { actors: (_org, deviceId, ids) => people.actors(deviceId, ids) },
    observe(event) {
      deps.observe?.(event)
      note(log, event)
    },
  }
  return {
    org,
    pool,
    log,
    clock: now,
    messages: deps.messages ?? createOfficeMessages(pool, (fields, text) => log.info(fields, text)),
    people,
    reports: createDeviceReports(pool, (err) => log.warn({ err }, 'a device report was not kept')),
    pushLimits: createPushLimits(pool, org),
    lookupLimits: createLookupLimits(),
    sync: {
      push: (caller, input) => pushAndSettle({ pool, org, sync: syncDeps, log }, caller, input),
      pull: (caller, input) => pull(syncDeps, caller, input),
      compare: (caller, input) => compare(syncDeps, caller, input),
    },
    office: createOffice({ pool, org, people, sync: syncDeps, log, dismiss }),
    dismiss,
    regrant: async (grant) => deps.live?.regrant({ org, ...grant }),
    limits: { openShopPerHourPerAddress: deps.openShopPerHourPerAddress ?? 600 },
    syncDeps,
    databaseUrl: deps.databaseUrl,
  }
}

export async function registerApi(
  fastify: FastifyInstance,
  services: Services & { databaseUrl: string },
  live?: Live,
): Promise<void> {
  const { pool, org, clock, log } = services
  const stopCleaning = keepClean(pool, org, {
    clock,
    onFailure: (err) => log.warn({ err }, 'cleaning up did not work; it is tried again in an hour'),
  })
  fastify.addHook('onClose', async () => {
    stopCleaning()
    await services.reports.flush()
  })
  await fastify.register(cookie)
  await serveTrpc(fastify, services)
  await fastify.register(async (api) => registerUpload(api, uploadOptions(services, live)))
  if (live) registerLive(fastify, { hub: live.hub, identify: (request) => identifyListener(services, request) })
}

function uploadOptions(services: Services & { databaseUrl: string }, live: Live | undefined): UploadOptions {
  const { databaseUrl, org, clock } = services
  const onCommit = (announcement: Announcement) => live?.announce(announcement)
  return {
    authorise: (request, reply) => authoriseUpload(services, request, reply),
    openSink: (by) => openCatalogueSink({ connectionString: databaseUrl, org, by, now: clock, onCommit }),
  }
}

function note(log: Log, event: SyncEvent): void {
  const { kind, ...fields } = event
  if (kind === 'decided') return
  const { error, ...rest } = 'error' in fields ? fields : { ...fields, error: undefined }
  const line = error === undefined ? rest : { ...rest, err: error }
  if (kind === 'again') log.info(line, 'another transaction was faster; deciding again')
  else log.warn(line, `sync: ${kind}`)
}
