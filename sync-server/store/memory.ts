/**
 * The server's store as a model in memory, for the simulator: the same promises as PostgreSQL, no time, no chance.
 * Transactions run side by side, wait for each other's locks, and commit in one step that nobody sees half of.
 *
 * `fault` is asked before every step (and after a commit): what it throws happens there, as a `CrashError` or any
 * other; what it awaits delays the step. The stored data survive a crash as a database does.
 */
import type { Hold, Ref } from '../../lib/domain/operation.ts'
import type { ListQuery } from '../../lib/domain/trade.ts'
import type { MemoryLocks } from './memory-locks.ts'
import { MemoryOrganisation, nameOf } from './memory-organisation.ts'
import {
  differenceEveryMs,
  serverDeviceId,
  UnavailableError,
  type Amounts,
  type Announcement,
  type Owner,
  type ScopeDifference,
  type StoredDocument,
  type StoredOperation,
  type SyncStore,
  type SyncTransaction,
  type TransactionResult,
} from './ports.ts'

export type MemoryStep =
  | 'begin'
  | 'lockDevices'
  | 'sent'
  | 'lockHeld'
  | 'hold'
  | 'lockDocuments'
  | 'documents'
  | 'list'
  | 'readOwners'
  | 'lockOwners'
  | 'orderNumbers'
  | 'beforeCommit'
  /** Everything is durable, nobody has been told. */
  | 'afterCommit'
  | 'pull'
  | 'scopeContents'

/** The server process died here: nobody gets an answer, whoever asked tries again. */
export class CrashError extends UnavailableError {
  constructor(step: MemoryStep) {
    super(`The server died at ${step}`)
    this.name = 'CrashError'
  }
}

export type MemoryStoreOptions = {
  fault?: (step: MemoryStep, org: string) => Promise<void> | void
  onCommit?: (announcement: Announcement) => void
  /** The database itself, for several processes on one. */
  organisations?: Map<string, MemoryOrganisation>
}

export interface MemoryStore extends SyncStore {
  createOrganisation(org: string): void
  /** As enrolment does it; an existing device keeps its number. */
  addDevice(org: string, deviceId: string): void
  /** Everything stored, for assertions. Read only. */
  organisation(org: string): MemoryOrganisation
}

export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const organisations = options.organisations ?? new Map<string, MemoryOrganisation>()
  const step = async (name: MemoryStep, org: string) => {
    await options.fault?.(name, org)
  }
  const organisation = (org: string): MemoryOrganisation => {
    const found = organisations.get(org)
    if (!found) throw new Error(`There is no organisation ${org}`)
    return found
  }

  return {
    createOrganisation(org) {
      if (organisations.has(org)) return
      const made = new MemoryOrganisation()
      made.devices.set(serverDeviceId, 0)
      organisations.set(org, made)
    },
    addDevice(org, deviceId) {
      const { devices } = organisation(org)
      if (!devices.has(deviceId)) devices.set(deviceId, 0)
    },
    organisation,

    async transaction(org, work) {
      await step('begin', org)
      const data = organisation(org)
      const tx = new MemoryTransaction(data, (name) => step(name, org))
      try {
        const result = await work(tx)
        if (tx.committed) options.onCommit?.({ org, ...tx.committed })
        return result
      } finally {
        data.locks.releaseAll(tx)
      }
    },
    async pull(org, input) {
      await step('pull', org)
      return organisation(org).pull(input)
    },
    async scopeContents(org, scope, cursor, each) {
      await step('scopeContents', org)
      return organisation(org).contents(scope, cursor, each)
    },
    async recordDifference(org, difference) {
      const { differences } = organisation(org)
      const isSame = (known: ScopeDifference) =>
        known.deviceId === difference.deviceId &&
        known.scope === difference.scope &&
        known.at > difference.at - differenceEveryMs
      if (!differences.some(isSame)) differences.push(difference)
    },
  }
}

class MemoryTransaction implements SyncTransaction {
  committed: { clock: number; scopes: string[] } | null = null
  readonly #data: MemoryOrganisation
  readonly #step: (name: MemoryStep) => Promise<void>
  readonly #locks: MemoryLocks

  constructor(data: MemoryOrganisation, step: (name: MemoryStep) => Promise<void>) {
    this.#data = data
    this.#step = step
    this.#locks = data.locks
  }

  async lockDevices(ids: string[]): Promise<({ lastSeq: number } | null)[]> {
    await this.#enter('lockDevices')
    await this.#lockAll(ids.map((id) => `device ${id}`))
    return ids.map((id) => {
      const lastSeq = this.#data.devices.get(id)
      return lastSeq === undefined ? null : { lastSeq }
    })
  }

  async sent(deviceId: string, from: number, to: number): Promise<StoredOperation[]> {
    await this.#enter('sent')
    return this.#data.operationsOf(deviceId).filter(({ operation: { seq } }) => seq >= from && seq <= to)
  }

  async lockHeld(deviceId: string, seq: number): Promise<StoredOperation | null> {
    await this.#enter('lockHeld')
    await this.#lockAll([`operation ${deviceId} ${seq}`])
    const stored = this.#data.operation(deviceId, seq)
    return stored?.verdict.kind === 'held' ? stored : null
  }

  /** Also together is alone here: the promise is kept, and a circle of waiters is found. */
  async hold(holds: Hold[]): Promise<void> {
    await this.#enter('hold')
    await this.#lockAll(holds.map(({ ref }) => `hold ${nameOf(ref)}`))
  }

  async lockDocuments(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    await this.#enter('lockDocuments')
    await this.#lockAll(refs.map((ref) => `document ${nameOf(ref)}`))
    return refs.map((ref) => this.#data.document(ref))
  }

  async documents(refs: Ref[]): Promise<(StoredDocument | null)[]> {
    await this.#enter('documents')
    return refs.map((ref) => this.#data.document(ref))
  }

  async list(query: ListQuery): Promise<string[]> {
    await this.#enter('list')
    return this.#data.list(query)
  }

  async readOwners(owners: Owner[]): Promise<Amounts[]> {
    await this.#enter('readOwners')
    return owners.map((owner) => this.#data.amountsOf(owner))
  }

  async lockOwners(owners: Owner[]): Promise<Amounts[]> {
    await this.#enter('lockOwners')
    await this.#lockAll(owners.map((owner) => `owner ${nameOf(owner)}`))
    return owners.map((owner) => this.#data.amountsOf(owner))
  }

  async orderNumbers(count: number): Promise<string[]> {
    await this.#enter('orderNumbers')
    return Array.from({ length: count }, () => this.#data.nextOrderNumber())
  }

  async commit(result: Partial<TransactionResult>): Promise<{ clock: number }> {
    await this.#enter('beforeCommit')
    this.committed = this.#data.apply(result)
    this.#locks.releaseAll(this)
    await this.#step('afterCommit')
    return { clock: this.committed.clock }
  }

  async #enter(name: MemoryStep): Promise<void> {
    if (this.committed) throw new Error(`${name} after commit`)
    await this.#step(name)
  }

  /** Sorted: two transactions that lock several things never wait for each other within one call. */
  async #lockAll(names: string[]): Promise<void> {
    for (const name of [...new Set(names)].sort()) await this.#locks.acquire(this, name)
  }
}
