/**
 * Fetches what changed, scope by scope, each from its own cursor.
 *
 *     request → rows of the page → cursor            a page is written before its cursor (S7)
 *        └ the next request goes out before the rows are written, from positions kept in memory only
 *
 * A failed write forgets these positions: the next run starts from the stored cursors, and the same page comes again.
 *
 * Filling a scope from its beginning while rows of it are held (the server starts it again, a comparison found a
 * difference, a restored server, a crash in the first page): rows stay as they are meanwhile, the stored cursor does
 * not move, and at the end everything that did not come is swept. A first filling into nothing needs none of this and
 * goes on from where it was.
 */
import { actOf, deviceScope, outcomeKind, outcomeSchema, type Outcome } from '../protocol/outcome.ts'
import { protocolVersion, type DeviceReport, type PullOutput } from '../protocol/sync.ts'
import { refKey } from '../domain/operation.ts'
import type { Numbering } from './numbering.ts'
import { arrivalsOf, leavingScope, writeArrivals, type Page, type Reply } from './page.ts'
import { TransportError, type LocalOperation, type LocalStore, type Transport } from './ports.ts'
import type { ScopeKeeper } from './scopes.ts'
import type { Tally } from './tally.ts'
import { stopped, untilAborted } from './until-aborted.ts'
import type { Verdicts, WireOutcome } from './verdicts.ts'
import type { Views } from './views.ts'

export type PullEnd =
  | { kind: 'complete'; asOf: number }
  | { kind: 'signInNeeded' }
  | { kind: 'updateRequired' }
  /** The server knows more of this device than its store: its waiting work must go up first. */
  | { kind: 'pushFirst' }
  | { kind: 'stopped' }

export type PullOptions = {
  store: LocalStore
  transport: Transport
  tally: Tally
  verdicts: Verdicts
  numbering: Numbering
  views: Views
  scopes: ScopeKeeper
  report: () => Promise<DeviceReport>
  identity: () => { deviceId: string; personId: string | null } | null
  clock: { now(): number }
  onContact: (serverTime: number, sentAt: number) => void
  /** Throws when the server stands before what it had acknowledged too often (fall-back-limit.ts). */
  onFallBack: () => void
  /** Documents of a first filling taken so far; null: everything is here. */
  onFilling: (documents: number | null) => void
}

export type Pull = {
  run(signal: AbortSignal): Promise<PullEnd>
  /** The next run fills these scopes from their beginning; null: all. Durable when it resolves. */
  refill(scopes: string[] | null): Promise<void>
  /** A first filling was begun here and cut off. */
  wasCutOff(): Promise<boolean>
  /** Cursors as they stand between two runs. */
  positions(): Promise<Record<string, number>>
}

/** Kept beside the cursors; no scope begins like this. */
const epochNote = '~epoch'
/** A first filling has begun and is not complete, whatever has become of the tab that began it. */
const fillingNote = '~filling'

const firstLimit = 1000
const minLimit = 50
const maxLimit = 4000
/** A page faster than this may grow, a line that fails makes it smaller. */
const quickMs = 1000
const maxBarrenReplies = 3

type Request = { sentFrom: Map<string, number>; decidedBefore: number; reply: Promise<PullOutput> }

