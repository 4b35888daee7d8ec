/**
 * Where a batch is decided: the documents and balances it touches, each operation seeing the effects of those before
 * it. What must be known is loaded ahead for the whole batch, so that the number of round trips does not grow with it.
 *
 *     lock the targets → needs of all, in rounds → read balances → decide one by one
 *       → lock the owners posted to, all at once → a balance that was read has moved? decide all again : result()
 *
 * - Balances are read without a lock and locked only to be changed: batches that post to the same goods do not wait for
 *   each other's deciding, and one call locks in one order, so nobody waits in a circle.
 * - An operation is decided as a whole or not at all: a throw inside leaves the workspace as it was and the operation
 *   is held (S22).
 * - `decide` may ask only for what `needs` named: anything else is a fault of ours, never "not known here".
 */
import type {
  Actor,
  Decision,
  Effect,
  Needs,
  Operation,
  Posting,
  Ref,
  Refused,
  Ruling,
  Verdict,
} from '../../lib/domain/operation.ts'
import { parseAccount, type Trade } from '../../lib/domain/trade.ts'
import { ownerDocument } from '../store/owner-document.ts'
import type { SyncTransaction, TransactionResult } from '../store/ports.ts'
import { BalanceSheet } from './balance-sheet.ts'
import { DocumentSheet, distinct } from './document-sheet.ts'

/** `ruling`: the office has looked at it. */
export type Candidate = { operation: Operation; actor: Actor; now: number; ruling?: Ruling }

/** More than the three that trade.ts promises, so that a longer chain is slow and not wrong. */
const maxNeedsRounds = 6
/** After the first time the owners are locked, so the second time their balances stand still. */
const maxDecisions = 4

type Item = { candidate: Candidate; needs: Needs }
type Change = { ref: Ref; body: unknown; scopes: string[] }
type Work = Pick<TransactionResult, 'postings' | 'outbox'>

const nothingKnown = (): undefined => undefined

export class Workspace {
  readonly #tx: SyncTransaction
  readonly #trade: Trade
  readonly #onFault: (operation: Operation, error: unknown) => void
  readonly #documents: DocumentSheet
  readonly #balances: BalanceSheet
  #orderNumbers: string[] = []
  #numbersUsed = 0
  #conflict: Refused | null = null
  #work: Work = { postings: [], outbox: [] }

  constructor(tx: SyncTransaction, trade: Trade, onFault: (operation: Operation, error: unknown) => void) {
    this.#tx = tx
    this.#trade = trade
    this.#onFault = onFault
    this.#documents = new DocumentSheet(tx, (ref) => trade.listOf?.(ref) ?? null)
    this.#balances = new BalanceSheet(tx)
  }

