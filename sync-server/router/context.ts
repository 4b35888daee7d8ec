/**
 * What a procedure has in hand: who asks (device and session, by their cookies), when, and the rooms below. Made once
 * per request, so that all calls of a batch see the same person.
 */
import type pg from 'pg'
import type { DeviceReports } from '../identity/device-reports.ts'
import type { KnownDevice } from '../identity/devices.ts'
import type { LookupLimits } from '../identity/lookup-limits.ts'
import type { MessagePort } from '../identity/message-port.ts'
import type { PushLimits } from '../identity/push-limits.ts'
import type { Session, SessionKind } from '../identity/sessions.ts'
import { whoAsks } from '../identity/who-asks.ts'
import type { People, SignedInPerson } from '../identity/people.ts'
import type { Office } from '../office/office.ts'
import { translated } from './api-error.ts'
import type { SyncService } from './sync-service.ts'

export type Log = {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** Everything below the router, built once by `registerApi`. */
export type Services = {
  org: string
  pool: pg.Pool
  log: Log
  clock: () => number
  messages: MessagePort
  people: People
  reports: DeviceReports
  pushLimits: PushLimits
  lookupLimits: LookupLimits
  sync: SyncService
  office: Office
  /** What this device may see has changed, or that it may: its live stream ends and comes back. */
  dismiss: (deviceId: string) => Promise<void>
  /** A pull found that this device may see other scopes than it knew: its live streams listen to these from now on. */
  regrant: (grant: { deviceId: string; scopes: string[]; clock: number }) => Promise<void>
  limits: { openShopPerHourPerAddress: number }
}

export type CookieJar = {
  deviceToken: string | null
  sessionToken: string | null
  setDevice(token: string): void
  setSession(token: string, kind: SessionKind): void
  clearSession(): void
  /** Whether this answer can still carry a cookie: a session slides only together with its cookie. */
  canSet: boolean
}

export type Context = Services & {
  now: number
  requestId: string
  /** The network address, for limits only; never stored beside a person or logged. */
  address: string
  cookies: CookieJar
  /** null: this browser is no device. It may be a revoked one. */
  device: KnownDevice | null
  /** null: nobody is signed in, or not on this device. */
  session: Session | null
  person: SignedInPerson | null
  /**
   * All scopes granted now to the person that the device believes is signed in; null: the session is another's or over.
   * A customer's device without anybody sees the public catalogue.
   */
  grants: (personId: string | null) => Promise<string[] | null>
}

export async function createContext(
  services: Services,
  request: { cookies: CookieJar; address: string; requestId: string },
): Promise<Context> {
  const { org, pool } = services
  const now = services.clock()
  const { cookies } = request
  const { device, session, person } = await whoAsks(pool, org, cookies, now).catch((error: unknown) => {
    throw translated(error) ?? error
  })
  if (session?.isExtended && cookies.sessionToken && cookies.deviceToken) {
    cookies.setSession(cookies.sessionToken, session.kind)
    cookies.setDevice(cookies.deviceToken)
  }
  return {
    ...services,
    ...request,
    now,
    device,
    session,
    person,
    grants: (personId) => services.people.grants(device, person, personId, now),
  }
}