export function createPull(options: PullOptions): Pull {
  const { store, transport, tally, verdicts, numbering, views, scopes, clock } = options
  let limit = firstLimit
  /** In memory ahead of the store; null: read them anew. */
  let positions: Map<string, number> | null = null
  /** Scopes being filled over rows that are held: what came so far. */
  let refills = new Map<string, Set<string>>()
  let lastAsOf = 0
  /** The server's, as last seen; null: never told. */
  let epoch: number | null = null
  let filled: number | null = null
  /** The device was being filled for the first time before this tab was there, or is since then. */
  let isFillingNoted = false
  /** Rows may be held by `leavingScope`, from this pull or from before a crash. */
  let mayBeLeaving = true
  let wasSwept = false

  const storedCursors = async (): Promise<Record<string, number>> => {
    const { [epochNote]: _, [fillingNote]: __, ...cursors } = await store.notes.cursors()
    return cursors
  }

  const forgetPositions = (): void => {
    positions = null
    refills = new Map()
  }

  const load = async (): Promise<Map<string, number>> => {
    if (positions === null) {
      const { [epochNote]: known = null, [fillingNote]: begun = null, ...cursors } = await store.notes.cursors()
      epoch = known
      isFillingNoted = begun !== null
      positions = new Map(Object.entries(cursors))
      if (positions.size === 0 || isFillingNoted) options.onFilling((filled ??= 0))
    }
    return positions
  }

  const request = (at: Map<string, number>): Request => {
    const sentFrom = new Map(at)
    const reply = ask(sentFrom)
    // It may fail while the page before is still being written; whoever awaits it hears of it.
    reply.catch(() => undefined)
    return { sentFrom, decidedBefore: tally.highestDecided(), reply }
  }

  const ask = async (cursors: Map<string, number>): Promise<PullOutput> => {
    const report = await options.report()
    try {
      const output = await transport.pull({
        protocol: protocolVersion,
        personId: options.identity()?.personId ?? null,
        cursors: Object.fromEntries(cursors),
        limit,
        report,
      })
      if (output.kind === 'pages') options.onContact(output.serverTime, report.sentAt)
      const quick = clock.now() - report.sentAt < quickMs
      limit = quick ? Math.min(maxLimit, limit * 2) : limit
      return output
    } catch (error) {
      if (error instanceof TransportError && error.failure !== 'auth') limit = Math.max(minLimit, limit >> 1)
      throw error
    }
  }

  /** The server lost what it had acknowledged: own work waits again, all scopes are filled anew. */
  const isOtherEpoch = (told: number): boolean => epoch !== null && told !== epoch

  const fallBack = async ({ deviceSeq, epoch: present }: Reply): Promise<void> => {
    options.onFallBack()
    // Of another epoch no verdict can be trusted: a request of long ago may have been decided anew, with nobody listening.
    await verdicts.reopenAfter(isOtherEpoch(present) ? 0 : deviceSeq)
    await refill(null)
    await store.notes.setCursors({ [epochNote]: present })
  }

  const fellBack = (reply: Reply, { decidedBefore }: Request): boolean =>
    reply.deviceSeq < decidedBefore || reply.asOf < lastAsOf || isOtherEpoch(reply.epoch)

  const noteEpoch = async ({ epoch: present }: Reply): Promise<void> => {
    if (epoch !== null) return
    await store.notes.setCursors({ [epochNote]: present })
    epoch = present
  }

  const refill = async (wanted: string[] | null): Promise<void> => {
    const stored = await storedCursors()
    const chosen = wanted ?? Object.keys(stored)
    // First: a write that fails may have happened all the same.
    forgetPositions()
    lastAsOf = 0
    await store.notes.setCursors(Object.fromEntries(chosen.map((scope) => [scope, 0])))
  }

  /** A document of this scope tells verdicts that came late (S22). They are applied before the rows they explain. */
  const applyOutcomes = async (pages: Page[], deviceId: string): Promise<void> => {
    const outcomes: (WireOutcome & Pick<Outcome, 'of'>)[] = []
    for (const page of pages) {
      if (page.scope !== deviceScope(deviceId)) continue
      for (const change of page.changes) {
        if ('gone' in change || change.kind !== outcomeKind) continue
        const outcome = outcomeSchema.safeParse(change.body)
        if (!outcome.success || outcome.data.deviceId !== deviceId) continue
        const { seq, verdict, of } = outcome.data
        outcomes.push({ seq, verdict, of, clock: change.seq, late: true })
      }
    }
    if (outcomes.length === 0) return
    const kept = new Map((await store.operations.get(outcomes.map(({ seq }) => seq))).map((row) => [row.seq, row]))
    const meant = outcomes.flatMap(({ seq, of, verdict }) => {
      const operation = kept.get(seq)
      return operation && isSameAct(of, operation) && !isKnown(operation, verdict) ? [operation] : []
    })
    await verdicts.apply(outcomes, meant)
  }

  /**
   * Moves the positions on and returns the pages that continue what is held. While late verdicts of this device are
   * still to come, only these: the other rows of this snapshot may hold an effect whose verdict nobody has told yet.
   */
  const follow = (
    reply: Reply,
    at: Map<string, number>,
    scopes: readonly string[],
  ): { pages: Page[]; more: boolean; moved: boolean } => {
    const me = options.identity()
    const own = me && reply.pages.find((page) => page.scope === deviceScope(me.deviceId))
    const granted = new Set(own?.more ? [own.scope] : scopes)
    const of = reply.pages.filter((page) => granted.has(page.scope))
    // Withdrawn and granted again while this request was under way: its rows are gone, the page continues nothing.
    const pages = of.filter((page) => page.from === 0 || page.from === at.get(page.scope))
    for (const page of pages) at.set(page.scope, page.to)
    return {
      pages,
      more: pages.length < of.length || pages.some((page) => page.more),
      moved: pages.some((page) => page.to !== page.from),
    }
  }

  /**
   * Scopes that begin with this reply. Their cursor is stored as 0 first: a scope that is not stored could not be
   * dropped after a crash, and one that is filled again must not go on from where it was.
   */
  const begin = async (pages: Page[]): Promise<void> => {
    const first = pages.filter(({ from }) => from === 0)
    if (first.length === 0) return
    const stored = await store.notes.cursors()
    const anew = first.filter(({ scope }) => stored[scope] !== 0)
    const isFirst = Object.keys(stored).every((key) => key === epochNote)
    const begun = { ...(isFirst && { [fillingNote]: 1 }), ...Object.fromEntries(anew.map(({ scope }) => [scope, 0])) }
    if (anew.length > 0) await store.notes.setCursors(begun)
    isFillingNoted ||= isFirst
    for (const page of first) {
      if (await scopes.isEmpty(page.scope)) refills.delete(page.scope)
      else refills.set(page.scope, new Set())
    }
  }

  const write = async (reply: Reply, pages: Page[], complete: boolean): Promise<void> => {
    await noteEpoch(reply)
    const me = options.identity()
    if (me) await applyOutcomes(pages, me.deviceId)
    await begin(pages)
    const arrivals = arrivalsOf(pages)
    if (arrivals.length > 0) {
      if (!complete) mayBeLeaving = true
      const snapshot = { asOf: reply.asOf, deviceSeq: reply.deviceSeq, complete, refilling: refills.size > 0 }
      const refs = arrivals.map(({ ref }) => ref)
      await store.documents.change(refs, (rows) => writeArrivals(views, arrivals, rows, snapshot))
    }
    for (const page of pages) {
      const seen = refills.get(page.scope)
      if (seen === undefined) continue
      for (const { kind, id } of page.changes) seen.add(refKey({ kind, id }))
      if (page.more) continue
      await scopes.sweep(page.scope, seen)
      refills.delete(page.scope)
    }
    const moved = pages.filter((page) => !refills.has(page.scope) && page.to !== page.from)
    if (moved.length > 0) {
      await store.notes.setCursors(Object.fromEntries(moved.map((page) => [page.scope, page.to])))
    }
    if (filled === null && pages.some((page) => page.from === 0 && page.more)) filled = 0
    if (filled !== null) options.onFilling((filled += arrivals.length))
  }

  /** A power cut may bring rows back whose scope was dropped before it, cursor and all (views are relaxed). */
  const dropWithdrawn = async (granted: ReadonlySet<string>): Promise<void> => {
    for (const scope of await store.documents.scopes()) {
      if (scope !== leavingScope && !granted.has(scope)) await scopes.drop(scope)
    }
  }

  const finish = async (reply: Reply, at: Map<string, number>): Promise<void> => {
    const granted = new Set(reply.scopes)
    for (const scope of [...at.keys()].filter((held) => !granted.has(held))) {
      // Granted again before all of it is dropped, it must be filled from its beginning.
      await store.notes.setCursors({ [scope]: 0 })
      await scopes.drop(scope)
      await store.notes.setCursors({ [scope]: null })
      at.delete(scope)
      refills.delete(scope)
    }
    if (!wasSwept) await dropWithdrawn(granted)
    wasSwept = true
    if (mayBeLeaving) await scopes.letGo()
    mayBeLeaving = false
    await verdicts.settleUpTo(reply.asOf)
    if (isFillingNoted) await store.notes.setCursors({ [fillingNote]: null })
    isFillingNoted = false
    filled = null
    options.onFilling(null)
  }

  const isBehindServer = async (reply: Reply): Promise<boolean> =>
    reply.deviceSeq > tally.highest() && reply.deviceSeq > (await store.operations.lastSeq())

  const go = async (signal: AbortSignal): Promise<PullEnd> => {
    let at = await load()
    let next = request(at)
    let barren = 0
    for (;;) {
      const output = await untilAborted(next.reply, signal)
      if (output === stopped) return { kind: 'stopped' }
      if (output.kind === 'updateRequired') return { kind: 'updateRequired' }
      if (fellBack(output, next)) {
        await fallBack(output)
        at = await load()
        next = request(at)
        continue
      }
      const me = options.identity()
      if (output.scopes === null) {
        // Nobody's documents, but the device's own: what became of its held work (S22).
        if (me) await write(output, follow(output, at, [deviceScope(me.deviceId)]).pages, false)
        return { kind: 'signInNeeded' }
      }
      if (me && (await isBehindServer(output))) {
        await tally.catchUp()
        if (tally.numbers().waiting > 0) return { kind: 'pushFirst' }
        await numbering.raise(me.deviceId, output.deviceSeq)
      }
      lastAsOf = output.asOf
      const { pages, more, moved } = follow(output, at, output.scopes)
      barren = moved ? 0 : barren + 1
      if (more && barren >= maxBarrenReplies) {
        forgetPositions()
        throw new TransportError('server', 'Pages that bring nothing forward')
      }
      const following = more ? request(at) : null
      await write(output, pages, !more)
      if (following === null) {
        await finish(output, at)
        return { kind: 'complete', asOf: output.asOf }
      }
      next = following
    }
  }

  return {
    async run(signal) {
      try {
        return await go(signal)
      } catch (error) {
        if (!(error instanceof TransportError)) forgetPositions()
        throw error
      }
    },
    refill,
    wasCutOff: async () => fillingNote in (await store.notes.cursors()),
    positions: storedCursors,
  }
}

/** A store that was evicted gives out numbers again, until the server says so. */
const isSameAct = (of: Outcome['of'], operation: LocalOperation): boolean =>
  of === null || JSON.stringify(of) === JSON.stringify(actOf(operation))

const isKnown = ({ verdict }: LocalOperation, told: Outcome['verdict']): boolean =>
  told.kind === verdict?.kind && (verdict.kind === 'held' || verdict.late === true)
