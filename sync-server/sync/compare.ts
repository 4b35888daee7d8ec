/** S29: whether a device holds just what stands in a scope. A difference is recorded; the device pulls the scope again. */
import { createScopeHash } from '../../lib/protocol/scope-hash.ts'
import type { CompareInput, CompareOutput } from '../../lib/protocol/sync.ts'
import type { Caller, SyncDeps } from './deps.ts'
import { withDeviceScope, type Grants } from './pull.ts'

export async function compare(deps: SyncDeps, caller: Caller & Grants, input: CompareInput): Promise<CompareOutput> {
  const { org, deviceId } = caller
  const { scope, cursor, count, hash } = input
  // Not granted (any more): the next pull says so.
  if (!withDeviceScope(deviceId, caller.scopes ?? []).includes(scope)) return { kind: 'behind' }
  const contents = createScopeHash()
  const { asOf, newest } = await deps.store.scopeContents(org, scope, cursor, (ref, version) =>
    contents.add(ref, version),
  )
  // Something has changed since the device pulled, or the database is older than the device: it must pull first.
  if (newest > cursor || cursor > asOf) return { kind: 'behind' }
  if (contents.count() === count && contents.digest() === hash) return { kind: 'same' }
  await deps.store.recordDifference(org, {
    deviceId,
    scope,
    at: deps.now(),
    cursor,
    device: { count, hash },
    server: { count: contents.count(), hash: contents.digest() },
  })
  deps.observe?.({ kind: 'difference', org, deviceId, scope })
  return { kind: 'different' }
}
