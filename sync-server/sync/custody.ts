/**
 * What arrived is kept, whatever happens while it is decided (S22). A batch that fails as a whole is taken apart until
 * the operation at fault stands alone; that one is held, the others are decided.
 *
 *     many devices → one device → one operation → the operation held → held, its payload as one text
 *
 * Only a database that cannot be asked ends the way: then nothing was taken, and the device sends it all again.
 */
import { ConflictError, FloorError, UnavailableError } from '../store/ports.ts'
import type { SyncDeps } from './deps.ts'
import { take, type Answer, type Arrival } from './take.ts'
import { asText } from './wire-operation.ts'

const maxAttempts = 6

export async function takeIntoCustody(deps: SyncDeps, org: string, arrivals: Arrival[]): Promise<Answer[]> {
  try {
    return await takeWithRetries(deps, org, arrivals)
  } catch (error) {
    const [first, ...others] = arrivals
    if (!first || isNotOurs(error)) throw error
    const operations = arrivals.reduce((sum, arrival) => sum + arrival.operations.length, 0)
    if (operations > 1) deps.observe?.({ kind: 'apart', org, operations, error })
    if (others.length > 0) {
      const answers: Answer[] = []
      for (const arrival of arrivals) answers.push(...(await takeIntoCustody(deps, org, [arrival])))
      return answers
    }
    if (operations > 1) return [await takeOneByOne(deps, org, first)]
    return [await holdAlone(deps, org, first, error)]
  }
}

/** Someone else was faster: everything is read and decided again. */
async function takeWithRetries(deps: SyncDeps, org: string, arrivals: Arrival[]): Promise<Answer[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.store.transaction(org, (tx) => take(deps, tx, org, arrivals))
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof FloorError) || attempt === maxAttempts) throw error
      deps.observe?.({ kind: 'again', org, attempt, error })
    }
  }
}

async function takeOneByOne(deps: SyncDeps, org: string, arrival: Arrival): Promise<Answer> {
  const verdicts: (Answer & { kind: 'taken' })['verdicts'] = []
  let known = 0
  for (const operation of arrival.operations) {
    const [answer] = await takeIntoCustody(deps, org, [{ ...arrival, operations: [operation] }])
    // Only the first can be a gap: each one taken makes the next one the expected one.
    if (answer?.kind !== 'taken') return answer ?? { kind: 'gap', expected: operation.seq }
    verdicts.push(...answer.verdicts)
    known += answer.known
  }
  return { kind: 'taken', known, verdicts }
}

async function holdAlone(deps: SyncDeps, org: string, arrival: Arrival, error: unknown): Promise<Answer> {
  const operation = arrival.operations[0]
  if (!operation || error instanceof ConflictError) {
    throw new UnavailableError('Too many others were faster; nothing was taken', { cause: error })
  }
  const { deviceId } = arrival
  deps.observe?.({ kind: 'held', org, deviceId, seq: operation.seq, cause: 'fault', error })
  try {
    return only(await takeWithRetries(deps, org, [{ ...arrival, holdAll: true }]))
  } catch (second) {
    if (isNotOurs(second) || 'lost' in operation) throw second
    const bare = { ...operation, payload: asText(JSON.stringify(operation.payload)) }
    return only(await takeWithRetries(deps, org, [{ ...arrival, operations: [bare], holdAll: true }]))
  }
}

function only(answers: Answer[]): Answer {
  const [answer] = answers
  if (!answer) throw new Error('One arrival got no answer')
  return answer
}

const isNotOurs = (error: unknown): boolean => error instanceof UnavailableError
