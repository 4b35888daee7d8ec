/**
 * Where a batch is decided: the documents and balances it touches, each operation seeing the effects of those before
 * it. What must be known is loaded ahead for the whole batch, so that the number of round trips does not grow with it.
 *
 *     lock the targets → needs of all, in rounds → lock the owners of all accounts → decide one by one → result()
 *
 * - An operation is decided as a whole or not at all: a throw inside leaves the workspace as it was and the operation
 *   is held (S22).
 * - `decide` may ask only for what `needs` named: anything else is a fault of ours, never "not known here".
 */
import type {
  Account,
  Actor,
  Decision,
  Effect,
  Facts,
  Needs,
  Operation,
  Posting,
  Ref,
  Verdict,
} from '../../lib/domain/operation.ts'
import { parseAccount, type Trade } from '../../lib/domain/trade.ts'
import type { Amounts, Owner, StoredDocument, SyncTransaction, TransactionResult } from '../store/ports.ts'
import { ownerDocument } from '../store/owner-document.ts'

export type Candidate = { operation: Operation; actor: Actor; now: number }

/** More than the three that trade.ts promises, so that a longer chain is slow and not wrong. */
const maxRounds = 6

type Entry = { ref: Ref; stored: StoredDocument | null; body: unknown; scopes: string[]; changed: boolean }
type OwnerEntry = { owner: Owner; amounts: Amounts; changed: boolean }
type Known = { candidate: Candidate; needs: Needs; complete: boolean }

export class Workspace {
  readonly #tx: SyncTransaction
  readonly #trade: Trade
  readonly #onFault: (operation: Operation, error: unknown) => void
  readonly #documents = new Map<string, Entry>()
  readonly #owners = new Map<string, OwnerEntry>()
  readonly #postings: TransactionResult['postings'] = []
  readonly #outbox: TransactionResult['outbox'] = []
  #orderNumbers: string[] = []

  constructor(tx: SyncTransaction, trade: Trade, onFault: (operation: Operation, error: unknown) => void) {
    this.#tx = tx
    this.#trade = trade
    this.#onFault = onFault
  }

  /** One verdict for each, in order. */
  async decide(candidates: Candidate[]): Promise<Verdict[]> {
    await this.#lockTargets(candidates)
    const known = candidates.map((candidate): Known => ({
      candidate,
      needs: { documents: [], accounts: [] },
      complete: false,
    }))
    await this.#prepare(known)
    await this.#fetchOrderNumbers(candidates)
    const verdicts: Verdict[] = []
    for (const [index, item] of known.entries()) {
      if (this.#isTouched(item)) {
        // An operation before it in the batch changed what its needs were drawn from.
        for (const later of known.slice(index)) if (this.#isTouched(later)) later.complete = false
        await this.#prepare(known.slice(index))
      }
      verdicts.push(await this.#decideOne(item.candidate))
    }
    return verdicts
  }

  result(): Pick<TransactionResult, 'documents' | 'derived' | 'postings' | 'outbox'> {
    const documents = [...this.#documents.values()].filter((entry) => entry.changed)
    const owners = [...this.#owners.values()].filter((entry) => entry.changed)
    return {
      documents: documents.map(({ ref, stored, body, scopes }) => ({ ref, before: stored, body, scopes })),
      derived: owners.map(({ owner, amounts }) => ownerDocument(owner, amounts)),
      postings: this.#postings,
      outbox: this.#outbox,
    }
  }

  async #lockTargets(candidates: Candidate[]): Promise<void> {
    const missing = distinct(candidates.map(({ operation }) => operation.target)).filter(
      (ref) => !this.#documents.has(refName(ref)),
    )
    this.#keep(missing, missing.length === 0 ? [] : await this.#tx.lockDocuments(missing))
  }

  /** Loads what these operations need: documents in rounds, then all accounts at once (one order of locks). */
  async #prepare(items: Known[]): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const open = items.filter((item) => !item.complete)
      for (const item of open) item.needs = this.#needsOf(item.candidate)
      const missing = distinct(open.flatMap((item) => item.needs.documents)).filter(
        (ref) => !this.#documents.has(refName(ref)),
      )
      if (missing.length === 0) {
        for (const item of open) item.complete = true
        break
      }
      for (const item of open) {
        item.complete = item.needs.documents.every((ref) => this.#documents.has(refName(ref)))
      }
      this.#keep(missing, await this.#tx.documents(missing))
    }
    await this.#lockOwners(items.flatMap((item) => item.needs.accounts.map((account) => parseAccount(account).owner)))
  }

  #needsOf({ operation }: Candidate): Needs {
    try {
      return this.#trade.needs(operation, this.#bodyOf(operation.target), (ref) => this.#lookUp(ref))
    } catch {
      // It promises never to throw. If it does, `decide` is asked with nothing known, and that fault is reported.
      return { documents: [], accounts: [] }
    }
  }

  async #lockOwners(owners: Owner[]): Promise<void> {
    const missing = distinct(owners).filter((owner) => !this.#owners.has(refName(owner)))
    if (missing.length === 0) return
    const amounts = await this.#tx.lockOwners(missing)
    for (const [index, owner] of missing.entries()) {
      this.#owners.set(refName(owner), { owner, amounts: { ...amounts[index] }, changed: false })
    }
  }

  /** A number is taken only by what is accepted; those left over are gaps. */
  async #fetchOrderNumbers(candidates: Candidate[]): Promise<void> {
    const making = candidates.filter(
      ({ operation }) => operation.target.kind === 'order' && this.#bodyOf(operation.target) === null,
    )
    if (making.length > 0) this.#orderNumbers = await this.#tx.orderNumbers(making.length)
  }

