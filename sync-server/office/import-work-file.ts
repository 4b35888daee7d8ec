/** S12 at the office: the content of a file, checked before anything of it is taken, and what became of it in numbers. */
import type { Params } from '../../lib/domain/operation.ts'
import { readWorkFile } from '../../lib/protocol/work-file.ts'
import type { OfficeApi } from '../../lib/protocol/office.ts'
import type { OfficeActor } from './office.ts'
import { findDevice } from '../identity/devices.ts'
import { importWork } from '../sync/import-work.ts'
import { settleReturns, type SettlePlace } from './settle-returns.ts'

type Answer = Awaited<ReturnType<OfficeApi['importWork']>>

const sentences = {
  notAWorkFile: 'This is not a file of saved work.',
  newerVersion:
    'A newer version of the app saved this file. Update the server, then bring it again; nothing in it is lost.',
  damaged: 'The file is damaged or was changed: its checksum does not fit. Save the work on the device once more.',
  unknownDevice: 'The file comes from a device that does not belong to this organisation.',
  gap: (expected: number) =>
    `Work before this file is missing: number ${expected} of the device has not arrived. ` +
    'Let the device send it, or bring the file that holds it, then bring this file again.',
  differs: (expected: number) =>
    `Under the same numbers other work of this device has arrived already (up to ${expected - 1}): the device was ` +
    'restored from a copy, or there are two of it. Let it connect; it then numbers this work anew and sends it.',
}

export async function importWorkFile(place: SettlePlace, by: OfficeActor, content: string): Promise<Answer> {
  const { pool, org, sync } = place
  const read = readWorkFile(content)
  if (read.kind !== 'file') return badFile(read.kind, sentences[read.kind])
  // The server's own numbers are nobody's to bring: its device has no browser and no people.
  if (!(await findDevice(pool, org, read.file.deviceId))) return badFile('unknownDevice', sentences.unknownDevice)
  const result = await importWork(sync, org, read.file, by.id)
  if (result.kind !== 'imported') return badFile(result.kind, sentences[result.kind])
  const { taken, known, left } = result
  // All that the file names: a return whose sale is not there, or was refused, is looked at and goes on waiting.
  const receipts = read.file.operations.flatMap((operation) =>
    'lost' in operation || operation.kind !== 'receipt.close' ? [] : [operation.target.id],
  )
  await settleReturns(place, receipts)
  const all = taken.accepted + taken.refused + taken.held + taken.lost
  if (left && all + known === 0) {
    return badFile(left.why, sentences[left.why](left.expected), {
      expected: left.expected,
      arrived: left.expected - 1,
    })
  }
  return { taken: taken.accepted + taken.lost, known, refused: taken.refused, held: taken.held, left }
}

const badFile = (code: keyof typeof sentences, message: string, params: Params = {}): Answer => ({
  kind: 'badFile',
  message,
  why: { code, params },
})
