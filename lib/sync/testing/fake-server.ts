/**
 * A server small enough to be seen through at a glance, for tests of the device alone. The real one has its own tests,
 * and the simulator runs the kernel against it.
 */
import { refKey, type Operation, type Ref, type Verdict } from '../../domain/operation.ts'
import type { Trade } from '../../domain/trade.ts'
import { actOf, deviceScope, outcomeId, outcomeKind } from '../../protocol/outcome.ts'
import { createScopeHash } from '../../protocol/scope-hash.ts'
import type { PullOutput, PushOutput, WireChange, WireOperation } from '../../protocol/sync.ts'
import { TransportError } from '../ports.ts'
import type { Endpoint } from './fake-transport.ts'

type Stored = { ref: Ref; version: number; scopes: string[]; body: unknown }
type Entry = { seq: number; ref: Ref; gone: boolean }
type Taken = { content: string; operation: WireOperation; verdict: Verdict; clock: number }

export type FakeServer = ReturnType<typeof createFakeServer>

export function createFakeServer({ trade, now }: { trade: Trade; now: () => number }) {
  let clock = 0
  let documents = new Map<string, Stored>()
  let feed = new Map<string, Map<string, Entry>>()
  let taken = new Map<string, Taken[]>()
  const granted = new Map<string, string[] | null>()
  const revoked = new Set<string>()
  const held = new Set<string>()
  let minimumProtocol = 1

  const takenBy = (deviceId: string): Taken[] => {
    const list = taken.get(deviceId) ?? []
    taken.set(deviceId, list)
    return list
  }

  const put = (ref: Ref, body: unknown, scopes: string[]): void => {
    const key = refKey(ref)
    const before = documents.get(key)
    documents.set(key, { ref, body, scopes, version: (before?.version ?? 0) + 1 })
    clock += 1
    for (const scope of new Set([...(before?.scopes ?? []), ...scopes])) {
      const entries = feed.get(scope) ?? new Map<string, Entry>()
      entries.set(key, { seq: clock, ref, gone: !scopes.includes(scope) })
      feed.set(scope, entries)
    }
  }

  const decideOne = (deviceId: string, wire: Exclude<WireOperation, { lost: true }>): Verdict => {
    if (held.has(wire.kind)) return { kind: 'held', cause: 'fault' }
    const operation: Operation = { ...wire, payload: wire.payload, deviceId }
    const body = documents.get(refKey(wire.target))?.body ?? null
    const decision = trade.decide(body, operation, {
      place: 'server',
      actor: { id: wire.actorId, name: '', roles: ['operator'], customerId: null },
      now: now(),
      document: (ref) => documents.get(refKey(ref))?.body ?? null,
      balance: () => 0,
      orderNumber: '1',
    })
    if (decision.kind === 'refused') return decision
    put(wire.target, decision.body, trade.scopesOf(wire.target, decision.body))
    return { kind: 'accepted' }
  }

  const publishOutcome = (deviceId: string, wire: WireOperation, verdict: Verdict): void => {
    const id = outcomeId(deviceId, wire.seq)
    const body = { id, deviceId, seq: wire.seq, verdict, of: actOf(wire) }
    put({ kind: outcomeKind, id }, body, [deviceScope(deviceId)])
  }

  const take = (deviceId: string, wire: WireOperation): Taken => {
    const verdict: Verdict = 'lost' in wire ? { kind: 'lost' } : decideOne(deviceId, wire)
    clock += 1
    if (verdict.kind === 'held') publishOutcome(deviceId, wire, verdict)
    const one = { content: JSON.stringify(wire), operation: wire, verdict, clock }
    takenBy(deviceId).push(one)
    return one
  }

  const scopesOf = (deviceId: string): string[] | null => {
    const scopes = granted.get(deviceId)
    return scopes === undefined || scopes === null ? null : [deviceScope(deviceId), ...scopes]
  }

  const page = (scope: string, cursor: number, limit: number) => {
    const from = cursor > clock ? 0 : cursor
    const entries = [...(feed.get(scope)?.values() ?? [])].filter(({ seq }) => seq > from).sort((a, b) => a.seq - b.seq)
    const chosen = entries.slice(0, limit)
    const more = chosen.length < entries.length
    const changes = chosen.map(({ seq, ref, gone }): WireChange => {
      const stored = documents.get(refKey(ref))
      return gone || !stored ? { seq, ...ref, gone: true } : { seq, ...ref, version: stored.version, body: stored.body }
    })
    return { scope, from, to: more ? (chosen.at(-1)?.seq ?? from) : clock, more, changes }
  }

  return {
    endpoint: (deviceId: string): Endpoint => ({
      async push({ operations }): Promise<PushOutput> {
        if (revoked.has(deviceId)) throw new TransportError('auth', 'Revoked')
        const list = takenBy(deviceId)
        const expected = list.length + 1
        const first = operations[0]?.seq ?? 0
        const differs = operations.some((wire) => {
          const known = list[wire.seq - 1]
          return known !== undefined && !('lost' in wire) && known.content !== JSON.stringify(wire)
        })
        if (first > expected || differs) return { kind: 'gap', expected, serverTime: now() }
        const verdicts = operations.map((wire) => {
          const { verdict, clock: at } = list[wire.seq - 1] ?? take(deviceId, wire)
          return { seq: wire.seq, verdict, clock: at }
        })
        return { kind: 'taken', verdicts, serverTime: now() }
      },
      async pull({ protocol, cursors, limit }): Promise<PullOutput> {
        if (revoked.has(deviceId)) throw new TransportError('auth', 'Revoked')
        if (protocol < minimumProtocol) return { kind: 'updateRequired', minimum: minimumProtocol }
        const scopes = scopesOf(deviceId)
        const pages = (scopes ?? [deviceScope(deviceId)])
          .map((scope) => page(scope, cursors[scope] ?? 0, limit))
          .filter((one) => one.changes.length > 0 || one.from === 0)
        const deviceSeq = takenBy(deviceId).length
        return { kind: 'pages', epoch: 1, asOf: clock, deviceSeq, scopes, pages, serverTime: now() }
      },
      async compare({ scope, cursor, count, hash }) {
        const entries = [...(feed.get(scope)?.values() ?? [])]
        if (entries.some(({ seq }) => seq > cursor)) return { kind: 'behind' }
        const mine = createScopeHash()
        for (const { ref, gone } of entries) if (!gone) mine.add(ref, documents.get(refKey(ref))?.version ?? 0)
        return { kind: mine.count() === count && mine.digest() === hash ? 'same' : 'different' }
      },
    }),
    /** null: the session is over. */
    grant: (deviceId: string, scopes: string[] | null): void => void granted.set(deviceId, scopes),
    revoke: (deviceId: string): void => void revoked.add(deviceId),
    requireProtocol(version: number): void {
      minimumProtocol = version
    },
    /** Somebody else made or changed this. */
    put,
    /** Operations of this kind meet a fault of ours and are held. */
    hold: (kind: string): void => void held.add(kind),
    /** The office has a held operation decided (S22). */
    decideHeld(deviceId: string, seq: number): void {
      const one = takenBy(deviceId)[seq - 1]
      if (one === undefined || 'lost' in one.operation) throw new Error(`Nothing is held under ${seq}`)
      held.delete(one.operation.kind)
      one.verdict = decideOne(deviceId, one.operation)
      publishOutcome(deviceId, one.operation, one.verdict)
      one.clock = clock
    },
    takenBy: (deviceId: string): readonly Taken[] => takenBy(deviceId),
    document: (ref: Ref): Stored | null => documents.get(refKey(ref)) ?? null,
    clock: (): number => clock,
    /** A backup of the whole, and how to go back to it. */
    backup() {
      const saved = structuredClone({ clock, documents, feed, taken })
      return () => {
        const copy = structuredClone(saved)
        clock = copy.clock
        documents = copy.documents
        feed = copy.feed
        taken = copy.taken
      }
    },
  }
}
