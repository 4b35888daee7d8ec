/**
 * Which of several ports that look alike is which device: what this tab knows for certain, because a person picked the
 * port, the printer answered on it, or a code was scanned there. Forgotten with the page; then it is found out again.
 */
import type { FoundPort } from './device-ports.ts'
import { createListeners } from './listeners.ts'

export type PortRole = 'printer' | 'scanner'

export type PortRoles = {
  of(port: FoundPort): PortRole | null
  /** The latest knowledge counts: a cable may have been put on another device. */
  learn(port: FoundPort, role: PortRole): void
  onLearned(listener: () => void): () => void
}

export function createPortRoles(): PortRoles {
  const known = new WeakMap<object, PortRole>()
  const learned = createListeners()
  return {
    of: ({ key }) => known.get(key) ?? null,
    learn({ key }, role) {
      if (known.get(key) === role) return
      known.set(key, role)
      learned.tell()
    },
    onLearned: learned.add,
  }
}
