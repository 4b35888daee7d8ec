/**
 * S29: two sides hold the same documents of a scope when count and hash agree. Every document gives 64 well-mixed
 * bits of `kind/id@version`; the hash is their sum, so the order in which they are read does not matter and nothing
 * has to be kept in memory. It finds accidents, it is not meant to withstand an attacker.
 */
import type { Ref } from '../domain/operation.ts'

export type ScopeHash = {
  add(ref: Ref, version: number): void
  count(): number
  /** 16 hex digits. */
  digest(): string
}

export function createScopeHash(): ScopeHash {
  let count = 0
  let high = 0
  let low = 0
  return {
    add(ref, version) {
      const text = `${ref.kind}/${ref.id}@${version}`
      const a = mix(text, 0x9e3779b9)
      const b = mix(text, 0x85ebca6b)
      const sum = low + b
      low = sum >>> 0
      high = (high + a + (sum > 0xffffffff ? 1 : 0)) >>> 0
      count += 1
    },
    count: () => count,
    digest: () => hex(high) + hex(low),
  }
}

const hex = (lane: number): string => lane.toString(16).padStart(8, '0')

/** Multiply-xor over the UTF-16 units, then the finalizer of MurmurHash3 (public domain, Austin Appleby). */
function mix(text: string, seed: number): number {
  let h = seed
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
    h ^= h >>> 15
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
