/**
 * The server side: one database, two processes on it, each of which may die at any step and come back. A device talks
 * to whichever it meets (S30). What people are told over the live stream is played here too, with its losses.
 */
import type { Actor } from '../lib/domain/operation.ts'
import type { Customer } from '../lib/domain/customer/customer.ts'
import type { Trade } from '../lib/domain/trade.ts'
import { deviceScope } from '../lib/protocol/outcome.ts'
import type { Endpoint } from '../lib/sync/testing/fake-transport.ts'
import type { VirtualTime } from '../lib/sync/testing/virtual-time.ts'
import { TransportError } from '../lib/sync/ports.ts'
import { compare } from '../sync-server/sync/compare.ts'
import type { SyncDeps } from '../sync-server/sync/deps.ts'
import type { Ruling } from '../lib/domain/operation.ts'
import { decideHeldAgain, refuseHeld, ruleHeld } from '../sync-server/sync/held-operations.ts'
import { pull } from '../sync-server/sync/pull.ts'
import { push } from '../sync-server/sync/push.ts'
import { CrashError, createMemoryStore, type MemoryStep, type MemoryStore } from '../sync-server/store/memory.ts'
import { MemoryOrganisation } from '../sync-server/store/memory-organisation.ts'
import type { Announcement } from '../sync-server/store/ports.ts'
import { found, grantsOf, org } from './company.ts'
import type { Random } from './random.ts'

export type ServerWeather = {
  /** Per step of a transaction. */
  crash: number
  slow: number
}

export type Session = { actor: Actor; over: boolean }

export type ServerFarm = {
  endpoint(deviceId: string): Endpoint
  /** Null: nobody. An actor who signed in once on a device stays known there. */
  signIn(deviceId: string, actor: Actor | null): void
  /** The session ends on the server; the device does not know yet. */
  endSession(deviceId: string): void
  /** From now on this person may not act any more. */
  revokePerson(id: string): void
  grants(deviceId: string): string[] | null
  organisation(): MemoryOrganisation
  /** A store without faults, for what is done at the server itself. */
  quiet: MemoryStore
  heldOperations(): { deviceId: string; seq: number }[]
  decideHeld(deviceId: string, seq: number, how: HowDecided): Promise<void>
  kill(process: number): void
  backup(): () => void
  /** No more faults; everything runs. */
  heal(): void
}

export type HowDecided = 'again' | 'refuse' | Ruling['how']

type Process = { store: MemoryStore; alive: boolean }

export async function createServerFarm(options: {
  time: VirtualTime
  random: Random
  weather: ServerWeather
  pageLimit: number
  trade: Trade
  deviceIds: string[]
  onCommit: (announcement: Announcement) => void
  trace: (text: () => string) => void
}): Promise<ServerFarm> {
  const { time, random, weather, pageLimit, trade, onCommit, trace } = options
  const organisations = new Map<string, MemoryOrganisation>([[org, new MemoryOrganisation()]])
  const quiet = createMemoryStore({ organisations, onCommit })
  const sessions = new Map<string, Session>()
  const knownOn = new Map<string, Map<string, Actor>>()
  const revoked = new Set<string>()
  let healed = false
  let restores = 0

  const start = (index: number): Process => {
    const process: Process = { store: quiet, alive: true }
    const fault = async (step: MemoryStep): Promise<void> => {
      if (!process.alive) throw new CrashError(step)
      if (healed) return
      if (random.chance(weather.slow)) await time.wait(random.between(1, 40))
      if (!process.alive) throw new CrashError(step)
      if (random.chance(weather.crash)) {
        kill(index)
        throw new CrashError(step)
      }
    }
    process.store = createMemoryStore({ organisations, onCommit, fault })
    return process
  }

  const kill = (index: number): void => {
    const process = processes[index]
    if (!process?.alive) return
    process.alive = false
    trace(() => `server process ${index} dies`)
    time.after(random.between(500, 15_000), () => {
      processes[index] = start(index)
    })
  }

  const processes: Process[] = [start(0), start(1)]
  for (const id of options.deviceIds) quiet.addDevice(org, id)
  await found(quiet, options.deviceIds)

  const deps = (store: MemoryStore): SyncDeps => ({
    store,
    trade,
    now: () => time.now(),
    actors: {
      async actors(_org, deviceId, ids) {
        const known = knownOn.get(deviceId)
        return new Map(
          ids.flatMap((id) => {
            const actor = known?.get(id)
            return actor ? [[id, { actor, standing: revoked.has(id) ? 'revoked' : 'active' }] as const] : []
          }),
        )
      },
    },
  })

  const grants = (deviceId: string): string[] | null => {
    const session = sessions.get(deviceId)
    if (!session || session.over || revoked.has(session.actor.id)) return null
    const { actor } = session
    const record = actor.customerId
      ? organisations.get(org)?.document({ kind: 'customer', id: actor.customerId })
      : undefined
    return grantsOf(deviceId, actor, (record?.body as Customer | undefined) ?? null)
  }

  const meet = async <T>(work: (deps: SyncDeps) => Promise<T>): Promise<T> => {
    const process = random.pick(processes)
    if (!process.alive) throw new TransportError('offline', 'Nobody listens')
    return work(deps(process.store))
  }

  return {
    endpoint: (deviceId) => ({
      push: (input) => meet((at) => push(at, { org, deviceId }, input)),
      pull: (input) =>
        meet(async (at) => {
          const limit = healed ? input.limit : Math.min(input.limit, pageLimit)
          return pull(at, { org, deviceId, scopes: grants(deviceId) }, { ...input, limit })
        }),
      compare: (input) => meet((at) => compare(at, { org, deviceId, scopes: grants(deviceId) }, input)),
    }),
    signIn(deviceId, actor) {
      if (actor === null) {
        sessions.delete(deviceId)
        return
      }
      sessions.set(deviceId, { actor, over: false })
      const known = knownOn.get(deviceId) ?? new Map<string, Actor>()
      knownOn.set(deviceId, known.set(actor.id, actor))
    },
    endSession(deviceId) {
      const session = sessions.get(deviceId)
      if (session) session.over = true
    },
    revokePerson: (id) => void revoked.add(id),
    grants: (deviceId) => {
      const scopes = grants(deviceId)
      return scopes && [deviceScope(deviceId), ...scopes]
    },
    organisation: () => quiet.organisation(org),
    quiet,
    heldOperations: () =>
      quiet
        .organisation(org)
        .journal.flatMap(({ operation: { deviceId, seq }, verdict }) =>
          verdict.kind === 'held' ? [{ deviceId, seq }] : [],
        ),
    async decideHeld(deviceId, seq, how) {
      const held = { org, deviceId, seq }
      if (how === 'again') await decideHeldAgain(deps(quiet), held, 'oleg')
      else if (how === 'refuse') await refuseHeld(deps(quiet), held, 'oleg')
      else await ruleHeld(deps(quiet), held, { how, by: 'oleg', byName: 'Олег', at: time.now(), reason: 'так решили' })
    },
    kill,
    backup() {
      const saved = quiet.organisation(org).copy()
      return () => {
        const restored = saved.copy()
        restores += 1
        // As a moment is: far above any version of the epoch before.
        restored.epoch = (1 + restores) * 1_000_000
        organisations.set(org, restored)
        for (const index of [0, 1]) kill(index)
      }
    },
    heal() {
      healed = true
      for (const index of processes.keys()) processes[index] = start(index)
    },
  }
}
