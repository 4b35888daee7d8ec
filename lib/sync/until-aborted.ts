export const stopped = Symbol('stopped')

/** The promise's value, or `stopped` as soon as the signal aborts: a loop that ends does not wait for the network. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | typeof stopped> {
  if (signal.aborted) return stopped
  let stop = (): void => undefined
  const abort = new Promise<typeof stopped>((resolve) => {
    stop = () => resolve(stopped)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, abort])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
