/**
 * A job from the moment something must be on paper until it is there, or a person gave it up.
 *
 *     queued → sending → sent → printed      `printed` only on the printer's own answer
 *        ↘        ↓        ↓                 (a one-way printer says nothing: there `sent` is the end)
 *       asking   interrupted                 both wait for a person
 *
 * A job that finds the printer listening and nothing before it begins as `sending`. That state is durable before the
 * first byte leaves, and nothing leads back from there to `queued` without `copy`: what may be on paper already is
 * printed again only with the word КОПИЯ.
 */
import type { Locale } from '../../domain/money.ts'
import type { Slip } from '../slip.ts'

export type JobState = 'queued' | 'asking' | 'sending' | 'sent' | 'printed' | 'interrupted' | 'dropped'

export type PrintJob = {
  id: string
  /** Orders the queue; given by the store. */
  seq: number
  /** What people call it: "Чек № 1-12-0034". */
  title: string
  slip: Slip
  language: Locale
  createdAt: number
  state: JobState
  changedAt: number
  /** May be on paper, at least in part: from now on it is printed as a copy. */
  copy: boolean
  /** It broke off, and nothing was printed since: its piece may still hang out of the printer. */
  torn: boolean
  /** Sent to a printer that does not answer: `sent` is its end. */
  oneWay: boolean
  /** A person looked at it after it had grown old, and wants it. */
  approvedAt: number | null
  /** Letters that this printer has no sign for, as they were last printed. */
  lost: string[]
}

/** Still to be worked off, by the queue or by a person. */
export const isOpen = ({ state, oneWay }: Pick<PrintJob, 'state' | 'oneWay'>): boolean =>
  state !== 'printed' && state !== 'dropped' && !(state === 'sent' && oneWay)

/** Only a person can say what becomes of it. */
export const needsPerson = ({ state }: PrintJob): boolean => state === 'asking' || state === 'interrupted'

export type JobPatch = Partial<
  Pick<PrintJob, 'state' | 'changedAt' | 'copy' | 'torn' | 'oneWay' | 'approvedAt' | 'lost'>
>

/** Where jobs are kept. One store per till; the tabs of a browser share it. */
export interface PrintJobStore {
  /** Durable when it resolves. Throws for an id that is there already. Gives the job with its place in the queue. */
  append(job: Omit<PrintJob, 'seq'>): Promise<PrintJob>
  /** Durable when it resolves. Gives the job as it is now; null: unknown. */
  update(id: string, patch: JobPatch): Promise<PrintJob | null>
  /** Whether there is a job of this name, open or ended (ended ones are kept for some weeks, the last few thousand for good). */
  has(id: string): Promise<boolean>
  /** All open jobs, oldest first. */
  listOpen(): Promise<PrintJob[]>
  /** Jobs that broke off with nothing printed since, also those that a person gave up. */
  listTorn(): Promise<PrintJob[]>
  /** Jobs that came to their end, latest first, at most so many. */
  listEnded(limit: number): Promise<PrintJob[]>
}

export function createMemoryJobStore(): PrintJobStore {
  const jobs = new Map<string, PrintJob>()
  let seq = 0
  return {
    async append(job) {
      if (jobs.has(job.id)) throw new Error(`There is a print job ${job.id} already`)
      const kept = structuredClone({ ...job, seq: (seq += 1) })
      jobs.set(job.id, kept)
      return structuredClone(kept)
    },
    async update(id, patch) {
      const job = jobs.get(id)
      if (job === undefined) return null
      Object.assign(job, patch)
      return structuredClone(job)
    },
    has: async (id) => jobs.has(id),
    listOpen: async () => structuredClone([...jobs.values()].filter(isOpen).sort((one, other) => one.seq - other.seq)),
    listTorn: async () => structuredClone([...jobs.values()].filter(({ torn }) => torn)),
    listEnded: async (limit) =>
      structuredClone(
        [...jobs.values()]
          .filter((job) => !isOpen(job))
          .sort((one, other) => other.changedAt - one.changedAt || other.seq - one.seq)
          .slice(0, limit),
      ),
  }
}
