/** S12 at the office: the content of a file, checked before anything of it is taken, and what became of it in numbers. */
import type { Params } from '../../lib/domain/operation.ts'
import { workFile } from '../../lib/protocol/work-file.ts'
import type { OfficeApi } from '../../lib/workplace-types.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { importWork } from '../sync/import-work.ts'

type Answer = Awaited<ReturnType<OfficeApi['importWork']>>

const sentences = {
  notAFile: 'This is not a file of saved work.',
  damaged: 'The file is damaged or was changed: its checksum does not fit. Save the work on the device once more.',
  unknownDevice: 'The file comes from a device that does not belong to this organisation.',
  gap: (expected: number) =>
    `Work before this file is missing: number ${expected} of the device has not arrived. ` +
    'Let the device send it, or bring the file that holds it, then bring this file again.',
}

export async function importWorkFile(deps: SyncDeps, org: string, content: string): Promise<Answer> {
  const file = workFile.safeParse(parseJson(content))
  if (!file.success) return badFile('notAFile', sentences.notAFile)
  const result = await importWork(deps, org, file.data)
  if (result.kind !== 'imported') return badFile(result.kind, sentences[result.kind])
  const { taken, known, left, expected } = result
  const all = taken.accepted + taken.refused + taken.held + taken.lost
  if (left > 0 && all + known === 0) return badFile('gap', sentences.gap(expected ?? 1), { expected: expected ?? 1 })
  return { taken: taken.accepted + taken.lost, known, refused: taken.refused, held: taken.held }
}

const badFile = (code: keyof typeof sentences, message: string, params: Params = {}): Answer => ({
  kind: 'badFile',
  message,
  why: { code, params },
})

/** undefined: no JSON. A byte order mark in front is an editor's, not damage. */
function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
