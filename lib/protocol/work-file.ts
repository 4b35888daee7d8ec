/**
 * S12: work that leaves a device as a file and comes in at the office. `checksum` is the hex SHA-256 of
 * `JSON.stringify(operations)`; numbers make it harmless to bring in twice, or again over the network.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { wireOperation, type WireOperation } from './sync.ts'

export const workFile = z.strictObject({
  format: z.literal('rodnik-work'),
  version: z.literal(1),
  deviceId: z.string(),
  savedAt: z.int(),
  operations: z.array(wireOperation),
  checksum: z.string(),
})
export type WorkFile = z.infer<typeof workFile>

export function writeWorkFile(deviceId: string, savedAt: number, operations: WireOperation[]): string {
  const file: WorkFile = {
    format: 'rodnik-work',
    version: 1,
    deviceId,
    savedAt,
    operations,
    checksum: checksumOf(operations),
  }
  return JSON.stringify(file, null, 1)
}

export type WorkFileProblem = 'notAWorkFile' | 'newerVersion' | 'damaged'

/** The file's content, or what is wrong with it. Takes a file whole or not at all. */
export function readWorkFile(content: string): { kind: 'file'; file: WorkFile } | { kind: WorkFileProblem } {
  let json: unknown
  try {
    // An editor or a mail program may have put a byte order mark before it.
    json = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    return { kind: content.includes('"rodnik-work"') ? 'damaged' : 'notAWorkFile' }
  }
  const claim = json as { format?: unknown; version?: unknown; operations?: unknown; checksum?: unknown } | null
  if (claim === null || typeof claim !== 'object' || claim.format !== 'rodnik-work') return { kind: 'notAWorkFile' }
  if (typeof claim.version === 'number' && claim.version > 1) return { kind: 'newerVersion' }
  // Over what stands in the file, before a schema could add or drop anything.
  if (!Array.isArray(claim.operations) || checksumOf(claim.operations) !== claim.checksum) return { kind: 'damaged' }
  const parsed = workFile.safeParse(json)
  if (!parsed.success || !isRun(parsed.data.operations)) return { kind: 'damaged' }
  return { kind: 'file', file: parsed.data }
}

const checksumOf = (operations: unknown[]): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(operations))))

const isRun = (operations: WireOperation[]): boolean =>
  operations.every(({ seq }, i) => i === 0 || seq === (operations[i - 1]?.seq ?? 0) + 1)