  /** One verdict for each, in order. Once for a workspace. */
  async decide(candidates: Candidate[]): Promise<Verdict[]> {
    const holds = candidates.flatMap(({ operation }) => this.#ask(operation, null, nothingKnown).holds ?? [])
    if (holds.length > 0) await this.#tx.hold(holds)
    await this.#documents.lock(candidates.map(({ operation }) => operation.target))
    await this.#fetchOrderNumbers(candidates)
    const items = candidates.map((candidate): Item => ({ candidate, needs: { documents: [], accounts: [] } }))
    for (let round = 1; ; round += 1) {
      const faults: [Operation, unknown][] = []
      const verdicts = await this.#decideAll(items, (operation, error) => faults.push([operation, error]))
      const isSettled = await this.#balances.lockTouched()
      if (isSettled || round === maxDecisions) {
        for (const [operation, error] of faults) this.#onFault(operation, error)
        return verdicts
      }
      this.#documents.reset()
      this.#balances.reset()
      this.#work = { postings: [], outbox: [] }
      this.#numbersUsed = 0
    }
  }

  result(): Pick<TransactionResult, 'documents' | 'derived' | 'postings' | 'outbox'> {
    return {
      documents: this.#documents.changed(),
      derived: this.#balances.changed().map(({ owner, amounts }) => ownerDocument(owner, amounts)),
      ...this.#work,
    }
  }

  /** Why the last one that was held for a conflict does not fit; null: none was. */
  conflict(): Refused | null {
    return this.#conflict
  }

  async #decideAll(items: Item[], onFault: (operation: Operation, error: unknown) => void): Promise<Verdict[]> {
    await this.#prepare(items)
    const verdicts: Verdict[] = []
    for (const [index, item] of items.entries()) {
      if (this.#isTouched(item)) await this.#lookAgain(items, index)
      verdicts.push(await this.#decideOne(item.candidate, onFault))
    }
    return verdicts
  }

  /** An operation before it in the batch changed what its needs were drawn from. Mostly nothing new has to be loaded. */
  async #lookAgain(items: Item[], index: number): Promise<void> {
    const item = items[index]
    if (!item) return
    item.needs = this.#needsOf(item.candidate)
    if (this.#isLoaded(item.needs)) return
    // If so, then for all that come after and were touched as well, in the same trips.
    await this.#prepare(items.slice(index).filter((each) => this.#isTouched(each)))
  }

  #isLoaded(needs: Needs): boolean {
    return (
      this.#areDocumentsHere(needs) &&
      needs.accounts.every((account) => this.#balances.isRead(parseAccount(account).owner))
    )
  }

  #areDocumentsHere({ documents, locked = [] }: Needs): boolean {
    return (
      documents.every((ref) => this.#documents.isLoaded(ref)) && locked.every((ref) => this.#documents.isLocked(ref))
    )
  }

  /** Loads what these operations need: documents in rounds, then all balances at once. */
  async #prepare(items: Item[]): Promise<void> {
    let open = items
    for (let round = 0; round < maxNeedsRounds && open.length > 0; round += 1) {
      for (const item of open) item.needs = this.#needsOf(item.candidate)
      // Whoever named something new may name more once it is there.
      open = open.filter((item) => !this.#areDocumentsHere(item.needs))
      await this.#documents.lock(open.flatMap((item) => item.needs.locked ?? []))
      await this.#documents.read(open.flatMap((item) => item.needs.documents))
    }
    await this.#balances.read(
      items.flatMap((item) => item.needs.accounts.map((account) => parseAccount(account).owner)),
    )
  }

  #needsOf({ operation }: Candidate): Needs {
    return this.#ask(operation, this.#documents.body(operation.target), (ref) => this.#documents.lookUp(ref))
  }

