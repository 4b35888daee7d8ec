// A page's half of the wire: a `SerialHost` whose other half lives outside, behind one function that the page was given.

import type { HostEvent, SerialHost } from './host.ts'

export type PageWire = {
  /** Asks the outside: a method of `SerialHost` and what goes with it. */
  ask: (method: string, args: unknown[]) => Promise<unknown>
  /** The outside tells its events through this. */
  onEvent: (heard: (event: HostEvent) => void) => void
}

export function createPageHost({ ask, onEvent }: PageWire): SerialHost {
  const listeners: ((event: HostEvent) => void)[] = []
  onEvent((event) => {
    for (const heard of listeners) heard(event)
  })
  const far =
    <K extends Exclude<keyof SerialHost, 'listen'>>(method: K) =>
    (...args: Parameters<SerialHost[K]>) =>
      ask(method, args) as ReturnType<SerialHost[K]> // the other half is a SerialHost too
  return {
    granted: far('granted'),
    choose: far('choose'),
    forget: far('forget'),
    open: far('open'),
    close: far('close'),
    write: far('write'),
    flush: far('flush'),
    discard: far('discard'),
    signals: far('signals'),
    listen: (heard) => void listeners.push(heard),
  }
}
