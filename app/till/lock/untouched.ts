/**
 * How long nobody has touched the till, by the wall clock: a till that slept through the night was not touched either.
 * A clock that was set forward locks the till early, which costs a PIN; one that was set back must not hold it open.
 */
export class Untouched {
  #since: number

  /** @param now milliseconds of the wall clock, as in the other two. */
  constructor(now: number) {
    this.#since = now
  }

  touch(now: number): void {
    this.#since = now
  }

  isOver(limitMs: number, now: number): boolean {
    if (now < this.#since) this.#since = now
    return now - this.#since >= limitMs
  }
}
