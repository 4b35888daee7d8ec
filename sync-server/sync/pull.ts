/**
 * Documents travel down: the changes after each scope's cursor, all from one snapshot, so that the answer's `deviceSeq`
 * and its documents belong together (S8). Scopes without a cursor are filled from their beginning (S26).
 */
import { deviceScope } from '../../lib/protocol/outcome.ts'
import { protocolVersion, type PullInput, type PullOutput, type WireChange } from '../../lib/protocol/sync.ts'
import type { PulledChange } from '../store/ports.ts'
import type { Caller, SyncDeps } from './deps.ts'

/** The oldest protocol whose pages an app still understands (S28). Its queue is taken all the same. */
const minimumPullProtocol = protocolVersion

/** Granted to the session now; null: there is no session (any more), and the device keeps what it has (S10). */
export type Grants = { scopes: string[] | null }

export async function pull(deps: SyncDeps, caller: Caller & Grants, input: PullInput): Promise<PullOutput> {
  if (input.protocol < minimumPullProtocol) return { kind: 'updateRequired', minimum: minimumPullProtocol }
  const { org, deviceId } = caller
  const granted = caller.scopes === null ? null : withDeviceScope(deviceId, caller.scopes)
  const { epoch, asOf, deviceSeq, pages } = await deps.store.pull(org, {
    deviceId,
    cursors: (granted ?? [deviceScope(deviceId)]).map((scope) => ({
      scope,
      after: Object.hasOwn(input.cursors, scope) ? (input.cursors[scope] ?? 0) : 0,
    })),
    limit: input.limit,
  })
  return {
    kind: 'pages',
    epoch,
    asOf,
    deviceSeq,
    scopes: granted,
    pages: pages.map(({ changes, ...page }) => ({ ...page, changes: changes.map(toWire) })),
    serverTime: deps.now(),
  }
}

/** Late verdicts first: a device reads its pages in order. */
export function withDeviceScope(deviceId: string, scopes: string[]): string[] {
  const own = deviceScope(deviceId)
  return [own, ...new Set(scopes.filter((scope) => scope !== own))]
}

function toWire({ seq, ref, gone, version, body }: PulledChange): WireChange {
  return gone ? { seq, ...ref, gone: true } : { seq, ...ref, version, body }
}
