/**
 * Pushes that arrive while others are being decided go in together with the next ones: one transaction, one wait for the
 * disk, one lock on the goods that everybody sells. A push that finds nobody ahead of it goes at once, alone.
 *
 *     arrivals → [waiting] → up to `maxTogether` operations, one batch a device → custody → everyone's own answer
 *
 * Two transactions are under way at most: while the database writes one, this process decides the next.
 */
import { takeIntoCustody } from './custody.ts'
import type { SyncDeps } from './deps.ts'
import type { Answer, Arrival } from './take.ts'

const maxTogether = 500
const maxUnderWay = 2

type Waiting = { arrival: Arrival; resolve: (answer: Answer) => void; reject: (error: unknown) => void }
type Lane = { waiting: Waiting[]; underWay: number; devices: Set<string> }

const lanesOf = new WeakMap<SyncDeps, Map<string, Lane>>()

/** As `takeIntoCustody` for one arrival, together with whoever else of this organisation waits in this process. */
export function takeTogether(deps: SyncDeps, org: string, arrival: Arrival): Promise<Answer> {
  const lanes = lanesOf.get(deps) ?? new Map<string, Lane>()
  lanesOf.set(deps, lanes)
  const lane = lanes.get(org) ?? { waiting: [], underWay: 0, devices: new Set() }
  lanes.set(org, lane)
  return new Promise((resolve, reject) => {
    lane.waiting.push({ arrival, resolve, reject })
    advance(deps, org, lane)
  })
}

function advance(deps: SyncDeps, org: string, lane: Lane): void {
  while (lane.underWay < maxUnderWay) {
    const group = nextGroup(lane)
    if (group.length === 0) return
    lane.underWay += 1
    for (const { arrival } of group) lane.devices.add(arrival.deviceId)
    void takeGroup(deps, org, group).finally(() => {
      lane.underWay -= 1
      for (const { arrival } of group) lane.devices.delete(arrival.deviceId)
      advance(deps, org, lane)
    })
  }
}

/** In the order of arrival. Of one device only one batch is under way: the next one counts on its numbers. */
function nextGroup(lane: Lane): Waiting[] {
  const group: Waiting[] = []
  const devices = new Set(lane.devices)
  let operations = 0
  for (const waiting of lane.waiting) {
    const { deviceId, operations: own } = waiting.arrival
    if (devices.has(deviceId)) continue
    if (group.length > 0 && operations + own.length > maxTogether) break
    devices.add(deviceId)
    operations += own.length
    group.push(waiting)
  }
  lane.waiting = lane.waiting.filter((waiting) => !group.includes(waiting))
  return group
}

async function takeGroup(deps: SyncDeps, org: string, group: Waiting[]): Promise<void> {
  const outcomes = await takeIntoCustody(
    deps,
    org,
    group.map(({ arrival }) => arrival),
  )
  for (const [index, { resolve, reject }] of group.entries()) {
    const outcome = outcomes[index]
    if (!outcome) reject(new Error('An arrival got no answer'))
    else if (outcome.kind === 'failed') reject(outcome.error)
    else resolve(outcome)
  }
}
