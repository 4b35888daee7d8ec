/** Named locks of the in-memory store: first come, first served; a circle of waiters is found at once, not waited out. */
import { ConflictError } from './ports.ts'

type Waiter = { who: object; go: () => void }

export class MemoryLocks {
  readonly #holders = new Map<string, object>()
  readonly #queues = new Map<string, Waiter[]>()
  /** Each transaction waits for one lock at most. */
  readonly #waitsFor = new Map<object, string>()

  /** Resolves when `who` holds it. Throws `ConflictError` when waiting would never end. */
  async acquire(who: object, name: string): Promise<void> {
    const holder = this.#holders.get(name)
    if (holder === who) return
    if (!holder) {
      this.#holders.set(name, who)
      return
    }
    if (this.#leadsTo(holder, who)) throw new ConflictError(`Two transactions wait for each other over ${name}`)
    this.#waitsFor.set(who, name)
    await new Promise<void>((go) => {
      const queue = this.#queues.get(name) ?? []
      queue.push({ who, go })
      this.#queues.set(name, queue)
    })
  }

  releaseAll(who: object): void {
    for (const [name, holder] of this.#holders) {
      if (holder !== who) continue
      const next = this.#queues.get(name)?.shift()
      if (!next) {
        this.#holders.delete(name)
        this.#queues.delete(name)
        continue
      }
      this.#holders.set(name, next.who)
      this.#waitsFor.delete(next.who)
      next.go()
    }
  }

  #leadsTo(from: object, to: object): boolean {
    for (let at: object | undefined = from; at;) {
      if (at === to) return true
      const name = this.#waitsFor.get(at)
      at = name === undefined ? undefined : this.#holders.get(name)
    }
    return false
  }
}
