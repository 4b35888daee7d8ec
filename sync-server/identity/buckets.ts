/** Buckets of tokens in this process's memory: full at first, emptied by use, filled up steadily. */

export type Bucket = { most: number; perSecond: number }

/** `mostKept`: buckets remembered; the one not used for longest goes first, and comes back full. */
export function createBuckets(mostKept: number) {
  const kept = new Map<string, { tokens: number; at: number }>()

  const tokensIn = ({ name, most, perSecond }: Bucket & { name: string }, now: number): number => {
    const bucket = kept.get(name)
    // A clock that was set back takes nothing away.
    return bucket ? Math.min(most, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond) : most
  }

  return {
    /** Takes from each of them its `count` or, when one has too few, from none. */
    take(from: (Bucket & { name: string; count: number })[], now: number): boolean {
      const left = from.map((bucket) => tokensIn(bucket, now) - bucket.count)
      if (left.some((tokens) => tokens < 0)) return false
      for (const [index, { name }] of from.entries()) {
        kept.delete(name)
        kept.set(name, { tokens: left[index] ?? 0, at: now })
      }
      const oldest = kept.keys()
      while (kept.size > mostKept) kept.delete(oldest.next().value ?? '')
      return true
    },
  }
}
