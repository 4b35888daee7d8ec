/** One organisation with devices, and server processes on its store: what the tests of the sync room act in. */
import type { Actor, Verdict } from '../../../lib/domain/operation.ts'
import type { Trade } from '../../../lib/domain/trade.ts'
import { protocolVersion, type PullOutput, type PushInput, type PushOutput } from '../../../lib/protocol/sync.ts'
import type { SyncStore } from '../../store/ports.ts'
import type { KnownActor, SyncDeps, SyncEvent } from '../deps.ts'
import { pull } from '../pull.ts'
import { push } from '../push.ts'
import { boxTrade } from './box-trade.ts'

export const actorOf = (id: string, over: Partial<Actor> = {}): Actor => ({
  id,
  name: `Person ${id}`,
  roles: ['operator'],
  customerId: null,
  ...over,
})

export const report: PushInput['report'] = {
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  storage: { persisted: null, usageBytes: null, quotaBytes: null },
  sentAt: 0,
  appVersion: 'test',
}

export type Act = { kind: string; id: string; payload?: unknown; actorId?: string; schema?: number }
export type WireOperations = PushInput['operations']

/** Numbered from `first` on. The person is `anna` unless said otherwise. */
export function wire(first: number, ...acts: (Act | 'lost')[]): WireOperations {
  return acts.map((act, index) => {
    const seq = first + index
    if (act === 'lost') return { seq, lost: true }
    const { kind, id, payload = {}, actorId = 'anna', schema = 1 } = act
    return {
      seq,
      actorId,
      kind,
      target: { kind: 'box', id },
      payload,
      madeAt: 1_760_000_000_000 + seq,
      clockOffsetMs: null,
      schema,
    }
  })
}

export const make = (id: string, payload: object = {}): Act => ({ kind: 'box.make', id, payload })
export const act = (kind: string, id: string, payload: object = {}): Act => ({ kind: `box.${kind}`, id, payload })

export type SyncWorld = ReturnType<typeof createSyncWorld>
/** A new store with these devices, and one server process on it. */
export type StartWorld = (...devices: string[]) => Promise<SyncWorld>

/** What one server process does, on this store. */
export function createSyncWorld(store: SyncStore, org: string, trade: Trade = boxTrade) {
  const people = new Map<string, KnownActor>([['anna', { actor: actorOf('anna'), standing: 'active' }]])
  const events: SyncEvent[] = []
  let now = 1_760_000_100_000
  const deps: SyncDeps = {
    store,
    trade,
    actors: {
      actors: async (_org, _device, ids) =>
        new Map(ids.flatMap((id): [string, KnownActor][] => (people.has(id) ? [[id, people.get(id)!]] : []))),
    },
    now: () => (now += 1),
    observe: (event) => events.push(event),
  }
  return {
    org,
    store,
    deps,
    people,
    events,
    push: (deviceId: string, operations: WireOperations): Promise<PushOutput> =>
      push(deps, { org, deviceId }, { protocol: protocolVersion, operations, report }),
    async verdicts(deviceId: string, operations: WireOperations): Promise<Verdict[]> {
      const output = await this.push(deviceId, operations)
      if (output.kind !== 'taken') throw new Error(`Expected to be taken, got a gap at ${output.expected}`)
      return output.verdicts.map(({ verdict }) => verdict)
    },
    async pull(
      deviceId: string,
      scopes: string[] | null,
      cursors: Record<string, number> = {},
      limit = 1000,
    ): Promise<Extract<PullOutput, { kind: 'pages' }>> {
      const output = await pull(
        deps,
        { org, deviceId, scopes },
        { protocol: protocolVersion, personId: null, cursors, limit, report },
      )
      if (output.kind !== 'pages') throw new Error('Expected pages')
      return output
    },
    /** The boxes of one scope as a device would hold them, by id. */
    async boxes<Body>(scope = 'all'): Promise<Record<string, Body>> {
      const held: Record<string, Body> = {}
      const { pages } = await this.pull('reader', [scope])
      for (const page of pages) {
        for (const change of page.changes) {
          if (page.scope === scope && !('gone' in change) && change.kind === 'box')
            held[change.id] = change.body as Body
        }
      }
      return held
    },
  }
}

export const ok: Verdict = { kind: 'accepted' }
