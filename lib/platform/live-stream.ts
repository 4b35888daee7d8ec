/**
 * The live stream (S27) over EventSource: "there is something", and nothing else. It is reopened by us and not by
 * the browser, which would try every second and a half for as long as a tablet is in a basement.
 *
 *     open → event, ping, event …             quiet for longer than two pings: dead, reopened
 *     lost → 1 s, 2 s, 4 s … 30 s              at once when the browser says "online" or the page is looked at again
 */

export type LiveStreamOptions = {
  url: string
  /** Nobody may listen before the browser is a device; asked before every attempt. */
  mayListen: () => boolean
  random: () => number
  /** Only for tests; the browser's own otherwise. */
  EventSource?: typeof EventSource
}

export type LiveStream = {
  /** `asOf`: the position the event speaks of; null: not known. */
  listen(onSomething: (asOf: number | null) => void, onState: (state: 'open' | 'closed') => void): () => void
  /** The device or the person changed, or the network came back: tries now. */
  poke(): void
}

const firstDelayMs = 1000
const maxDelayMs = 30_000
/** The server pings every 25 s. */
const quietMs = 60_000
/** A page that was in the background for this long may hold a connection that is none. */
const suspectAfterMs = 30_000

export function createLiveStream(options: LiveStreamOptions): LiveStream {
  const pokes = new Set<() => void>()

  return {
    listen(onSomething, onState) {
      const Source = options.EventSource ?? EventSource
      let source: EventSource | null = null
      let timer: ReturnType<typeof setTimeout> | null = null
      let failures = 0
      let isOpen = false
      let heardAt = 0
      let isStopped = false

      const setTimer = (ms: number, run: () => void): void => {
        if (timer !== null) clearTimeout(timer)
        timer = setTimeout(run, ms)
      }
      const heard = (): void => {
        heardAt = Date.now()
        setTimer(quietMs, lost)
      }
      const lost = (): void => {
        source?.close()
        source = null
        if (isOpen) onState('closed')
        isOpen = false
        if (isStopped) return
        const delay = Math.min(maxDelayMs, firstDelayMs * 2 ** failures) * (0.5 + options.random() / 2)
        failures += 1
        setTimer(delay, open)
      }
      const open = (): void => {
        if (isStopped || source !== null) return
        if (!options.mayListen()) {
          failures = 0
          setTimer(maxDelayMs, open)
          return
        }
        const opening = new Source(options.url, { withCredentials: true })
        source = opening
        // A connection that neither opens nor fails.
        setTimer(quietMs, lost)
        opening.onopen = () => {
          if (source !== opening) return
          failures = 0
          isOpen = true
          heard()
          onState('open')
          onSomething(null)
        }
        opening.onmessage = ({ data }: MessageEvent<unknown>) => {
          if (source !== opening) return
          heard()
          onSomething(positionIn(data))
        }
        opening.addEventListener('ping', () => source === opening && heard())
        opening.onerror = () => source === opening && lost()
      }
      const poke = (): void => {
        if (isStopped) return
        failures = 0
        if (source !== null && !isOpen) lost()
        if (source === null) open()
      }
      const onVisible = (): void => {
        if (document.visibilityState !== 'visible') return
        if (source === null) poke()
        else if (Date.now() - heardAt > suspectAfterMs) {
          lost()
          poke()
        }
      }

      pokes.add(poke)
      const page = typeof window === 'undefined' ? null : window
      page?.addEventListener('online', poke)
      page?.document.addEventListener('visibilitychange', onVisible)
      open()
      return () => {
        isStopped = true
        pokes.delete(poke)
        page?.removeEventListener('online', poke)
        page?.document.removeEventListener('visibilitychange', onVisible)
        if (timer !== null) clearTimeout(timer)
        source?.close()
        source = null
      }
    },
    poke() {
      for (const poke of pokes) poke()
    },
  }
}

/** `{"clock":5}`; whatever else came says only that there is something. */
function positionIn(data: unknown): number | null {
  const digits = typeof data === 'string' ? /^\{"clock":(\d{1,15})\}$/.exec(data)?.[1] : undefined
  return digits === undefined ? null : Number(digits)
}
