/**
 * Acts on the server that are no matter of the trade's rules: people and devices, an organisation made, a customer who
 * signs in for the first time. They stand in the same journal as everything else, as operations of the server's own
 * device. Its row lock makes them one after the other, so what an act has read stays true until it commits.
 */
import type { Ref } from '../../lib/domain/operation.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import { serverDeviceId, type StoredDocument, type SyncStore } from '../store/ports.ts'
import { withRetries } from '../store/with-retries.ts'

export type ServerAct = {
  org: string
  /** A person's id, or a machine's name. */
  actorId: string
  kind: string
  target: Ref
  /** For people to read in the journal. Never a secret. */
  payload: Record<string, unknown>
  now: number
}

export type Wanted = { ref: Ref; body: unknown; scopes: string[] }

/**
 * Locks and reads `refs`, asks `change` what becomes of them, and commits that with the journal's entry. `change` may run
 * again with fresh documents when somebody else was faster; it returns null to leave everything as it was, also the
 * journal. Answers whether something was done.
 */
export async function actOnServer(
  store: SyncStore,
  act: ServerAct,
  refs: Ref[],
  change: (documents: (StoredDocument | null)[]) => Promise<Wanted[] | null> | Wanted[] | null,
): Promise<boolean> {
  return withRetries(() =>
    store.transaction(act.org, async (tx) => {
      const [device] = await tx.lockDevices([serverDeviceId])
      if (!device) throw new Error(`Organisation ${act.org} has no device "${serverDeviceId}"`)
      const before = await tx.lockDocuments(refs)
      const wanted = await change(before)
      if (!wanted) return false
      const seq = device.lastSeq + 1
      const { actorId, kind, target, payload, now } = act
      await tx.commit({
        devices: [{ id: serverDeviceId, lastSeq: seq }],
        documents: wanted.map(({ ref, body, scopes }) => ({ ref, body, scopes, before: among(before, refs, ref) })),
        operations: [
          {
            operation: {
              deviceId: serverDeviceId,
              seq,
              actorId,
              kind,
              target,
              payload,
              madeAt: now,
              clockOffsetMs: 0,
              schema: schemaVersion,
            },
            verdict: { kind: 'accepted' },
            arrivedAt: now,
          },
        ],
      })
      return true
    }),
  )
}

function among(before: (StoredDocument | null)[], refs: Ref[], { kind, id }: Ref): StoredDocument | null {
  const index = refs.findIndex((ref) => ref.kind === kind && ref.id === id)
  if (index < 0) throw new Error(`${kind}/${id} was not locked before it was changed`)
  return before[index] ?? null
}