  #ask(operation: Operation, body: unknown, known: (ref: Ref) => unknown): Needs {
    try {
      return this.#trade.needs(operation, body, known)
    } catch {
      // It promises never to throw. If it does, `decide` is asked with nothing known, and that fault is reported.
      return { documents: [], accounts: [] }
    }
  }

  /** A number is taken only by what is accepted; those left over are gaps. */
  async #fetchOrderNumbers(candidates: Candidate[]): Promise<void> {
    const making = distinct(candidates.map(({ operation }) => operation.target)).filter(
      (target) => target.kind === 'order' && this.#documents.body(target) === null,
    )
    if (making.length > 0) this.#orderNumbers = await this.#tx.orderNumbers(making.length)
  }

  #isTouched({ candidate, needs }: Item): boolean {
    if (!this.#documents.hasChanges) return false
    const { target } = candidate.operation
    return this.#documents.isChanged(target) || needs.documents.some((ref) => this.#documents.isChanged(ref))
  }

  async #decideOne(candidate: Candidate, onFault: (operation: Operation, error: unknown) => void): Promise<Verdict> {
    const { operation } = candidate
    let decision: Decision
    let scopes: string[]
    let others: Change[]
    let usesNumber = false
    try {
      const facts = this.#factsFor(candidate, () => (usesNumber = true))
      decision = this.#trade.decide(this.#documents.body(operation.target), operation, facts)
      if (decision.kind === 'refused') {
        if (!this.#trade.hasHappened(operation, candidate.actor, decision)) return decision
        this.#conflict = decision
        return { kind: 'held', cause: 'conflict' }
      }
      scopes = this.#trade.scopesOf(operation.target, decision.body)
      others = this.#changesOf(operation, decision.effects)
    } catch (error) {
      onFault(operation, error)
      return { kind: 'held', cause: 'fault' }
    }
    const postings = postingsOf(decision.effects)
    await this.#balances.read(
      postings.filter(({ floored }) => floored).map(({ account }) => parseAccount(account).owner),
    )
    const overdrawn = this.#balances.overdrawnBy(postings)
    if (overdrawn !== null) {
      // `decide` has seen this balance and should have refused.
      onFault(operation, new Error(`An accepted ${operation.kind} would bring ${overdrawn} below zero`))
      return { kind: 'held', cause: 'fault' }
    }
    this.#accept(candidate, { body: decision.body, scopes, others, postings, effects: decision.effects })
    if (usesNumber) this.#numbersUsed += 1
    return { kind: 'accepted' }
  }

  /** Other documents that the act changes. One that nobody locked could be changed by somebody else: a fault of ours. */
  #changesOf(operation: Operation, effects: Effect[]): Change[] {
    return effects.flatMap((effect) => {
      if (effect.kind !== 'change') return []
      const { ref, body } = effect
      if (!this.#documents.isLocked(ref)) throw new Error(`${operation.kind} changes ${ref.kind} without a lock on it`)
      return [{ ref, body, scopes: this.#trade.scopesOf(ref, body) }]
    })
  }

  #factsFor({ operation, actor, now, ruling }: Candidate, onNumber: () => void) {
    const orderNumber = this.#orderNumbers[this.#numbersUsed] ?? null
    return {
      place: 'server' as const,
      actor,
      now,
      ...(ruling ? { ruling } : {}),
      document: (ref: Ref) => {
        const body = this.#documents.lookUp(ref)
        if (body === undefined) throw new Error(`${operation.kind} asked for ${ref.kind} that its needs did not name`)
        return body
      },
      balance: (account: Posting['account']) => {
        const amount = this.#balances.balance(account)
        if (amount === undefined) throw new Error(`${operation.kind} asked for a balance that its needs did not name`)
        return amount
      },
      get orderNumber() {
        onNumber()
        return orderNumber
      },
    }
  }

  /** Must not throw: from here on the operation is done. */
  #accept(
    { operation, now }: Candidate,
    {
      body,
      scopes,
      others,
      postings,
      effects,
    }: Omit<Change, 'ref'> & {
      others: Change[]
      postings: Posting[]
      effects: Effect[]
    },
  ): void {
    const { target, deviceId, seq } = operation
    this.#documents.change(target, body, scopes)
    for (const other of others) this.#documents.change(other.ref, other.body, other.scopes)
    this.#balances.post(postings)
    for (const posting of postings) this.#work.postings.push({ ...posting, deviceId, seq, at: now })
    for (const effect of effects) if (effect.kind === 'publish') this.#publish(effect)
  }

  /** GA4: the newest state of an order is the one that is told. */
  #publish({ order, state }: Effect & { kind: 'publish' }): void {
    const { outbox } = this.#work
    const waiting = outbox.findIndex((entry) => entry.topic === 'orderState' && entry.subject === order)
    if (waiting >= 0) outbox.splice(waiting, 1)
    outbox.push({ key: `orderState/${order}/${state}`, topic: 'orderState', subject: order, body: { order, state } })
  }
}

const postingsOf = (effects: Effect[]): Posting[] =>
  effects.flatMap((effect) => (effect.kind === 'post' ? effect.postings : [])).filter(({ delta }) => delta !== 0)
