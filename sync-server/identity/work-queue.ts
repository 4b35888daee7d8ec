/**
 * Work that takes a processor and much memory for a while (the hashing of secrets) waits its turn: few at once, so that
 * the database and everybody else go on, and not too many behind them, so that nobody waits for minutes.
 */

/** Nothing was done; it may be tried again soon. */
export class TooBusyError extends Error {
  constructor() {
    super('Too many secrets wait to be looked at')
    this.name = 'TooBusyError'
  }
}

export type Urgency = 'now' | 'later'

/** `mostLater` counts only against what may wait: what strangers can ask for never takes the place of people at work. */
export function createWorkQueue(limits: { atOnce: number; mostNow: number; mostLater: number }) {
  const waiting: Record<Urgency, (() => void)[]> = { now: [], later: [] }
  const most = { now: limits.mostNow, later: limits.mostLater }
  let underWay = 0
  let started = 0

  const next = (): void => {
    const start = waiting.now.shift() ?? waiting.later.shift()
    if (start) start()
    else underWay -= 1
  }

  const hasRoom = (urgency: Urgency): boolean => underWay < limits.atOnce || waiting[urgency].length < most[urgency]

  return {
    hasRoom,
    /** Throws `TooBusyError`. Asked before an attempt is counted, so that none is lost to the crowd. */
    assertRoom(urgency: Urgency): void {
      if (!hasRoom(urgency)) throw new TooBusyError()
    },
    /** How many were begun so far. */
    started: () => started,
    async run<T>(urgency: Urgency, work: () => Promise<T>): Promise<T> {
      if (underWay < limits.atOnce) underWay += 1
      else if (waiting[urgency].length >= most[urgency]) throw new TooBusyError()
      else await new Promise<void>((resolve) => waiting[urgency].push(resolve))
      started += 1
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
