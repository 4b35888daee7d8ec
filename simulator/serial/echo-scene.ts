import type { Clock } from '../../lib/sync/ports.ts'
import type { Random } from '../random.ts'
import { createBench, type Bench, type Cable, type SerialEndpoint } from './bench.ts'

/** A plug that gives every byte back, on a USB cable and on a COM port. */
export function createEchoBench(ground: { clock: Clock; random: Random }) {
  const received: number[] = []
  const answers = new Set<(bytes: Uint8Array) => void>()
  const echo: SerialEndpoint = {
    receive(bytes) {
      received.push(...bytes)
      for (const heard of [...answers]) heard(bytes)
      return bytes.length
    },
    onRoom: () => () => undefined,
    onAnswer(heard) {
      answers.add(heard)
      return () => void answers.delete(heard)
    },
  }
  const bench: Bench = createBench(ground)
  const cables: Record<'echo' | 'com', Cable> = {
    echo: bench.addCable(echo, { kind: 'usbSerial' }),
    com: bench.addCable(echo, { kind: 'com', persistent: true }),
  }
  return { bench, cables, received }
}
