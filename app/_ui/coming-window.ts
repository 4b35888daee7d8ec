/**
 * Windows that were asked for and are still being fetched: until they are here, or failed to come, no other one opens and
 * nothing is scanned beneath them. One that neither comes nor fails is withdrawn, so that it does not hold up the work:
 * by Escape, like a window that is here, or by itself in the end.
 */

/** So long a person looks at a screen that answers nothing. A script that comes later is there for the next time. */
export const patienceMs = 10_000

let coming = 0

/** The answer takes it back: the window is here, or is not coming any more; after that nothing is withdrawn. */
export function announceWindow(
  onWithdrawn: (why: 'byPerson' | 'late') => void,
  keyboard: EventTarget = document,
): () => void {
  const gone = new AbortController()
  coming += 1
  const takeBack = (): void => {
    if (gone.signal.aborted) return
    gone.abort()
    clearTimeout(timer)
    coming -= 1
  }
  const withdraw = (why: 'byPerson' | 'late'): void => {
    takeBack()
    onWithdrawn(why)
  }
  const timer = setTimeout(() => withdraw('late'), patienceMs)
  const onKey = (event: Event): void => {
    if (!('key' in event) || event.key !== 'Escape') return
    // It would close the window beneath too, or empty the field that has the focus.
    event.preventDefault()
    event.stopPropagation()
    withdraw('byPerson')
  }
  keyboard.addEventListener('keydown', onKey, { capture: true, signal: gone.signal })
  return takeBack
}

export const isWindowComing = (): boolean => coming > 0
