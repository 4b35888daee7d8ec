/**
 * The balances of one batch: as they were read (without a lock), what the operations decided so far post to them, and
 * which of them a decision has looked at.
 */
import type { Account, Posting } from '../../lib/domain/operation.ts'
import { parseAccount } from '../../lib/domain/trade.ts'
import type { Amounts, Owner, SyncTransaction } from '../store/ports.ts'
import { distinct, refName } from './document-sheet.ts'

type Entry = {
  owner: Owner
  /** As stored. null: posted to, and nobody has asked what it stands at. */
  stored: Amounts | null
  isLocked: boolean
  posted: Amounts
  /** Names of the accounts that a decision has looked at. */
  seen: Set<string>
}

export class BalanceSheet {
  readonly #tx: SyncTransaction
  readonly #entries = new Map<string, Entry>()

  constructor(tx: SyncTransaction) {
    this.#tx = tx
  }

  async read(owners: Owner[]): Promise<void> {
    const missing = distinct(owners).filter((owner) => !this.#entries.get(refName(owner))?.stored)
    if (missing.length === 0) return
    const amounts = await this.#tx.readOwners(missing)
    for (const [index, owner] of missing.entries()) this.#entryOf(owner).stored = amounts[index] ?? {}
  }

  isRead(owner: Owner): boolean {
    return this.#entries.get(refName(owner))?.stored != null
  }

  /** undefined: not read. */
  balance(account: Account): number | undefined {
    const { owner, name } = parseAccount(account)
    const entry = this.#entries.get(refName(owner))
    if (!entry?.stored) return undefined
    entry.seen.add(name)
    return (entry.stored[name] ?? 0) + (entry.posted[name] ?? 0)
  }

  /** The first floored account, all of them read, that these postings would leave below zero; null: none. */
  overdrawnBy(postings: Posting[]): Account | null {
    const sums = new Map<Account, number>()
    for (const { account, delta, floored } of postings) {
      if (floored) sums.set(account, (sums.get(account) ?? this.balance(account) ?? 0) + delta)
    }
    for (const [account, sum] of sums) if (sum < 0) return account
    return null
  }

  post(postings: Posting[]): void {
    for (const { account, delta } of postings) {
      const { owner, name } = parseAccount(account)
      const { posted } = this.#entryOf(owner)
      posted[name] = (posted[name] ?? 0) + delta
    }
  }

  /**
   * Locks the owners that are posted to and looks at them again. False: one that a decision has looked at has moved
   * since. Then everything must be decided again, with what they stand at now.
   */
  async lockTouched(): Promise<boolean> {
    const touched = [...this.#entries.values()].filter(
      (entry) => !entry.isLocked && Object.keys(entry.posted).length > 0,
    )
    if (touched.length === 0) return true
    const amounts = await this.#tx.lockOwners(touched.map((entry) => entry.owner))
    let isSettled = true
    for (const [index, entry] of touched.entries()) {
      const now = amounts[index] ?? {}
      for (const name of entry.seen) if ((entry.stored?.[name] ?? 0) !== (now[name] ?? 0)) isSettled = false
      entry.stored = now
      entry.isLocked = true
    }
    return isSettled
  }

  /** Keeps what is known and locked, forgets what was decided on it. */
  reset(): void {
    for (const entry of this.#entries.values()) {
      entry.posted = {}
      entry.seen.clear()
    }
  }

  /** All amounts of the owners posted to, as they will stand. */
  changed(): { owner: Owner; amounts: Amounts }[] {
    return [...this.#entries.values()]
      .filter(({ posted }) => Object.keys(posted).length > 0)
      .map(({ owner, stored, posted }) => {
        const amounts = { ...stored }
        for (const [name, delta] of Object.entries(posted)) amounts[name] = (amounts[name] ?? 0) + delta
        return { owner, amounts }
      })
  }

  #entryOf(owner: Owner): Entry {
    const known = this.#entries.get(refName(owner))
    if (known) return known
    const made: Entry = { owner, stored: null, isLocked: false, posted: {}, seen: new Set() }
    this.#entries.set(refName(owner), made)
    return made
  }
}
