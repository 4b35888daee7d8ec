/**
 * The reply to a push and the live stream speak of the same commit, mostly within a millisecond. One pull that was
 * answered after it serves both; who asked while it was on its way asks again only if it came back too old.
 */
export type PullDemand = {
  /** The server has something as of this position; null: perhaps, nobody knows. */
  asked(asOf: number | null): void
  /** A pull is on its way until `ended`, which is told up to where everything is here now; null: it failed. */
  began(): void
  ended(completeAsOf: number | null): void
}

export function createPullDemand(pullNow: () => void): PullDemand {
  let isUnderWay = false
  let complete = 0
  let wanted = 0

  return {
    asked(asOf) {
      if (asOf === null) pullNow()
      else if (isUnderWay) wanted = Math.max(wanted, asOf)
      else if (asOf > complete) pullNow()
    },
    began() {
      isUnderWay = true
      wanted = 0
    },
    ended(completeAsOf) {
      isUnderWay = false
      // A server restored from a backup begins again below what was seen before: what it says now counts.
      complete = completeAsOf ?? complete
      if (completeAsOf !== null && wanted > completeAsOf) pullNow()
    },
  }
}
