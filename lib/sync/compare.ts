/**
 * S29: now and then, and once after every start, each scope's count and hash are compared with the server's. It finds
 * what no single rule can prevent, for instance rows that a power cut took after their cursor was on the disk. A
 * difference makes the scope be filled again, once; if it stands after that, a person is told.
 */
import { createScopeHash } from '../protocol/scope-hash.ts'
import type { LocalStore, Transport } from './ports.ts'
import type { Pull } from './pull.ts'
import { refKey } from '../domain/operation.ts'

export type Difference = { scope: string; at: number; refilled: boolean }

export type Compare = {
  /** To be called between two pulls. true: a scope was found different and is to be pulled again. */
  runDue(): Promise<boolean>
  /** When there will be something to do, in ms from now. */
  dueInMs(): number
  /** Every scope is due at once. */
  demand(): void
  /** Found since this tab started, oldest first. */
  differences(): readonly Difference[]
}

const chunkSize = 5000
const firstAfterMs = 30_000
const nextWhileNewMs = 60_000
const againMs = 5000
const maxTries = 5
const everyMs = 3_600_000
const onceInMs = 24 * 3_600_000

export function createCompare(options: {
  store: LocalStore
  transport: Transport
  pull: Pull
  clock: { now(): number }
  onLastingDifference: (scope: string) => void
}): Compare {
  const { store, transport, pull, clock } = options
  /** A scope in which something always changes is tried in its turn and does not keep the others from theirs. */
  const triedAt = new Map<string, number>()
  const compared = new Set<string>()
  const found: Difference[] = []
  let dueAt = clock.now() + firstAfterMs
  let demanded = false
  /** Demanded, and the server had something newer: asked again after the next pull, a few times. */
  let owed = new Set<string>()
  let tries = 0

  const compareScope = async (scope: string, cursor: number): Promise<'same' | 'different' | 'behind'> => {
    const hash = createScopeHash()
    let after: string | null = null
    for (;;) {
      const held = await store.documents.inScope(scope, after, chunkSize)
      for (const { ref, version } of held) hash.add(ref, version)
      const last = held.at(-1)
      if (last === undefined || held.length < chunkSize) break
      after = refKey(last.ref)
    }
    const { kind } = await transport.compare({ scope, cursor, count: hash.count(), hash: hash.digest() })
    return kind
  }

  /** Whether the scope is filled again. */
  const settleDifference = async (scope: string): Promise<boolean> => {
    const at = clock.now()
    const again = found.some((earlier) => earlier.scope === scope && Math.abs(at - earlier.at) < onceInMs)
    // A refill that could not be noted is tried with the next comparison.
    if (!again) await pull.refill([scope])
    found.push({ scope, at, refilled: !again })
    if (again) options.onLastingDifference(scope)
    return !again
  }

  /** The one not tried for the longest time. */
  const oldest = (scopes: string[]): string[] =>
    scopes.sort((a, b) => (triedAt.get(a) ?? 0) - (triedAt.get(b) ?? 0)).slice(0, 1)

  return {
    async runDue() {
      if (!demanded && clock.now() < dueAt) return false
      const cursors = await pull.positions()
      const scopes = Object.keys(cursors)
      if (demanded) {
        owed = new Set(scopes)
        tries = 0
      }
      demanded = false
      const chosen = owed.size > 0 ? scopes.filter((scope) => owed.has(scope)) : oldest(scopes)
      let refilling = false
      for (const scope of chosen) {
        const result = await compareScope(scope, cursors[scope] ?? 0)
        triedAt.set(scope, clock.now())
        if (result !== 'behind') {
          compared.add(scope)
          owed.delete(scope)
        }
        if (result === 'different') refilling = (await settleDifference(scope)) || refilling
      }
      tries += 1
      if (tries >= maxTries) owed.clear()
      const areAllCompared = scopes.every((scope) => compared.has(scope))
      dueAt = clock.now() + (owed.size > 0 ? againMs : areAllCompared ? everyMs : nextWhileNewMs)
      return refilling
    },
    dueInMs: () => Math.max(0, dueAt - clock.now()),
    demand() {
      demanded = true
    },
    differences: () => found,
  }
}
