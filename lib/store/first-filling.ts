/**
 * A first filling writes tens of thousands of rows that are not there yet, and both we and RxDB would ask for each of
 * them, one request each: as long as the writing itself. Who fills an empty table knows what is in it, so these
 * questions are answered from memory.
 *
 * What memory says can be wrong when another tab writes too. Therefore a row believed to be absent is *added*, not
 * put: IndexedDB refuses if it is there after all. Memory is then dropped and the write done again in the plain way.
 */

/** Below this many keys, asking is as fast. */
const worthwhile = 64

export type FirstFilling = {
  /** The table was found empty: from now on memory knows what is in it. */
  begin(): void
  /** Whether it is worth finding out that the table is empty. */
  mayBegin(keys: string[]): boolean
  /** Of these keys those that must be asked for. */
  toAsk(keys: string[]): string[]
  wrote(keys: string[]): void
  /** A row was there after all, or the filling is over. */
  forget(): void
  /** Rises with every `forget`. */
  forgotten(): number
}

export function createFirstFilling(): FirstFilling {
  let known: Set<string> | null = null
  let triedToBegin = false
  let forgotten = 0
  const forget = () => {
    known = null
    forgotten += 1
  }
  return {
    mayBegin: (keys) => !triedToBegin && keys.length >= worthwhile,
    begin() {
      known = new Set()
    },
    toAsk(keys) {
      triedToBegin ||= keys.length >= worthwhile
      if (known === null || keys.length < worthwhile) return keys
      const here = known
      const there = keys.filter((key) => here.has(key))
      // Mostly old rows: this is an update, the filling is over.
      if (there.length * 2 > keys.length) forget()
      return there
    },
    wrote(keys) {
      if (known !== null) for (const key of keys) known.add(key)
    },
    forget,
    forgotten: () => forgotten,
  }
}

/** For tables that are not filled in pages. */
export const noFilling: FirstFilling = {
  begin: () => undefined,
  mayBegin: () => false,
  toAsk: (keys) => keys,
  wrote: () => undefined,
  forget: () => undefined,
  forgotten: () => 0,
}
