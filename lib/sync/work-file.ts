/** S12: everything that is kept of this device's work, as a file. The format stands in `lib/protocol/work-file.ts`. */
import { writeWorkFile } from '../protocol/work-file.ts'
import type { OperationStore } from './ports.ts'
import { asRun } from './wire.ts'

/**
 * All numbers from the oldest kept one to the newest, also what the server has already: a server restored from a
 * backup takes what it lacks and knows the rest.
 */
export async function exportWork(operations: OperationStore, deviceId: string, savedAt: number): Promise<string> {
  const rows = await operations.read({})
  return writeWorkFile(deviceId, savedAt, asRun(rows, rows[0]?.seq ?? 1))
}
