/**
 * The reply to a push and the live stream speak of the same commit, mostly within a millisecond. One pull that was
 * answered after it serves both; who asked while it was on its way asks again only if it came back too old. While a
 * backlog goes up, what each of its batches changed is fetched together with the next ones: writing documents and
 * settling operations once costs a fraction of doing it after every hundred.
 */
export type PullDemand = {
  /** The server has something as of this position; null: perhaps, nobody knows. */
  asked(asOf: number | null): void
  /** A pull is on its way until `ended`, which is told up to where everything is here now; null: it failed. */
  began(): void
  ended(completeAsOf: number | null): void
  /** A push begins. Until the release, or for `maxHeldMs`, nothing is fetched for what it or others changed. */
  hold(): void
  release(): void
}

export const maxHeldMs = 2000

export function createPullDemand({ now, pullNow }: { now: () => number; pullNow: () => void }): PullDemand {
  let isUnderWay = false
  let heldSince: number | null = null
  let complete = 0
  let wanted = 0

  return {
    asked(asOf) {
      if (asOf === null) {
        pullNow()
        return
      }
      wanted = Math.max(wanted, asOf)
      const isHeld = heldSince !== null && Math.abs(now() - heldSince) < maxHeldMs
      if (isUnderWay || isHeld || asOf <= complete) return
      if (heldSince !== null) heldSince = now()
      pullNow()
    },
    began() {
      isUnderWay = true
      wanted = 0
    },
    ended(completeAsOf) {
      isUnderWay = false
      // A server restored from a backup begins again below what was seen before: what it says now counts.
      complete = completeAsOf ?? complete
      if (completeAsOf !== null && wanted > completeAsOf && heldSince === null) pullNow()
    },
    hold() {
      heldSince = now()
    },
    release() {
      heldSince = null
      if (!isUnderWay && wanted > complete) pullNow()
    },
  }
}
