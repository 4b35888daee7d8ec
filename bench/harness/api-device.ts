/**
 * Devices that speak the real HTTP API from Node: enrolled and signed in the way identity does it (tokens in cookies), one
 * kept-alive connection each. What is sent is made ready beforehand, so that the client costs little beside the server.
 */
import http from 'node:http'
import type pg from 'pg'
import { protocolVersion, type DeviceReport, type PullInput, type PullOutput } from '../../lib/protocol/sync.ts'
import type { DeviceKind } from '../../lib/protocol/identity.ts'
import { keyDevice } from '../../sync-server/identity/devices.ts'
import { openSession } from '../../sync-server/identity/sessions.ts'
import { inTransaction } from '../../sync-server/identity/transaction.ts'
import { deviceCookie, sessionCookie } from '../../sync-server/router/cookies.ts'
import { theOrganisation } from '../../sync-server/store/postgres/organisations.ts'

export type Enrolled = {
  deviceId: string
  personId: string
  cookies: { name: string; value: string }[]
  /** The cookies as a header. */
  cookie: string
}

export async function enrol(
  pool: pg.Pool,
  given: { deviceId: string; kind: DeviceKind; personId: string; pinVersion: number },
): Promise<Enrolled> {
  const { deviceId, kind, personId, pinVersion } = given
  const org = theOrganisation
  const now = Date.now()
  const deviceToken = await inTransaction(pool, (client) =>
    keyDevice(client, { org, id: deviceId, name: `Планшет ${deviceId}`, kind, now }),
  )
  const sessionToken = await openSession(pool, { org, deviceId, personId, kind, pinVersion, now })
  const cookies = [
    { name: deviceCookie, value: deviceToken },
    { name: sessionCookie, value: sessionToken },
  ]
  return { deviceId, personId, cookies, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

/** At most eight at a time, as the pool has connections. */
export async function enrolMany<Given>(given: readonly Given[], one: (each: Given) => Promise<Enrolled>) {
  const enrolled: Enrolled[] = []
  for (let from = 0; from < given.length; from += 8) {
    enrolled.push(...(await Promise.all(given.slice(from, from + 8).map(one))))
  }
  return enrolled
}

export const deviceReport: DeviceReport = {
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  storage: { persisted: true, usageBytes: 12_000_000, quotaBytes: 2_000_000_000 },
  sentAt: Date.now(),
  appVersion: 'bench',
}

export type ApiDevice = Enrolled & {
  /** Posts to a procedure; `body` is JSON made ready. Resolves with the answer's text, rejects unless 200. */
  post(procedure: string, body: Buffer): Promise<string>
  close(): void
}

export function apiDevice(port: number, enrolled: Enrolled): ApiDevice {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ...enrolled,
    post(procedure, body) {
      return new Promise((resolve, reject) => {
        const request = http.request(
          {
            host: '127.0.0.1',
            port,
            agent,
            method: 'POST',
            path: `/api/trpc/${procedure}`,
            headers: { 'content-type': 'application/json', 'content-length': body.length, cookie: enrolled.cookie },
          },
          (response) => {
            const parts: Buffer[] = []
            response.on('data', (part: Buffer) => parts.push(part))
            response.once('error', reject)
            response.once('end', () => {
              const text = Buffer.concat(parts).toString('utf8')
              if (response.statusCode === 200) resolve(text)
              else reject(new Error(`${procedure} answered ${response.statusCode}: ${text.slice(0, 500)}`))
            })
          },
        )
        request.once('error', reject)
        request.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

export const answerOf = <T>(text: string): T => (JSON.parse(text) as { result: { data: T } }).result.data

export function pullBody(input: Pick<PullInput, 'personId' | 'cursors' | 'limit'>): Buffer {
  return Buffer.from(JSON.stringify({ protocol: protocolVersion, report: deviceReport, ...input }))
}

export async function pullOnce(device: ApiDevice, input: Pick<PullInput, 'cursors' | 'limit'>) {
  const answer = answerOf<PullOutput>(await device.post('sync.pull', pullBody({ personId: device.personId, ...input })))
  if (answer.kind !== 'pages') throw new Error(`A pull was answered with ${answer.kind}`)
  return answer
}
