/** Runs one piece of asynchronous work after the other, in the order asked; a failure concerns only its own caller. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = tail.then(work, work)
    tail = mine
    return mine
  }
}
