/**
 * Works the jobs off, one after another, on the link it is given. Every step is in the store before it is taken, so after
 * a crash the store says what may be on paper. Nothing is thrown away and nothing may come out twice without КОПИЯ:
 * where that cannot be known, a person is asked.
 */
import { drawPaper, type LineDrawer } from '../draw-paper.ts'
import { layOut } from '../lay-out.ts'
import { interruptedSlip, markCopy } from '../layouts/copy-slips.ts'
import type { Paper } from '../paper.ts'
import type { PrinterProfile } from '../profile.ts'
import type { LocalTime } from '../receipt-print.ts'
import { renderJob } from '../render-job.ts'
import type { Slip } from '../slip.ts'
import { maskPaper } from './mask-paper.ts'
import { isOpen, needsPerson, type JobPatch, type PrintJob, type PrintJobStore } from './print-job.ts'
import type { PrinterLink } from './printer-link.ts'
import type { PrintClock } from './printer-port.ts'

export type PrintQueue = {
  /** Open jobs, oldest first. A new array after every change. */
  jobs(): readonly PrintJob[]
  onChange(listener: () => void): () => void
  /**
   * Durable when it resolves; printed when it can be. `createdAt`: since when it should have been on paper, if that is not
   * now: an old one asks first.
   */
  add(job: Pick<PrintJob, 'id' | 'title' | 'slip' | 'language'> & { createdAt?: number }): Promise<PrintJob>
  /** Whether a job of this name was ever added, whatever became of it. */
  knows(id: string): Promise<boolean>
  /** A job that grew old: the person wants it. */
  approve(id: string): Promise<void>
  /** A job that broke off: once more, as a copy. */
  reprint(id: string): Promise<void>
  /** Not to be printed. What is being printed at this moment cannot be dropped. */
  drop(id: string): Promise<void>
  /** Jobs may have been added elsewhere. */
  reread(): Promise<void>
  /**
   * This tab is the printer's owner now: what an earlier owner left in the middle of printing is interrupted. Gives the
   * number of such jobs; the printer may still wait for the rest of one.
   */
  claim(): Promise<number>
  /** From now on jobs go here. Only the owner attaches. */
  attach(link: PrinterLink, profile: PrinterProfile): void
  /** The machine slept, or somebody wonders: is the printer still in its senses? Asked between two jobs. */
  check(): void
  /** Resolves when the job under way has come to its end. */
  detach(): Promise<void>
}

export type PrintQueueOptions = {
  store: PrintJobStore
  clock: PrintClock
  /** For printers whose profile says `drawn`; null where nothing can be drawn: they get letters all the same. */
  drawLine: LineDrawer | null
  /** The till's wall clock, for the mark on a copy. */
  localTime: (epochMs: number) => LocalTime
  /** Older jobs ask before they burst out. */
  staleAfterMs: number
  /** This queue wrote to the store: queues of other tabs should read again. */
  onStored: () => void
  onFault: (error: unknown) => void
}

type Attached = { link: PrinterLink; profile: PrinterProfile; stop: () => void }

/** A silent printer is spoken to again after so long, then after twice as long, and so on. */
const firstLookMs = 3_000
const lastLookMs = 30_000

