/**
 * A server that was restored from a backup stands before what it had acknowledged, once. One that does so again and again
 * is broken, and a device that began anew each time would send its work to it without end.
 */
import { TransportError } from './ports.ts'

const mostFallBacks = 5
const withinMs = 60_000

/**
 * To be called before beginning anew. Throws when that was done too often of late: then the pauses between attempts grow.
 * An attempt that was put off does not count, or a device that keeps trying would never be let through again.
 */
export function createFallBackLimit(now: () => number): () => void {
  let noted: number[] = []
  return () => {
    const present = now()
    noted = noted.filter((at) => Math.abs(present - at) < withinMs)
    if (noted.length >= mostFallBacks) throw new TransportError('server', 'The server forgets again and again')
    noted.push(present)
  }
}
