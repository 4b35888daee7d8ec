/**
 * Where in a workplace the person is, in the address after `#`: `/desk#orders/8f3a`. A workplace is one page, so moving
 * inside it needs no network and no reload; back and forward work, and a place can be bookmarked.
 */
'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

export type Place = {
  /** The parts between slashes, decoded. Empty at the workplace's first screen. */
  parts: string[]
  /** Moves there; `replace` leaves no step to go back to. */
  go: (to: string, options?: { replace?: boolean }) => void
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, read, () => '')
  const go = useCallback<Place['go']>((to, options = {}) => {
    const address = to === '' ? window.location.pathname + window.location.search : `#${to}`
    if (options.replace) window.history.replaceState(window.history.state, '', address)
    else window.history.pushState(window.history.state, '', address)
    // The browser tells of a moved hash only when a person moved it.
    for (const tell of listeners) tell()
  }, [])
  return useMemo(() => ({ parts: partsOf(hash), go }), [hash, go])
}

/** For `href`: `#` and the parts, encoded. */
export const placeHref = (...parts: string[]): string => `#${parts.map(encodeURIComponent).join('/')}`

const listeners = new Set<() => void>()

const read = (): string => window.location.hash.slice(1)

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  window.addEventListener('hashchange', changed)
  window.addEventListener('popstate', changed)
  return () => {
    listeners.delete(changed)
    window.removeEventListener('hashchange', changed)
    window.removeEventListener('popstate', changed)
  }
}

function partsOf(hash: string): string[] {
  return hash.split('/').filter(Boolean).map(decode)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a hand-typed address with a stray per cent sign
  }
}
