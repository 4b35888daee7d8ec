/** The office decides what is held: again, not at all, or as it happened. */
import type { HeldInput, OfficeApi } from '../../lib/protocol/office.ts'
import { decideHeldAgain, refuseHeld, ruleHeld, type HeldOutcome } from '../sync/held-operations.ts'
import type { OfficeActor } from './office.ts'
import { settleReturnsOfAct, type SettlePlace } from './settle-returns.ts'

/** null: nothing is held under this number. */
export async function decideHeld(
  place: SettlePlace,
  actor: OfficeActor,
  input: HeldInput,
): Promise<Awaited<ReturnType<OfficeApi['decideHeld']>> | null> {
  const outcome = await decide(place, actor, input)
  if (outcome.kind === 'notHeld') return null
  const { kind } = outcome.verdict
  // A number whose content was lost is never held.
  if (kind === 'lost') throw new Error(`A held operation of ${input.deviceId} turned out to be lost`)
  // A sale that counts now may be the one that goods came back of.
  if (kind === 'accepted') await settleReturnsOfAct(place, input)
  return { verdict: kind }
}

function decide({ org, sync }: SettlePlace, actor: OfficeActor, input: HeldInput): Promise<HeldOutcome> {
  const held = { org, deviceId: input.deviceId, seq: input.seq }
  switch (input.how) {
    case 'again':
      return decideHeldAgain(sync, held, actor.id)
    case 'refuse':
      return refuseHeld(sync, held, actor.id, input.reason ?? null)
    case 'asItIs':
    case 'writtenDown': {
      const { how, reason } = input
      return ruleHeld(sync, held, { how, by: actor.id, byName: actor.name, at: sync.now(), reason })
    }
  }
}
