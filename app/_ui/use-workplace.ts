/**
 * How components reach the workplace. Everything a screen shows comes through these hooks; everything it does goes
 * through `useAct`. No component touches the database, the network or the clock.
 */
'use client'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { CustomerOperationKind, CustomerPayload } from '../../lib/domain/customer/operations.ts'
import type { Ref } from '../../lib/domain/operation.ts'
import type { OrderOperationKind, OrderPayload } from '../../lib/domain/order/operations.ts'
import type { TillOperationKind, TillPayload } from '../../lib/domain/till/operations.ts'
import type { LocalOperation } from '../../lib/sync/ports.ts'
import type { SyncStatus } from '../../lib/sync/status.ts'
import type { ActResult, Live, SessionState, Shown, SignedIn, Workplace } from '../../lib/workplace-types.ts'
import { createKept, type Kept } from './kept-value.ts'
import { dropLeft, noteLeft, takeUpLeft } from './left-behind.ts'
import { useNotice } from './notice.tsx'
import { useReasons } from './reasons.ts'

export const WorkplaceContext = createContext<Workplace | null>(null)

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext)
  if (!workplace) throw new Error('useWorkplace outside WorkplaceProvider')
  return workplace
}

export function useLive<T>(live: Live<T>): T {
  return useSyncExternalStore(live.subscribe, live.get, live.get)
}

/** null while it is being read for the first time. */
export function useList<Body>(kind: string, { order }: { order?: 'asc' | 'desc' } = {}): readonly Shown<Body>[] | null {
  const workplace = useWorkplace()
  const live = useMemo(() => workplace.list<Body>({ kind, ...(order && { order }) }), [workplace, kind, order])
  return useLive(live)
}

/** undefined while it is being read, null when there is none. With `id` null: always null. */
export function useOne<Body>(kind: string, id: string | null): Shown<Body> | null | undefined {
  const workplace = useWorkplace()
  const live = useMemo(() => (id === null ? nothing : workplace.one<Body>({ kind, id })), [workplace, kind, id])
  return useLive<Shown<Body> | null | undefined>(live)
}

const nothing: Live<null> = { get: () => null, subscribe: () => () => undefined }

/** A small durable value of this device, seen at once and shared by its tabs. The first `initial` of a key counts. */
export function useKeep<T>(key: string, initial: T): [T, Kept<T>['set']] {
  const workplace = useWorkplace()
  const [first] = useState(initial)
  const kept = useMemo(() => keptOf(workplace, key, first), [workplace, key, first])
  return [useLive(kept), kept.set]
}

/** The same for what is typed letter by letter: a page that is loaded anew in the middle of a word loses none. */
export function useKeepTyped<T>(key: string, initial: T): [T, Kept<T>['set']] {
  const workplace = useWorkplace()
  const [first] = useState(initial)
  const kept = useMemo(() => keptOf(workplace, key, first, keepOverReload), [workplace, key, first])
  return [useLive(kept), kept.set]
}

const keptValues = new WeakMap<Workplace, Map<string, Kept<unknown>>>()

/** One per key, so that components which show the same value see each other's changes at once. */
function keptOf<T>(
  workplace: Workplace,
  key: string,
  initial: T,
  onCreated?: (key: string, kept: Kept<unknown>) => void,
): Kept<T> {
  const values = keptValues.get(workplace) ?? new Map<string, Kept<unknown>>()
  keptValues.set(workplace, values)
  const known = values.get(key)
  const kept = known ?? createKept(workplace.keep<unknown>(key, initial))
  values.set(key, kept)
  if (!known) onCreated?.(key, kept)
  return kept as Kept<T> // safe: a key is used with one type
}

/** For as long as the page lives. */
function keepOverReload(key: string, kept: Kept<unknown>): void {
  takeUpLeft(localStorage, key, kept).catch((cause: unknown) =>
    console.error('What was typed last could not be taken up again', cause),
  )
  window.addEventListener('pagehide', () => noteLeft(localStorage, key, kept))
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) dropLeft(localStorage, key)
  })
}

export function useSession(): SessionState {
  return useLive(useWorkplace().session.state)
}

/** The person signed in, or null. */
export function useMe(): SignedIn | null {
  const session = useSession()
  return session.kind === 'signedIn' ? session.person : null
}

export function useStatus(): SyncStatus {
  return useLive(useWorkplace().status)
}

export function useTray(): readonly LocalOperation[] {
  return useLive(useWorkplace().tray)
}

/** Those that a component is about: it is not drawn anew with every act. `isWanted`: the same function every time. */
export function useTrayOf(isWanted: (operation: LocalOperation) => boolean): readonly LocalOperation[] {
  const { tray } = useWorkplace()
  const part = useMemo(() => partOf(tray, isWanted), [tray, isWanted])
  return useLive(part)
}

function partOf<T>(live: Live<readonly T[]>, isWanted: (one: T) => boolean): Live<readonly T[]> {
  let part: readonly T[] = []
  return {
    subscribe: live.subscribe,
    get() {
      const next = live.get().filter(isWanted)
      if (next.length !== part.length || next.some((one, index) => one !== part[index])) part = next
      return part
    },
  }
}

/** The time now, renewed so that "waiting 4 min" stays true. */
export function useNow(everyMs = 20_000): number {
  const workplace = useWorkplace()
  const [now, setNow] = useState(() => workplace.now())
  useEffect(() => {
    const renew = () => setNow(workplace.now())
    const timer = setInterval(renew, everyMs)
    // A tab that slept in the background shows the truth in its first frame, not 20 seconds later.
    document.addEventListener('visibilitychange', renew)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [workplace, everyMs])
  return now
}

export type ActKind = OrderOperationKind | CustomerOperationKind | TillOperationKind
export type ActPayload<Kind extends ActKind> = Kind extends OrderOperationKind
  ? OrderPayload<Kind>
  : Kind extends CustomerOperationKind
    ? CustomerPayload<Kind>
    : Kind extends TillOperationKind
      ? TillPayload<Kind>
      : never

/** `quiet`: the caller shows a refusal itself; otherwise it is said in a notice. */
export type Act = <Kind extends ActKind>(
  kind: Kind,
  target: Ref,
  payload: ActPayload<Kind>,
  options?: { quiet?: boolean },
) => Promise<ActResult>

/** Does something and, when it was not done, says why. Resolves when it is on disk (or was refused). */
export function useAct(): Act {
  const workplace = useWorkplace()
  const reasons = useReasons()
  const notice = useNotice()
  return useCallback<Act>(
    async (kind, target, payload, options = {}) => {
      const result = await workplace.act(kind, target, payload)
      const sentence = reasons.act(result)
      if (sentence && !options.quiet) notice({ tone: 'bad', text: sentence })
      return result
    },
    [workplace, reasons, notice],
  )
}
