/** Moments at which a page should look again, whatever its timers say. */

export type WakeUps = {
  /** The browser believes that it has a network again. It may be wrong; the next request tells. */
  online: () => void
  /** The browser sees that its network is gone. */
  offline?: () => void
  /** Somebody looks at the page again. */
  visible: () => void
  /** The page was put to sleep and heard nothing meanwhile. */
  slept: () => void
}

export function listenForWakeUps({ online, offline = () => undefined, visible, slept }: WakeUps): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') visible()
  }
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) slept()
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', offline)
  window.addEventListener('pageshow', onPageShow)
  document.addEventListener('visibilitychange', onVisible)
  document.addEventListener('resume', slept)
  return () => {
    window.removeEventListener('online', online)
    window.removeEventListener('offline', offline)
    window.removeEventListener('pageshow', onPageShow)
    document.removeEventListener('visibilitychange', onVisible)
    document.removeEventListener('resume', slept)
  }
}
