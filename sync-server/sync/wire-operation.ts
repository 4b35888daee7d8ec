/** From what travelled to what is stored. */
import { createHash } from 'node:crypto'
import { isUnkept, unkept } from '../../lib/protocol/unkept.ts'
import type { Operation } from '../../lib/domain/operation.ts'
import { isStorable } from '../../lib/domain/text.ts'
import { maxPayloadBytes, type WireOperation } from '../../lib/protocol/sync.ts'
import type { TakenOperation } from '../store/ports.ts'

export type Arrived = TakenOperation['operation']

export function fromWire(deviceId: string, wire: WireOperation): Arrived {
  if ('lost' in wire) return { deviceId, seq: wire.seq, lost: true }
  return { deviceId, ...wire, payload: storable(wire.payload) }
}

/** A payload over the limit is refused; it is not worth deciding. */
export function isTooLarge({ payload }: Operation): boolean {
  const text = JSON.stringify(payload)
  // One UTF-16 unit is at most three bytes of UTF-8: most payloads are settled without encoding them.
  return text.length * 3 > maxPayloadBytes && Buffer.byteLength(text) > maxPayloadBytes
}

/**
 * PostgreSQL's jsonb takes neither NUL nor half a surrogate pair. Such a payload is refused by the rules of the trade,
 * but it has arrived and is kept (S22): as one text, in which the JSON can still be read.
 */
function storable(payload: unknown): unknown {
  // Nobody's work, and no recursion, neither ours nor the database's, may have to go down there.
  if (isDeeperThan(payload, maxLevels)) return asText(`a value nested more than ${maxLevels} levels deep`)
  const text = JSON.stringify(payload ?? null)
  // JSON.stringify writes exactly those two as escapes; a valid pair stays as it is.
  if (!/\\u(0000|d[89a-f])/i.test(text) || isAllStorable(payload)) return payload ?? null
  return asText(text)
}

const maxLevels = 200

function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true
    level = level.flatMap((each) =>
      each !== null && typeof each === 'object' ? (Object.values(each) as unknown[]) : [],
    )
  }
  return false
}

/** The payload as one text, for what the database takes in no other way. */
export const asText = (json: string): { unreadable: string } => ({ unreadable: json })

function isAllStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isAllStorable(inner))
}

/** Whether a number that comes again brings what came first. */
export function isSameContent(first: Arrived, again: Arrived): boolean {
  if ('lost' in first || 'lost' in again) return 'lost' in first && 'lost' in again
  return (
    first.actorId === again.actorId &&
    first.kind === again.kind &&
    first.target.kind === again.target.kind &&
    first.target.id === again.target.id &&
    first.madeAt === again.madeAt &&
    first.schema === again.schema &&
    // What the database took only as one text (`asText`), or not at all (`withoutContent`), is still the same work.
    (isSameJson(first.payload, again.payload) ||
      isSameJson(first.payload, asText(JSON.stringify(again.payload))) ||
      (isUnkept(first.payload) && isSameJson(first.payload, withoutContent(again).payload)))
  )
}

/**
 * Of what is nobody's work (too large, or in the name of somebody who never was at this device) only size and hash stay:
 * anybody may send it, as often as they like, and the journal would fill the disk with it.
 */
export function withoutContent(operation: Operation): Operation {
  const text = JSON.stringify(sorted(operation.payload))
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { ...operation, payload: unkept(Buffer.byteLength(text), sha256) }
}

/** The database does not keep the order of keys, and nobody means anything by it. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  return keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key], right[key]))
}
