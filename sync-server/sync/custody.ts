/**
 * What arrived is kept, whatever happens while it is decided (S22). A batch that fails as a whole is taken apart until
 * the operation at fault stands alone; that one is held, the others are decided.
 *
 *     many devices → one device → one operation → the operation held → held, its payload as one text
 *
 * Only a database that cannot be asked ends the way: then nothing was taken, and the device sends it all again. So it is
 * at first when the database took too long, for mostly somebody else was in the way (an import, a hung process); who
 * meets that again and again is taken apart as well, or its device's queue would stand still for ever. Holding needs the
 * same device and clock as deciding: when they are what is locked, nothing is held either.
 */
import { ConflictError, TooSlowError, UnavailableError } from '../store/ports.ts'
import type { SyncDeps } from './deps.ts'
import { take, type Answer, type Arrival } from './take.ts'
import { transact } from './transact.ts'
import { asText } from './wire-operation.ts'

/** What to do about a `TooSlowError`: count it and mostly be patient; it was counted already; be patient no longer. */
type Patience = 'count' | 'counted' | 'over'

/** What became of one arrival of a group: nobody's failure is another's. */
export type Outcome = Answer | { kind: 'failed'; error: unknown }

/** One outcome for each arrival, in their order. */
export async function takeIntoCustody(deps: SyncDeps, org: string, arrivals: Arrival[]): Promise<Outcome[]> {
  try {
    return await takeAll(deps, org, arrivals, 'count')
  } catch (error) {
    return arrivals.map(() => ({ kind: 'failed', error }))
  }
}

/** Throws only when nothing of any arrival was taken, or when there is only one. */
async function takeAll(deps: SyncDeps, org: string, arrivals: Arrival[], patience: Patience): Promise<Outcome[]> {
  try {
    const answers = await takeInOne(deps, org, arrivals)
    forgetSlow(deps, org, arrivals)
    return answers
  } catch (error) {
    const [first, ...others] = arrivals
    if (!first || isNotOurs(error)) throw error
    const isSlow = error instanceof TooSlowError
    if (isSlow && patience === 'count') noteSlow(deps, org, arrivals)
    if (isSlow && patience !== 'over' && !isSlowAgain(deps, org, arrivals)) throw error
    const operations = arrivals.reduce((sum, arrival) => sum + arrival.operations.length, 0)
    if (operations > 1) deps.observe?.({ kind: 'apart', org, operations, error })
    if (others.length > 0) return takeEach(deps, org, arrivals, isSlow ? 'counted' : patience)
    if (operations > 1) return [await takeOneByOne(deps, org, first, isSlow ? 'over' : patience)]
    return [await holdAlone(deps, org, first, error)]
  }
}

/** Each device by itself. Two in a row that the database does not answer, and it is not asked for the others. */
async function takeEach(deps: SyncDeps, org: string, arrivals: Arrival[], patience: Patience): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let unanswered = 0
  for (const arrival of arrivals) {
    const before = outcomes.at(-1)
    if (unanswered >= 2 && before) {
      outcomes.push(before)
      continue
    }
    try {
      outcomes.push(...(await takeAll(deps, org, [arrival], patience)))
      unanswered = 0
    } catch (error) {
      outcomes.push({ kind: 'failed', error })
      unanswered = error instanceof UnavailableError ? unanswered + 1 : 0
    }
  }
  return outcomes
}

/** In one transaction. */
const takeInOne = (deps: SyncDeps, org: string, arrivals: Arrival[]): Promise<Answer[]> =>
  transact(deps, org, (tx) => take(deps, tx, org, arrivals))

async function takeOneByOne(deps: SyncDeps, org: string, arrival: Arrival, patience: Patience): Promise<Answer> {
  const verdicts: (Answer & { kind: 'taken' })['verdicts'] = []
  let known = 0
  for (const operation of arrival.operations) {
    const [answer] = await takeAll(deps, org, [{ ...arrival, operations: [operation] }], patience)
    if (answer?.kind === 'failed') throw answer.error
    // Only the first can be a gap: each one taken makes the next one the expected one.
    if (answer?.kind !== 'taken') return answer ?? { kind: 'gap', expected: operation.seq }
    verdicts.push(...answer.verdicts)
    known += answer.known
  }
  return { kind: 'taken', known, verdicts }
}

async function holdAlone(deps: SyncDeps, org: string, arrival: Arrival, error: unknown): Promise<Answer> {
  const operation = arrival.operations[0]
  if (!operation) throw error
  const { deviceId } = arrival
  const hold = async (operations: Arrival['operations']): Promise<Answer> => {
    const answer = only(await takeInOne(deps, org, [{ ...arrival, operations, holdAll: true }]))
    deps.observe?.({ kind: 'held', org, deviceId, seq: operation.seq, cause: 'fault', error })
    forgetSlow(deps, org, [arrival])
    return answer
  }
  try {
    return await hold([operation])
  } catch (second) {
    if (second instanceof UnavailableError) throw second
    if (second instanceof ConflictError) throw nothingTaken(second)
    if ('lost' in operation) throw second
    return await hold([{ ...operation, payload: asText(JSON.stringify(operation.payload)) }])
  }
}

/** Deciding was not asked for, and still others were in the way: it was not the content. */
const nothingTaken = (cause: ConflictError): UnavailableError =>
  new UnavailableError('Too many others were faster; nothing was taken', { cause })

function only(answers: Answer[]): Answer {
  const [answer] = answers
  if (!answer) throw new Error('One arrival got no answer')
  return answer
}

const isNotOurs = (error: unknown): boolean => error instanceof UnavailableError && !(error instanceof TooSlowError)

/** A third request of the same work that takes too long is no coincidence. Each process counts for itself. */
const maxSlow = 3
const maxSlowKept = 10_000
const slowOf = new WeakMap<SyncDeps, Map<string, number>>()

function noteSlow(deps: SyncDeps, org: string, arrivals: Arrival[]): void {
  const counts = slowOf.get(deps) ?? new Map<string, number>()
  slowOf.set(deps, counts)
  if (counts.size > maxSlowKept) counts.clear()
  for (const arrival of arrivals) {
    const work = workOf(org, arrival)
    counts.set(work, (counts.get(work) ?? 0) + 1)
  }
}

const isSlowAgain = (deps: SyncDeps, org: string, arrivals: Arrival[]): boolean =>
  arrivals.some((arrival) => (slowOf.get(deps)?.get(workOf(org, arrival)) ?? 0) >= maxSlow)

function forgetSlow(deps: SyncDeps, org: string, arrivals: Arrival[]): void {
  const counts = slowOf.get(deps)
  if (counts) for (const arrival of arrivals) counts.delete(workOf(org, arrival))
}

/** A device sends again from the first number that was not taken. */
const workOf = (org: string, { deviceId, operations }: Arrival): string =>
  [org, deviceId, operations[0]?.seq ?? 0].join('\u0000')