export function createPrintQueue(options: PrintQueueOptions): PrintQueue {
  const { store, clock, drawLine, localTime, staleAfterMs, onStored, onFault } = options
  const listeners = new Set<() => void>()
  let jobs: readonly PrintJob[] = []
  let attached: Attached | null = null
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  let isAskedAgain = false
  let stopTimer: () => void = () => undefined
  let lookMs = firstLookMs
  let isToCheck = false

  const show = (next: readonly PrintJob[]): void => {
    jobs = next
    for (const listener of [...listeners]) listener()
  }

  /** Lists that were read before a write of this tab are old when they come. */
  let writes = 0

  const reread = async (): Promise<void> => {
    for (let before = -1; before !== writes;) {
      before = writes
      const listed = await store.listOpen()
      if (before === writes) show(listed)
    }
  }

  /** What this tab has written is known without reading it: the paper waits for it. */
  const wrote = (job: PrintJob | null): void => {
    writes += 1
    onStored()
    if (job === null) return
    const others = jobs.filter(({ id }) => id !== job.id)
    show(isOpen(job) ? [...others, job].sort((one, other) => one.seq - other.seq) : others)
  }

  const update = async (id: string, patch: JobPatch): Promise<void> =>
    wrote(await store.update(id, { ...patch, changedAt: clock.now() }))

  /** A job from the future was made before the clock was set back: nobody knows how old it is. */
  const isStale = (job: Pick<PrintJob, 'approvedAt' | 'createdAt'>): boolean =>
    Math.abs(clock.now() - (job.approvedAt ?? job.createdAt)) > staleAfterMs

  /** Jobs whose torn pieces hang out of the printer, as the owner has read and made them. */
  const torn = new Set<string>()

  /** The next job that may be printed; those that grew old meanwhile ask. */
  const next = async (): Promise<PrintJob | null> => {
    for (const job of jobs.filter(isQueued)) {
      if (!isStale(job)) return job
      await update(job.id, { state: 'asking' })
    }
    return null
  }

  /** What goes over the line, and what the store says from now on: it may be on paper. */
  const prepare = (job: Omit<PrintJob, 'seq'>, profile: PrinterProfile) => {
    const paper = layOut(slipOf(job, localTime(clock.now()), torn.size > 0), profile)
    const toBytes = (one: Paper) =>
      renderJob(profile.drawn === true && drawLine !== null ? drawPaper(one, drawLine) : one, profile)
    const bytes = toBytes(paper)
    return {
      data: { bytes, masked: () => maskedBytes(paper, toBytes) },
      sending: { state: 'sending', oneWay: !profile.answers, lost: paper.lost } as const,
    }
  }

  /** For the log alone: a log that fails keeps no receipt from its paper. */
  const maskedBytes = (paper: Paper, toBytes: (one: Paper) => Uint8Array): Uint8Array => {
    try {
      return toBytes(maskPaper(paper))
    } catch (error) {
      onFault(error)
      return new Uint8Array()
    }
  }

  /** null: it cannot be drawn, which is said; it is stored all the same. */
  const prepared = (job: Omit<PrintJob, 'seq'>, profile: PrinterProfile): ReturnType<typeof prepare> | null => {
    try {
      return prepare(job, profile)
    } catch (error) {
      onFault(error)
      return null
    }
  }

  const send = async (id: string, data: ReturnType<typeof prepare>['data'], link: PrinterLink): Promise<void> => {
    const onAllSent = () => update(id, { state: 'sent' }).catch(onFault)
    const outcome = await link.print({ ...data, onAllSent })
    // Only now: had this life ended before, the next one would know that something hangs there.
    if (outcome !== 'notSent') for (const above of torn) await mend(above).catch(onFault)
    switch (outcome) {
      case 'printed':
        return update(id, { state: 'printed' })
      case 'sent':
        return update(id, { state: 'sent' })
      case 'notSent':
        return update(id, { state: 'queued' })
      case 'unproved':
        return breakOff(id)
    }
  }

  const breakOff = (id: string): Promise<void> => {
    torn.add(id)
    return update(id, { state: 'interrupted', copy: true, torn: true })
  }

  /** Something was printed below it. */
  const mend = async (id: string): Promise<void> => {
    await store.update(id, { torn: false })
    torn.delete(id)
  }

  const printOne = async (job: PrintJob, { link, profile }: Attached): Promise<void> => {
    const { data, sending } = prepare(job, profile)
    await update(job.id, sending)
    await send(job.id, data, link)
  }

  const workOff = async (): Promise<void> => {
    for (let mine = attached; mine !== null && mine === attached;) {
      const { kind } = mine.link.state
      if (kind === 'lost') return
      // A greeting waits as long as a person has to do something at the printer.
      if ((kind !== 'ready' || isToCheck) && !(await mine.link.greet())) return lookAgain()
      isToCheck = false
      lookMs = firstLookMs
      const job = await next()
      if (job === null || mine !== attached) return
      await printOne(job, mine)
    }
  }

  const lookAgain = (): void => {
    stopTimer()
    stopTimer = clock.after(lookMs, wake)
    lookMs = Math.min(lastLookMs, 2 * lookMs)
  }

  function wake(): void {
    if (isRunning) {
      isAskedAgain = true
      return
    }
    isRunning = true
    running = workOffAgain(workOff)
  }

  const workOffAgain = async (first: () => Promise<void>): Promise<void> => {
    let work = first
    do {
      isAskedAgain = false
      try {
        await work()
      } catch (error) {
        onFault(error)
        lookAgain()
      }
      work = workOff
    } while (isAskedAgain)
    isRunning = false
  }

  /** Nothing before it, and a printer that listens: a person stands there and waits for the paper. */
  const isNext = (mine: Attached | null): mine is Attached =>
    mine !== null && mine.link.state.kind === 'ready' && !isRunning && !isToCheck && !jobs.some(isQueued)

  /** One durable write instead of two stands between the sale and its paper. */
  const addAndPrint = (
    fresh: Omit<PrintJob, 'seq'>,
    { data, sending }: ReturnType<typeof prepare>,
    mine: Attached,
  ): Promise<PrintJob> => {
    isRunning = true
    const stored = store.append({ ...fresh, ...sending })
    running = workOffAgain(async () => {
      // Whether it was stored is told to who has added it.
      const job = await stored.catch(() => null)
      if (job !== null) {
        wrote(job)
        await send(job.id, data, mine.link)
      }
      isAskedAgain = true
    })
    return stored
  }

  return {
    jobs: () => jobs,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    knows: (id) => store.has(id),
    async add({ id, title, slip, language, createdAt }) {
      const at = clock.now()
      const fresh = { id, title, slip, language, createdAt: createdAt ?? at, changedAt: at, approvedAt: null, lost: [] }
      const queued: Omit<PrintJob, 'seq'> = { ...fresh, state: 'queued', copy: false, torn: false, oneWay: false }
      if (isNext(attached) && !isStale(queued)) {
        const ready = prepared(queued, attached.profile)
        if (ready !== null) return addAndPrint(queued, ready, attached)
      }
      const job = await store.append(queued)
      wrote(job)
      wake()
      return job
    },
    async approve(id) {
      if (!isIn(jobs, id, 'asking')) return
      await update(id, { state: 'queued', approvedAt: clock.now() })
      wake()
    },
    async reprint(id) {
      if (!isIn(jobs, id, 'interrupted')) return
      await update(id, { state: 'queued', copy: true, approvedAt: clock.now() })
      wake()
    },
    async drop(id) {
      const job = jobs.find((one) => one.id === id)
      if (job !== undefined && (needsPerson(job) || job.state === 'queued')) await update(id, { state: 'dropped' })
    },
    async reread() {
      lookMs = firstLookMs
      await reread()
      wake()
    },
    async claim() {
      await reread()
      const halfway = jobs.filter(({ state }) => state === 'sending' || state === 'sent')
      // What this tab knew as an earlier owner is old: another one may have printed below it.
      torn.clear()
      for (const { id } of await store.listTorn()) torn.add(id)
      for (const { id } of halfway) await breakOff(id)
      return halfway.length
    },
    attach(link, profile) {
      attached?.stop()
      const stop = link.onChange(() => {
        // A run under way looks at the state by itself.
        if (!isRunning) wake()
      })
      attached = { link, profile, stop }
      wake()
    },
    check() {
      isToCheck = true
      wake()
    },
    async detach() {
      stopTimer()
      attached?.stop()
      attached = null
      await running
    },
  }
}

const isQueued = ({ state }: PrintJob): boolean => state === 'queued'

const isIn = (jobs: readonly PrintJob[], id: string, state: PrintJob['state']): boolean =>
  jobs.some((job) => job.id === id && job.state === state)

/**
 * Once more after it broke off: a copy. Whatever comes first after a break, the torn half is called so and cut off: the
 * next customer's receipt must not begin on it.
 */
function slipOf({ slip, copy, language }: Omit<PrintJob, 'seq'>, at: LocalTime, isTornAbove: boolean): Slip {
  const whole = copy ? markCopy(slip, { language }, at) : slip
  return isTornAbove ? { blocks: [...interruptedSlip(language).blocks, ...whole.blocks] } : whole
}
