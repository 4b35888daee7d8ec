// A barcode scanner in serial mode: it sends what it reads, with its suffix, and understands nothing that is sent to it.

import type { SerialEndpoint } from '../serial/bench.ts'

export type SimulatedScanner = SerialEndpoint & {
  /** Somebody pulls the trigger. `pieces`: how many bytes the cable hands over at a time. */
  read(code: string, options?: { suffix?: string; pieces?: number }): void
  /** What was sent to it, which should be next to nothing. */
  readonly told: number[]
}

export function createSimulatedScanner(): SimulatedScanner {
  const told: number[] = []
  let answer: (bytes: Uint8Array) => void = () => undefined
  return {
    told,
    receive(bytes) {
      told.push(...bytes)
      return bytes.length
    },
    onRoom: () => () => undefined,
    onAnswer(listener) {
      answer = listener
      return () => (answer = () => undefined)
    },
    read(code, { suffix = '\r\n', pieces = 7 } = {}) {
      const bytes = new TextEncoder().encode(code + suffix)
      for (let at = 0; at < bytes.length; at += pieces) answer(bytes.slice(at, at + pieces))
    },
  }
}