  #isTouched({ candidate, needs }: Known): boolean {
    const changed = (ref: Ref) => this.#documents.get(refName(ref))?.changed ?? false
    return changed(candidate.operation.target) || needs.documents.some(changed)
  }

  async #decideOne(candidate: Candidate): Promise<Verdict> {
    const { operation } = candidate
    try {
      const { facts, usedOrderNumber } = this.#factsFor(candidate)
      const decision = this.#trade.decide(this.#bodyOf(operation.target), operation, facts)
      if (decision.kind === 'refused') return decision
      await this.#accept(candidate, decision)
      if (usedOrderNumber()) this.#orderNumbers.shift()
      return { kind: 'accepted' }
    } catch (error) {
      if (error instanceof StoreTrouble) throw error.cause
      this.#onFault(operation, error)
      return { kind: 'held', cause: 'fault' }
    }
  }

  #factsFor({ operation, actor, now }: Candidate): { facts: Facts; usedOrderNumber: () => boolean } {
    let isUsed = false
    const orderNumbers = this.#orderNumbers
    const facts: Facts = {
      place: 'server',
      actor,
      now,
      document: (ref) => {
        const body = this.#lookUp(ref)
        if (body === undefined) throw new Error(`${operation.kind} asked for ${ref.kind} that its needs did not name`)
        return body
      },
      balance: (account) => {
        const { owner, name } = parseAccount(account)
        const entry = this.#owners.get(refName(owner))
        if (!entry) throw new Error(`${operation.kind} asked for ${name} of ${owner.kind} that its needs did not name`)
        return entry.amounts[name] ?? 0
      },
      get orderNumber() {
        isUsed = true
        return orderNumbers[0] ?? null
      },
    }
    return { facts, usedOrderNumber: () => isUsed }
  }

  async #accept({ operation, now }: Candidate, decision: Decision & { kind: 'accepted' }): Promise<void> {
    const { target, deviceId, seq } = operation
    const scopes = this.#trade.scopesOf(target, decision.body)
    const postings = decision.effects
      .flatMap((effect) => (effect.kind === 'post' ? effect.postings : []))
      .filter((posting) => posting.delta !== 0)
    try {
      await this.#lockOwners(postings.map((posting) => parseAccount(posting.account).owner))
    } catch (cause) {
      throw new StoreTrouble(cause)
    }
    const amounts = this.#amountsAfter(postings)
    // Nothing below may throw: from here on the operation is done.
    const entry = this.#documents.get(refName(target))
    // The same object back means: it was so already. Then nobody needs to hear of it.
    if (entry && entry.body !== decision.body) Object.assign(entry, { body: decision.body, scopes, changed: true })
    for (const [account, amount] of amounts) {
      const { owner, name } = parseAccount(account)
      const ownerEntry = this.#owners.get(refName(owner))
      if (!ownerEntry) continue
      ownerEntry.amounts = { ...ownerEntry.amounts, [name]: amount }
      ownerEntry.changed = true
    }
    for (const posting of postings) this.#postings.push({ ...posting, deviceId, seq, at: now })
    for (const effect of decision.effects) this.#noteOutgoing(effect)
  }

  /** Throws when a floored account would end below zero: with all balances locked, `decide` should have refused. */
  #amountsAfter(postings: Posting[]): Map<Account, number> {
    const amounts = new Map<Account, number>()
    const floored = new Set<Account>()
    for (const { account, delta, floored: isFloored } of postings) {
      const { owner, name } = parseAccount(account)
      const before = amounts.get(account) ?? this.#owners.get(refName(owner))?.amounts[name] ?? 0
      amounts.set(account, before + delta)
      if (isFloored) floored.add(account)
    }
    for (const account of floored) {
      if ((amounts.get(account) ?? 0) < 0)
        throw new Error(`A posting would bring ${parseAccount(account).name} below zero`)
    }
    return amounts
  }

  #noteOutgoing(effect: Effect): void {
    if (effect.kind !== 'publish') return
    const { order, state } = effect
    const key = `orderState/${order}/${state}`
    const waiting = this.#outbox.findIndex((entry) => entry.topic === 'orderState' && entry.subject === order)
    if (waiting >= 0) this.#outbox.splice(waiting, 1)
    this.#outbox.push({ key, topic: 'orderState', subject: order, body: { order, state } })
  }

  #keep(refs: Ref[], documents: (StoredDocument | null)[]): void {
    for (const [index, ref] of refs.entries()) {
      const stored = documents[index] ?? null
      this.#documents.set(refName(ref), {
        ref,
        stored,
        body: stored?.body ?? null,
        scopes: stored?.scopes ?? [],
        changed: false,
      })
    }
  }

  #bodyOf(ref: Ref): unknown {
    return this.#documents.get(refName(ref))?.body ?? null
  }

  /** undefined: not loaded. null: loaded and not there. */
  #lookUp(ref: Ref): unknown {
    return this.#documents.get(refName(ref))?.body
  }
}

/** Carries a database error past the catch that turns faults of deciding into `held`. */
class StoreTrouble extends Error {
  constructor(cause: unknown) {
    super('The store failed while an operation was decided', { cause })
    this.name = 'StoreTrouble'
  }
}

/** NUL cannot stand in a stored name, so two refs never share a key. */
const refName = (ref: Ref): string => `${ref.kind}\u0000${ref.id}`

function distinct(refs: Ref[]): Ref[] {
  return [...new Map(refs.map((ref) => [refName(ref), ref])).values()]
}
