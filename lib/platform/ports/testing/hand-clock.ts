/** Timers fire when they are told to, however late that is. */
export function handClock() {
  let now = 0
  let timers: { due: number; run: () => void }[] = []
  return {
    clock: {
      now: () => now,
      after(ms: number, run: () => void) {
        const timer = { due: now + ms, run }
        timers.push(timer)
        return () => void (timers = timers.filter((one) => one !== timer))
      },
    },
    /** The page stands still for so long; then its timers fire. */
    pass: (ms: number) => {
      now += ms
      const due = timers.filter((timer) => timer.due <= now)
      timers = timers.filter((timer) => timer.due > now)
      for (const { run } of due) run()
    },
  }
}
